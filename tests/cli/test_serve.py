"""``pressfacts serve``: Datasette over the file, with every column described, the raw pages out of sight."""

import json
import re
import subprocess
import urllib.request

import pytest

from pipeline.site import fixtures_path
from pipeline.store import Store
from tests.cli.conftest import COMMAND, run_in


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    """Where a database of one bundled article is served."""
    home = tmp_path_factory.mktemp("served")
    page = next(fixtures_path().glob("*/*/article.json")).with_name("page.html")
    assert run_in(home, "add", "--db", "press.db", page).code == 0
    command = [str(COMMAND), "serve", "--db", "press.db", "--port", "0"]
    with subprocess.Popen(command, cwd=home, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        yield re.search(r"http://\S+", process.stdout.readline())[0]
        process.terminate()


def fetch(url):
    with urllib.request.urlopen(url, timeout=30) as answer:
        return answer.read().decode()


def test_facts_are_browsed_with_their_descriptions(address):
    page = fetch(f"{address}/amounts")
    assert "KRW" in page
    description = json.loads(fetch(f"{address.removesuffix('/press')}/-/metadata.json"))
    assert description["databases"]["press"]["tables"]["facts"]["columns"]["bound"]


def test_the_pages_file_is_not_served(address):
    databases = json.loads(fetch(f"{address.removesuffix('/press')}/-/databases.json"))
    assert [database["name"] for database in databases] == ["press"]


def test_a_port_in_use_and_a_missing_file_are_one_line(pressfacts, address, tmp_path):
    port = re.search(r":(\d+)/", address)[1]
    Store.open(tmp_path / "press.db").close()
    taken = pressfacts("serve", "--db", "press.db", "--port", port)
    assert (taken.code, len(taken.err.splitlines())) == (2, 1)
    assert "--port" in taken.err
    missing = pressfacts("serve", "--db", "none.db")
    assert (missing.code, len(missing.err.splitlines())) == (2, 1)
