"""``pressfacts sources`` as a user runs it, on the bundled press site."""

from __future__ import annotations

import json
import re

import pytest

from pipeline.site import PressSite
from pipeline.sources import read_config

TOP = 'contact = "mailto:desk@example.org"\ndelay = 0\n'
SOURCES = """
[[sources]]  # the feed of the day
key = "hanbit"
name = "한빛일보"
feeds = ["http://hanbit.test/rss.xml"]

[[sources]]
key = "daon"
feeds = ["http://daon.test/rss.xml"]
verified = false  # not yet

[[sources]]
key = "gone"
feeds = ["http://daon.test/none.xml"]

[[sources]]
key = "closed"
feeds = ["http://daon.test/private/rss.xml"]

[[sources]]
key = "list"
list_pages = [{ url = "http://haesol.test/list.html", pattern = '/articles?/' }]
"""


@pytest.fixture
def config(tmp_path):
    """A configuration whose hosts are the running site's."""
    with PressSite() as site:
        hosts = "".join(f'"{host}" = "127.0.0.1:{site.port}"\n' for host in site.hosts)
        path = tmp_path / "sources.toml"
        path.write_text(f"{TOP}[allow_hosts]\n{hosts}{SOURCES}", encoding="utf-8")
        yield path


def test_check_says_what_each_source_answers(pressfacts, config):
    before = config.read_bytes()
    answer = pressfacts("sources", "check", "--config", config, "--json", "hanbit", "gone", "closed")
    assert answer.code == 1
    assert "2 of 3 sources do not work: gone, closed" in answer.err
    assert "could be set `verified = true`: hanbit" in answer.err
    hanbit, gone, closed = json.loads(answer.out)
    (way,) = hanbit["ways"]
    assert (way["kind"], way["status"], way["robots"], way["found"]) == ("feed", 200, "allowed", 6)
    assert way["newest"] == "2025-10-14T17:48:00+09:00"
    sample = hanbit["sample"]
    assert (sample["publisher"], sample["published"]) == ("한빛일보", "2025-10-14T17:48:00+09:00")
    assert sample["title"].startswith("전세사기 피해자 3만명")
    assert sample["characters"] > 500
    assert sample["facts"] > 10
    assert gone["ways"][0] | {"url": ""} == {
        "kind": "feed",
        "url": "",
        "status": 404,
        "robots": "allowed",
        "found": 0,
        "newest": None,
        "problem": "404 Not Found",
    }
    assert closed["ways"][0]["robots"] == "disallowed"
    assert closed["sample"] is None
    assert config.read_bytes() == before
    assert [file.name for file in config.parent.iterdir()] == ["sources.toml"]


def test_check_as_a_table(pressfacts, config):
    answer = pressfacts("sources", "check", "--config", config, "hanbit", "gone")
    assert re.search(r"hanbit +feed http://hanbit.test/rss.xml +200 +allowed +6 +2025-10-14 17:48", answer.out)
    assert re.search(r"gone +feed http://daon.test/none.xml +404 .+ 404 Not Found", answer.out)
    assert re.search(r"gone .+ no page to try", answer.out)


def test_check_write_marks_those_that_work_and_changes_nothing_else(pressfacts, config):
    before = config.read_text(encoding="utf-8")
    answer = pressfacts("sources", "check", "--config", config, "--write")
    assert answer.code == 1
    assert "hanbit, daon" in answer.err
    verified = {source.key: source.verified for source in read_config(config).sources}
    assert verified == {"hanbit": True, "daon": True, "gone": False, "closed": False, "list": verified["list"]}
    after = config.read_text(encoding="utf-8")
    assert 'key = "hanbit"\nverified = true\nname' in after
    assert "verified = true  # not yet" in after
    assert "# the feed of the day" in after
    assert re.sub(r"(?m)^verified = true\n|(?<=verified = )\w+", "", after) == re.sub(
        r"(?<=verified = )\w+", "", before
    )


def test_check_of_a_key_that_no_source_has(pressfacts, config):
    answer = pressfacts("sources", "check", "--config", config, "hanbt")
    assert (answer.code, answer.out) == (2, "")
    assert "hanbt: no source has this key; did you mean 'hanbit'?" in answer.err


def test_write_needs_a_file_of_one_s_own(pressfacts):
    answer = pressfacts("sources", "check", "--write")
    assert answer.code == 2
    assert "name it with --config" in answer.err


def test_list(pressfacts, config):
    answer = pressfacts("sources", "list", "--config", config)
    assert re.search(r"hanbit +한빛일보 +1 feed +no", answer.out)
    assert re.search(r"list +list +1 list page +no", answer.out)
    keys = [source["key"] for source in json.loads(pressfacts("sources", "list", "--json").out)]
    assert len(keys) >= 32
    assert "korea-policy" in keys


def test_discover_prints_an_entry_that_can_be_pasted(pressfacts, config):
    answer = pressfacts("sources", "discover", "http://hanbit.test/list.html", "--config", config)
    assert answer.code == 0
    assert re.search(r"http://hanbit.test/news-sitemap.xml +robots.txt +news sitemap +4 ", answer.out)
    assert re.search(r"http://hanbit.test/rss.xml +usual place +feed +6 ", answer.out)
    entry = answer.out[answer.out.index("[[sources]]") :]
    pasted = config.with_name("pasted.toml")
    pasted.write_text(entry, encoding="utf-8")
    (source,) = read_config(pasted).sources
    assert source.feeds == ("http://hanbit.test/rss.xml",)
    assert source.sitemaps == ("http://hanbit.test/news-sitemap.xml",)


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("http://hanbit.test/nothing", "http://hanbit.test/nothing: 404 Not Found"),
        ("ftp://hanbit.test/", "scheme 'ftp' is not http or https"),
        ("http://10.0.0.1/", "the address is not public"),
    ],
)
def test_discover_of_what_cannot_be_asked(pressfacts, config, url, said):
    answer = pressfacts("sources", "discover", url, "--config", config)
    assert (answer.code, answer.out) == (2, "")
    assert said in answer.err
    assert answer.err.count("\n") == 1


def test_a_config_without_sources_has_nothing_to_check(pressfacts, tmp_path):
    (tmp_path / "sources.toml").write_text("delay = 1.0\n")
    answer = pressfacts("sources", "check", "--config", "sources.toml")
    assert (answer.code, answer.out) == (2, "")
    assert answer.err == "pressfacts: sources.toml: names no sources; add a [[sources]] table\n"
