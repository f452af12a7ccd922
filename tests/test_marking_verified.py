"""``verified = true`` set in files as people write them, and nothing else changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.marking_verified import mark_verified
from pipeline.sources import ConfigError, read_config

A = '[[sources]]\nkey = "a"\nurls = ["http://a.test/"]\n'

CHANGED = {
    "a key without one": (A, '[[sources]]\nkey = "a"\nverified = true\nurls = ["http://a.test/"]\n'),
    "false, with a comment": (A + "verified  =  false # no\n", A + "verified  =  true # no\n"),
    "lines ended by \\r\\n": (
        A.replace("\n", "\r\n"),
        '[[sources]]\r\nkey = "a"\r\nverified = true\r\nurls = ["http://a.test/"]\r\n',
    ),
    "no newline at the end": (A + "verified = false", A + "verified = true"),
    "a list page below it": (
        A + '[[sources.list_pages]]\nurl = "http://a.test/l"\npattern = "verified = false"\n',
        '[[sources]]\nkey = "a"\nverified = true\nurls = ["http://a.test/"]\n'
        '[[sources.list_pages]]\nurl = "http://a.test/l"\npattern = "verified = false"\n',
    ),
    "another source before it": (
        '[[ sources ]]\nkey = "b"\nurls = ["http://b.test/"]\nverified = false\n' + A + "verified = false\n",
        '[[ sources ]]\nkey = "b"\nurls = ["http://b.test/"]\nverified = false\n' + A + "verified = true\n",
    ),
    "verified already": (A + "verified = true\n", A + "verified = true\n"),
}


@pytest.mark.parametrize(("before", "after"), CHANGED.values(), ids=CHANGED.keys())
def test_a_file_is_changed_in_that_one_place(tmp_path: Path, before: str, after: str) -> None:
    path = tmp_path / "sources.toml"
    path.write_bytes(before.encode())
    assert mark_verified(path, {"a"}) == (("a",) if before != after else ())
    assert path.read_bytes().decode() == after
    assert {source.key: source.verified for source in read_config(path).sources}["a"]
    assert list(tmp_path.iterdir()) == [path]


UNCHANGED = {
    "inline": 'sources = [{ key = "a", urls = ["http://a.test/"] }]\n',
    "a text that looks like it": A + 'name = """\nverified = false\n"""\n',
    "a header within a text": A + 'name = """\n[[sources]]\n"""\n',
}


@pytest.mark.parametrize("text", UNCHANGED.values(), ids=UNCHANGED.keys())
def test_a_file_written_in_a_way_that_cannot_be_changed_safely_is_left_alone(tmp_path: Path, text: str) -> None:
    path = tmp_path / "sources.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError, match="by hand"):
        mark_verified(path, {"a"})
    assert path.read_text(encoding="utf-8") == text
    assert list(tmp_path.iterdir()) == [path]
