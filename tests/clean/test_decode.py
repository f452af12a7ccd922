"""Charsets: what a page says of itself and what its bytes say."""

from __future__ import annotations

import pytest

from pipeline.clean.decode import decode
from pipeline.model import NotAnArticle

WORDS = "<html><body>누리시는 똠방각하 펲시 축제에 3억원을 쓴다고 밝혔다.</body></html>"
HEAD = '<meta http-equiv="content-type" content="text/html; charset={}">'


@pytest.mark.parametrize(
    ("written", "declared", "header", "encoding"),
    [
        ("utf-8", "utf-8", None, "utf-8"),
        ("utf-8", "euc-kr", None, "utf-8"),
        ("utf-8", "euc-kr", "text/html; charset=EUC-KR", "utf-8"),
        ("cp949", "euc-kr", None, "cp949"),
        ("cp949", "ks_c_5601-1987", None, "cp949"),
        ("cp949", "utf-8", "text/html; charset=utf-8", "cp949"),
        ("cp949", "iso-8859-1", None, "cp949"),
        ("cp949", "base64", None, "cp949"),
        ("cp949", "no-such-charset", None, "cp949"),
        ("utf-8-sig", "euc-kr", None, "utf-8"),
        ("utf-16", "utf-8", None, "utf-16"),
        ("utf-16-le", "utf-8", None, "utf-16-le"),
    ],
)
def test_the_bytes_settle_the_charset(written: str, declared: str, header: str | None, encoding: str) -> None:
    text = HEAD.format(declared) + WORDS
    found = decode(text.encode(written), header)
    assert (found.text, found.encoding, found.replaced) == (text, encoding, 0)


def test_unreadable_bytes_are_counted() -> None:
    body = (WORDS * 20).encode("cp949").replace("축제".encode("cp949"), b"\xff\xff", 1)
    found = decode(HEAD.format("euc-kr").encode() + body)
    assert found.encoding == "cp949"
    assert found.replaced == found.text.count("\ufffd") > 0


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"", "empty"),
        (b" \r\n\t ", "empty"),
        (b"\x89PNG\r\n\x1a\n" + b"\x00" * 40, "picture"),
        (b"\xff\xd8\xff\xe0JFIF", "picture"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "picture"),
        (b"%PDF-1.7\n%", "binary"),
        (b"PK\x03\x04rest", "binary"),
        (b"SQLite format 3\x00", "binary"),
        (b"\x00\x01\x02\x03" * 600, "binary"),
    ],
    ids=range(9),
)
def test_what_is_no_text_is_refused(body: bytes, reason: str) -> None:
    with pytest.raises(NotAnArticle) as refusal:
        decode(body)
    assert refusal.value.reason == reason
