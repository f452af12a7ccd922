"""sources.toml: what a good one gives, and the one line that each bad one gets."""

from __future__ import annotations

import glob
from pathlib import Path

import pytest

from pipeline.sources import Budget, ConfigError, Expect, ListPage, Source, read_config, read_default
from pipeline.urls import canonical_url

WHOLE = """\
contact = "mailto:desk@example.org"
ping = "https://hc.example.org/1"
delay = 2
ports = [80, 443, 8080]

[allow_hosts]
"Hanbit.test" = "127.0.0.1:8000"
"six.test" = "[::1]:8001"

[budget]
pages = 500
minutes = 2.5

[[sources]]
key = "hanbit"
name = "한빛일보"
feeds = ["http://hanbit.test/rss.xml"]
list_pages = [{ url = "http://hanbit.test/list", pattern = '/news/\\d+' }]
expect = { min = 5, max = 400 }

[[sources]]
key = "archive"
files = ["old/*.html"]
warcs = ["/srv/warc/2024.warc.gz"]
verified = true
"""


def write(folder: Path, text: str) -> Path:
    path = folder / "sources.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_whole_file(tmp_path: Path) -> None:
    config = read_config(write(tmp_path, WHOLE))
    assert config.contact == "mailto:desk@example.org"
    assert config.ping == "https://hc.example.org/1"
    assert config.user_agent.startswith("pressfacts/")
    assert config.user_agent.endswith(" (+mailto:desk@example.org)")
    assert (config.delay, config.concurrency, config.ports) == (2.0, 16, {80, 443, 8080})
    assert config.allow_hosts == {"hanbit.test": ("127.0.0.1", 8000), "six.test": ("::1", 8001)}
    assert config.budget == Budget(pages=500, minutes=2.5)
    assert config.sources == (
        Source(
            key="hanbit",
            name="한빛일보",
            feeds=("http://hanbit.test/rss.xml",),
            list_pages=(ListPage(url="http://hanbit.test/list", pattern=r"/news/\d+"),),
            expect=Expect(min=5, max=400),
        ),
        Source(
            key="archive",
            name="archive",
            files=(str(tmp_path / "old/*.html"),),
            warcs=("/srv/warc/2024.warc.gz",),
            verified=True,
        ),
    )


def test_a_glob_is_of_the_configuration_s_folder_whatever_that_is_called(tmp_path: Path) -> None:
    folder = tmp_path / "2024 [old]"
    folder.mkdir()
    (folder / "a.html").write_text("가")
    (folder / "b[1].html").write_text("나")
    config = read_config(write(folder, '[[sources]]\nkey = "a"\nfiles = ["a*.html", "b[1].html"]'))
    starred, named = config.sources[0].files
    assert glob.glob(starred) == [str(folder / "a.html")]  # noqa: PTH207 - as crawl expands it
    assert Path(named).read_text() == "나"


def test_an_empty_file_has_the_defaults_and_says_that_no_contact_is_given(tmp_path: Path) -> None:
    config = read_config(write(tmp_path, ""))
    assert (config.sources, config.delay, config.ports) == ((), 1.0, {80, 443})
    assert config.user_agent.endswith(" (no contact given)")


SOURCE = '[[sources]]\nkey = "a"\nfeeds = ["http://a.test/rss"]\n'

BAD = {
    "a key that is misspelt": ('contcat = "x"', "1: contcat: unknown key; did you mean 'contact'?"),
    "a key that is nothing like any": ("zzz = 1", "1: zzz: unknown key; known here: contact, user_agent, delay,"),
    "a misspelt table": ("\n[[source]]\n", "2: source: unknown key; did you mean 'sources'?"),
    "a misspelt key of the second source": (
        SOURCE + '\n[[sources]]\nkey = "b"\nfeed = ["http://b.test/"]',
        "7: feed: unknown key; did you mean 'feeds'?",
    ),
    "a key of a list page": (
        SOURCE + 'list_pages = [{ url = "http://a.test/", patern = "x" }]',
        "4: patern: unknown key; did you mean 'pattern'?",
    ),
    "text for a number": ('delay = "1"', "1: delay: a number is wanted, not text"),
    "true for a number": ("concurrency = true", "1: concurrency: a whole number is wanted, not true or false"),
    "a fraction for a count": ("[budget]\npages = 1.5", "2: pages: a whole number is wanted, not a number"),
    "a number below zero": ("delay = -1", "1: delay: 0 or more is wanted, not -1"),
    "no finite number": ("delay = nan", "1: delay: 0 or more is wanted, not nan"),
    "a list for a table": ("budget = []", "1: budget: a table is wanted, not a list"),
    "text for a list": (
        '[[sources]]\nkey = "a"\nfeeds = "http://a.test/rss"',
        "3: feeds: a list of texts in quotes is wanted, not text",
    ),
    "a number in a list of texts": (
        '[[sources]]\nkey = "a"\nfeeds = [1]',
        "3: feeds: a list of texts in quotes is wanted, and one of them is a number",
    ),
    "a URL that is none": (
        '[[sources]]\nkey = "a"\nfeeds = ["a.test/rss"]',
        "3: feeds: an http(s) URL is wanted, not 'a.test/rss'",
    ),
    "a file URL": (
        '[[sources]]\nkey = "a"\nurls = ["file:///etc/passwd"]',
        "3: urls: an http(s) URL is wanted, not 'file:///etc/passwd'",
    ),
    "a URL with a password": (
        '[[sources]]\nkey = "a"\nurls = ["http://kim:secret@a.test/"]',
        "3: urls: not a URL: 'http://kim:secret@a.test/': the URL carries a user name or password",
    ),
    "a URL whose host is none": (
        '[[sources]]\nkey = "a"\nurls = ["http://a b.test/"]',
        "3: urls: not a URL: 'http://a b.test/': not a host: 'a b.test'",
    ),
    "a URL among the files": (
        '[[sources]]\nkey = "a"\nfiles = ["http://a.test/1"]',
        "3: files: a file, folder or glob is wanted, not 'http://a.test/1'; URLs belong in urls",
    ),
    "a ping that is no URL": ('ping = "hc.example.org"', "1: ping: an http(s) URL is wanted"),
    "a least that is more than the most": (
        SOURCE + "\n[[sources]]\nkey = 'b'\nfiles = ['b']\nexpect = { min = 9, max = 3 }",
        "8: min: 9 is more than max, which is 3",
    ),
    "a port that is none": ("ports = [80, 99999]", "1: ports: ports go up to 65535, not 99999"),
    "a row of the cleaner's, which goes by the host": (
        SOURCE + 'publisher = "nope"',
        "4: publisher: unknown key; known here: key, name,",
    ),
    "a misspelt expectation": (SOURCE + "expect = { mim = 9 }", "4: mim: unknown key; did you mean 'min'?"),
    "a pattern that is none": (
        SOURCE + 'list_pages = [{ url = "http://a.test/", pattern = "(" }]',
        "4: pattern: not a regular expression: ",
    ),
    "no pattern": (SOURCE + 'list_pages = [{ url = "http://a.test/" }]', "4: pattern: a regular expression that"),
    "a source without a key": (
        '[[sources]]\nfeeds = ["http://a.test/"]',
        "1: key: small letters, digits, '.', '_' and '-' are wanted, not ''",
    ),
    "a source without a way in": ('[[sources]]\nkey = "a"', "2: key: 'a' has no way in: add feeds,"),
    "a key twice": (SOURCE + SOURCE, "5: key: 'a' is the key of two sources"),
    "an allowed host without a port": (
        '[allow_hosts]\n"a.test" = "127.0.0.1"',
        '2: a.test: an address and port such as "127.0.0.1:8000" is wanted',
    ),
    "an allowed host by name": ('[allow_hosts]\n"a.test" = "localhost:80"', "2: a.test: an address and port"),
    "a contact no header can hold": ('contact = "데스크"', "1: contact: plain ASCII in one line is wanted"),
    "no TOML": ("delay = 1\n\ndelay = = 2\n", "3: not TOML: Invalid value"),
    "TOML that breaks off": ('contact = "x', "1: not TOML: "),
}


@pytest.mark.parametrize(("text", "line"), BAD.values(), ids=BAD.keys())
def test_a_bad_file_gets_one_line_that_says_where_and_what(tmp_path: Path, text: str, line: str) -> None:
    path = write(tmp_path, text)
    with pytest.raises(ConfigError) as raised:
        read_config(path)
    assert str(raised.value).startswith(f"{path}:{line}")
    assert "\n" not in str(raised.value)


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="no such file"):
        read_config(tmp_path / "none.toml")
    with pytest.raises(ConfigError, match="cannot be read: Is a directory"):
        read_config(tmp_path)
    (tmp_path / "cp949.toml").write_bytes('contact = "한"'.encode("cp949"))
    with pytest.raises(ConfigError, match="not UTF-8"):
        read_config(tmp_path / "cp949.toml")


def test_the_shipped_sources_are_many_and_say_that_they_are_unverified() -> None:
    config = read_default()
    assert len(config.sources) >= 32
    assert {source.verified for source in config.sources} == {False}
    assert any("korea.kr" in feed for source in config.sources for feed in source.feeds)
    feeds = [feed for source in config.sources for feed in source.feeds]
    assert len({canonical_url(feed) for feed in feeds}) == len(feeds)
