"""Bytes to text: which charset a page is really in, whatever it says of itself."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from pipeline.clean import reasons
from pipeline.clean.reasons import refuse

PICTURES = (
    b"\x89PNG\r\n",
    b"\xff\xd8\xff",
    b"GIF87a",
    b"GIF89a",
    b"BM\x00",
    b"\x00\x00\x01\x00",
    b"II*\x00",
    b"MM\x00*",
)
BINARIES = (
    b"%PDF-",
    b"PK\x03\x04",
    b"\x1f\x8b",
    b"\x7fELF",
    b"MZ\x90",
    b"\xd0\xcf\x11\xe0",
    b"SQLite format 3\x00",
    b"BZh",
    b"\xfd7zXZ",
    b"\x28\xb5\x2f\xfd",
    b"7z\xbc\xaf",
    b"Rar!",
    b"OggS",
    b"ID3",
    b"fLaC",
    b"wOFF",
    b"wOF2",
)
BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Python's euc-kr is the strict KS X 1001 and fails on 똠 and 펲; the web's euc-kr is cp949.
KOREAN_LABELS = frozenset(
    {
        "euc-kr",
        "euckr",
        "ks_c_5601-1987",
        "ksc5601",
        "ks_c_5601",
        "ks-c-5601",
        "korean",
        "uhc",
        "cp949",
        "ms949",
        "windows-949",
        "x-windows-949",
    }
)
META_CHARSET = re.compile(rb"""<(?:meta|\?xml)[^>]{0,300}?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]{2,30})""", re.I)
HEADER_CHARSET = re.compile(r"""charset\s*=\s*["']?\s*([\w.:-]{2,30})""", re.I)
FEW = 20
"""Text has no more than one zero byte in so many: a slip, not a wide charset or a binary."""
HANGUL = re.compile("[가-힣]")
WRITTEN = re.compile(r"[가-힣\x20-\x7e\s]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """The text of a page, the charset that read it and how many places could not be read."""

    text: str
    encoding: str
    replaced: int


def decode(body: bytes, content_type: str | None = None) -> Decoded:
    """Return the text of ``body``; a declared charset that the bytes refute is not believed.

    Raises NotAnArticle for nothing at all, a picture or another binary file.
    """
    refuse_files(body)
    for mark, encoding in BOMS:
        if body.startswith(mark):
            return read_as(body, encoding)
    sample = body[:4096]
    if sample.count(0) * FEW > len(sample):
        wide = guess_wide(body)
        if wide is None:
            refuse(reasons.BINARY, "not text: it is full of zero bytes")
        return read_as(body, wide)
    declared = declare(body, content_type)
    # Text in another charset is almost never valid UTF-8 by chance, so valid UTF-8 settles it.
    try:
        return Decoded(text=body.decode("utf-8"), encoding="utf-8", replaced=0)
    except UnicodeDecodeError:
        pass
    return read_best(body, declared)


def read_best(body: bytes, declared: list[str]) -> Decoded:
    """Return the reading with the fewest unreadable places among the declared and the usual charsets."""
    readings = [read_as(body, encoding) for encoding in dict.fromkeys([*declared, "cp949", "utf-8"])]
    korean = [one for one in readings if HANGUL.search(one.text[:200_000])]
    best = min(korean or readings, key=lambda one: one.replaced)
    if best.replaced > len(best.text) * 0.05:
        guessed = guess(body)
        if guessed is None:
            refuse(reasons.BINARY, "not text in any charset that Korean pages are written in")
        return read_as(body, guessed)
    return best


def refuse_files(body: bytes) -> None:
    """Raise NotAnArticle for emptiness and for files known by their first bytes."""
    if not body.strip():
        refuse(reasons.EMPTY, "there is nothing in it")
    if body.startswith(PICTURES) or (body[:4] == b"RIFF" and body[8:12] == b"WEBP"):
        refuse(reasons.PICTURE, "it is a picture")
    if body.startswith(BINARIES) or body[4:8] == b"ftyp" or body[:4] == b"RIFF":
        refuse(reasons.BINARY, "it is a binary file, not a page")


def declare(body: bytes, content_type: str | None) -> list[str]:
    """Return the charsets that the header and the page declare, as Python names, best first."""
    labels = []
    if content_type and (found := HEADER_CHARSET.search(content_type)):
        labels.append(found[1])
    labels += [label.decode("ascii", "replace") for label in META_CHARSET.findall(body[:16384])[:3]]
    names = []
    for label in labels:
        if label.lower() in KOREAN_LABELS:
            names.append("cp949")
            continue
        try:
            info = codecs.lookup(label)
        except (LookupError, ValueError):
            continue
        # base64, rot13 and the like are codecs of Python's and no charsets; utf-16 and utf-7 are known by a mark only.
        if info.name not in ("utf-16", "utf-32", "utf-7", "idna", "punycode") and getattr(
            info, "_is_text_encoding", True
        ):
            names.append(info.name)
    return names


def read_as(body: bytes, encoding: str) -> Decoded:
    """Return ``body`` read as ``encoding``, unreadable bytes as U+FFFD, counted."""
    try:
        text = body.decode(encoding)
        replaced = 0
    except UnicodeError:
        try:
            text = body.decode(encoding, "replace")
        except UnicodeError:
            text = body.decode("utf-8", "replace")
            encoding = "utf-8"
        replaced = text.count("\ufffd")
    return Decoded(text=text, encoding=encoding.removesuffix("-sig"), replaced=replaced)


def guess_wide(body: bytes) -> str | None:
    """Return the UTF-16 flavour of a page without a mark, by where its zero bytes stand."""
    sample = body[:4096]
    odd, even = sample[1::2].count(0), sample[0::2].count(0)
    for encoding, zeros, others in (("utf-16-le", odd, even), ("utf-16-be", even, odd)):
        if zeros > len(sample) * 0.15 and others < zeros * 0.1:
            text = sample.decode(encoding, "replace")
            return encoding if len(WRITTEN.findall(text)) > 0.9 * len(text) else None
    return None


def guess(body: bytes) -> str | None:
    """Return charset-normalizer's opinion of a sample, or None; only for what nothing else could read."""
    from charset_normalizer import from_bytes

    best = from_bytes(body[:16384]).best()
    return None if best is None else best.encoding
