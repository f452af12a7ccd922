"""``pressfacts serve``: Datasette over the file, with every column described, the raw pages out of sight."""

import json
import re
import subprocess
import urllib.request

import pytest

from pipeline.site import fixtures_path
from tests.cli.conftest import COMMAND


@pytest.fixture
def address(pressfacts, tmp_path):
    page = next(fixtures_path().glob("*/*/article.json")).with_name("page.html")
    assert pressfacts("add", "--db", "press.db", page).code == 0
    command = [str(COMMAND), "serve", "--db", "press.db", "--port", "0"]
    with subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
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


def test_a_port_in_use_and_a_missing_file_are_one_line(pressfacts, address):
    port = re.search(r":(\d+)/", address)[1]
    taken = pressfacts("serve", "--db", "press.db", "--port", port)
    assert (taken.code, len(taken.err.splitlines())) == (2, 1)
    assert "--port" in taken.err
    missing = pressfacts("serve", "--db", "none.db")
    assert (missing.code, len(missing.err.splitlines())) == (2, 1)
