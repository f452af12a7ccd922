"""Characters: one form for composed Hangul, spaces and invisible marks."""

from __future__ import annotations

import html
import re
import unicodedata

INVISIBLE = dict.fromkeys(
    [
        *range(9),
        11,
        12,
        *range(14, 32),
        127,
        0xAD,
        0x200B,
        0x200C,
        0x200D,
        0x200E,
        0x200F,
        0x2060,
        0xFEFF,
        *range(0x202A, 0x202F),
        *range(0x2066, 0x206A),
    ]
)
SPACES = dict.fromkeys([0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000, 0x85, 0x2028, 0x2029], " ")
HALVES = dict.fromkeys(range(0xD800, 0xE000), "\ufffd")
"""Half a character beyond 16 bits, as JSON may escape one: no file and no database takes it."""
CHARACTERS = {**INVISIBLE, **SPACES, **HALVES}
ODD = re.compile(f"[{re.escape(''.join(map(chr, CHARACTERS)))}]")
RUN = re.compile(r"[\t\r\n\x0b\x0c][ \t\r\n\x0b\x0c]*| [ \t\r\n\x0b\x0c]+")
OTHERS = re.compile("[^가-힣]+")
OTHER_DOTS = "ㆍ‧∙・•"
"""The middle dots that keyboards and systems write between names for the one that is meant."""
LIGHT = re.compile(r"[\s\"“”″'‘’′`·ㆍ…‥.,]+")
SENTENCE = re.compile(r"[가-힣)\]\"”’'」』》>%0-9A-Za-z][.?!][\"”’')\]」』》]*(?:\s|$)")
FINAL = re.compile(r"(?:[.?!…]|[다요죠])[\"”’')\]」』》>]*$")


def unify(text: str) -> str:
    """Return ``text`` in NFC with invisible marks gone and every kind of space plain; line breaks stay."""
    if not text.isascii():
        # Few texts hold one, and translating costs fifty times what looking costs.
        if ODD.search(text):
            text = text.translate(CHARACTERS)
        text = unicodedata.normalize("NFC", text)
    return text


def squeeze(text: str) -> str:
    """Return ``text`` on one line: unified, runs of white space as one space, trimmed."""
    return RUN.sub(" ", unify(text)).strip()


def unescape(text: str) -> str:
    """Return ``text`` with HTML entities read, also those that a CMS escaped twice."""
    for _ in range(2):
        if "&" not in text:
            break
        text = html.unescape(text)
    return text


def one_dot(text: str) -> str:
    """Return ``text`` with every middle dot as ``·``; each character keeps its place."""
    for dot in OTHER_DOTS:
        text = text.replace(dot, "·")
    return text


def hangul(text: str) -> int:
    """Return how many Hangul syllables stand in ``text``."""
    return len(OTHERS.sub("", text))


def ends_sentence(text: str) -> bool:
    """Return whether ``text`` ends as a sentence of an article does."""
    return bool(FINAL.search(text))


def flatten(text: str) -> str:
    """Return ``text`` without spaces and with one kind of quote, to compare two writings of it."""
    return LIGHT.sub("", unescape(text))
