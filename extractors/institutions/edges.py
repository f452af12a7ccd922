"""Where a name may begin and end: particles behind it, word boundaries, and modifiers before it."""

from __future__ import annotations

import re
from itertools import product

from extractors.institutions.tables import PLACES, WORDS

REACH = 30
"""No name is longer than this many characters to the left of its ending."""

PARTICLES = WORDS["particle"] | {"".join(pair) for pair in product(WORDS["particlehead"], WORDS["particleend"])}
_LONGEST = max(map(len, PARTICLES))
_RUN = re.compile(rf"[가-힣]{{1,{_LONGEST + 1}}}")
MIDDLE_DOTS = frozenset("·ᆞㆍ")
_FIRST_SYLLABLE, _CODAS, _RIEUL = ord("가"), 28, 8
_HANJA = re.compile(r"\([一-鿿豈-﫿·\s]+\)")


def _alternatives(words: frozenset[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


_COMMON_STEM = re.compile(
    rf"(?:(?:{_alternatives(PLACES | WORDS['nation'])})(?:지역|시내|소재|관내|권|도내|인근))?"
    rf"(?:{_alternatives(WORDS['generic'])})*(?:의|들)?"
)
_COMMON_FIRST = frozenset(word[0] for word in PLACES | WORDS["nation"] | WORDS["generic"]) | {"의", "들", ""}
_COUNTED = re.compile(r"\d+(?:여|개|곳|명|대(?!강)|차|월|일|년|번|호|위|만|천|백)")
_CLOSED_BY = frozenset("은는을를의에로와과던된며고한할란큼써히게서이가도만")
_OPEN_ENDS = tuple("국가 작가 평가 전문가 예술가 북한 대한 제도 철도 지도 보도 도로 진로 마을".split())


def tail(text: str, end: int) -> str | None:
    """Return the particles behind ``end`` (empty where the word ends there), None where the word goes on."""
    if not text[end : end + 1].isalnum():
        return ""
    run = _RUN.match(text, end)
    if not run or run.group() not in PARTICLES or not _agrees(text[end - 1], run.group()):
        return None
    after = text[run.end() : run.end() + 1]
    return None if after.isascii() and after.isalnum() else run.group()


def _agrees(last: str, particle: str) -> bool:
    """Return whether a particle has the form that the syllable before it asks for (``삼성로`` is a road)."""
    closed = (ord(last) - _FIRST_SYLLABLE) % _CODAS if "가" <= last <= "힣" else -1
    if closed < 0:
        return True
    if closed == 0:
        return particle[0] not in "은을과" and not particle.startswith("으로") and particle != "이"
    if particle[0] == "로":
        return closed == _RIEUL
    return particle[0] not in "는를와" and particle != "가"


def opens(text: str, start: int) -> bool:
    """Return whether a word may begin here: nothing that belongs to a word stands right before."""
    return start == 0 or not text[start - 1].isalnum()


def stem_start(text: str, start: int) -> int:
    """Return where the word that holds ``start`` begins; -1 where it is longer than any name."""
    floor = start - REACH
    while start > 0:
        before = text[start - 1]
        if before.isalnum() or before in "&-+" or (before in MIDDLE_DOTS and text[start - 2 : start - 1].isalnum()):
            start -= 1
        elif before == ")":
            opening = text.rfind("(", max(0, start - 12), start)
            if opening < 1 or not _HANJA.fullmatch(text[opening:start]) or not text[opening - 1].isalnum():
                break
            start = opening
        else:
            break
        if start < floor:
            return -1
    return start


def word_before(text: str, start: int) -> tuple[int, str]:
    """Return where the word begins that one space parts from ``start``, and the word (empty where none is)."""
    if start < 2 or text[start - 1] != " ":
        return start, ""
    begin = stem_start(text, start - 1)
    return (begin, text[begin : start - 1]) if 0 <= begin < start - 1 else (start, "")


def is_common(stem: str) -> bool:
    """Return whether a stem is made of common modifiers only (``지역중소``), so that no proper name results."""
    if stem[:1] in _COMMON_FIRST and _COMMON_STEM.fullmatch(stem):
        return True
    return _COUNTED.match(stem) is not None


def is_noun(word: str) -> bool:
    """Return whether a word may stand bare inside a name: no particle, adnominal ending or common adverb."""
    if not 2 <= len(word) <= 14 or word in WORDS["adverb"] or word.isdigit() or _COUNTED.match(word):
        return False
    if word in PLACES or word in WORDS["nation"] or word.endswith(_OPEN_ENDS):
        return True
    return word[-1] not in _CLOSED_BY


def bare(word: str) -> str:
    """Return a word without the particles at its end, where at least two characters remain."""
    for size in range(min(_LONGEST, len(word) - 2), 0, -1):
        if word[-size:] in PARTICLES:
            return word[:-size]
    return word
