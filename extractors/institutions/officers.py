"""Names known by the head that stands in brackets behind them (``두레솔(대표 김가람)``, ``한빛시(시장 김가람)``)."""

from __future__ import annotations

import re

from extractors.institutions.cues import UNNAMED
from extractors.institutions.edges import is_common, stem_start
from extractors.institutions.guesses import Guess
from extractors.institutions.tables import OFFICERS, PLACES

_NAMED = r"(?:\s(?:직무대행|권한대행|직무대리|사장|회장))?[\s·:;]\s?[가-힣]{2,4}(?:\s스님|\s목사)?\s?[)·,]"
_HEAD = re.compile(rf"\((?:{'|'.join(sorted(OFFICERS, key=len, reverse=True))}){_NAMED}")
_GOVERNOR = re.compile(rf"\((?:시장|군수|구청장|도지사|지사){_NAMED}")
_CLOSING = "'’\"”"
_OPENING = "'‘\"“"
_LONGEST = 20
_PEOPLE = ("씨", "군", "양", "들", "님")
_SCHOOL_ENDS = frozenset("초중고교")


def is_governed(text: str, end: int) -> bool:
    """Return whether the head of a local government stands in brackets behind its name."""
    return text[end : end + 1] == "(" and _GOVERNOR.match(text, end) is not None


def read_officer(text: str, start: int, end: int) -> tuple[Guess, ...]:
    """Return the name before the brackets that hold its head."""
    if not _HEAD.match(text, start):
        return ()
    type_ = OFFICERS[text[start + 1 : end]]
    begin, stop = _before(text, start)
    word = text[begin:stop]
    if len(word) < 2 or word in UNNAMED or word in PLACES or word.endswith(_PEOPLE) or is_common(word):
        return ()
    if type_ == "school" and word[-1] not in _SCHOOL_ENDS:
        return ()
    return (Guess(begin, stop, type_, "officer_cue"),)


def _before(text: str, end: int) -> tuple[int, int]:
    """Return where the word that ends here begins and ends, the inside of a quotation where one closes here."""
    if text[end - 1 : end] in _CLOSING and end:
        opening = max(text.rfind(mark, max(0, end - _LONGEST), end - 1) for mark in _OPENING)
        return (opening + 1, end - 1) if opening >= 0 and "\n" not in text[opening:end] else (end, end)
    begin = stem_start(text, end)
    return (begin, end) if begin >= 0 else (end, end)
