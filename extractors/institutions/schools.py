"""Schools by their short names (``한빛중``, ``두레고``): before their people, and in a list with a school."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from extractors.institutions.edges import opens, tail
from extractors.institutions.found import Found
from extractors.institutions.guesses import LIST_MARK, LONGEST_LIST, Guess
from extractors.institutions.tables import PLACES, WORDS

SCHOOL_ENDS = frozenset("초중고")
_SCHOOL = re.compile(r"[가-힣]{2,5}[초중고]$")
_NO_SCHOOL = tuple("최초 당초 기초 애초 시초 집중 도중 와중 밤중 사고 광고 선고 창고 경고 신문고 냉장고".split())
# Syllables that stems do not end in: of 고 those that verbs end in (가르치고, 했다고), of 중 those of people and times.
_NO_STEM_END = {
    "초": frozenset("년달월해기반대말"),
    "중": frozenset("자들명원생인것람년체월일곳개건회중"),
    "고": WORDS["verbend"],
}
_VERBAL_CODAS = frozenset((6, 9, 10, 11, 15, 18, 20))  # ㄶ ㄺ ㄻ ㄼ ㅀ ㅄ ㅆ: 않고, 했고
# 두레고, 한빛고와 새봄고: what is told with a school is one.
_NEXT = re.compile(r"(?:,\s?|[·ㆍ]|[와과]\s|\s및\s)([가-힣]{2,5}[초중고])(?![초중고])")


def read_school(text: str, start: int, end: int) -> tuple[Guess, ...]:  # noqa: ARG001 - every cue is called alike
    """Return the schools before their people, by their short names (``한빛중·두레고 학생``, ``한빛초 6학년``)."""
    start -= text[start - 1 : start].isdigit()
    if text[start - 1 : start] != " ":
        return ()
    return tuple(_walk_back(text, start - 1))


def read_fellows(text: str, found: Iterable[Found]) -> Iterator[Found]:
    """Yield the schools that stand in a list with one that is known (``두레고`` of ``포항고와 두레고``)."""
    for one in found:
        if one.type == "school" and text[one.end - 1] in SCHOOL_ENDS:
            mark = LIST_MARK.search(text, max(0, one.start - 4), one.start)
            before = _walk_back(text, mark.start()) if mark else ()
            for guess in (*before, *_walk_on(text, one.end)):
                yield Found(guess.start, guess.end, guess.start, guess.end, "school", "school_cue")


def _walk_on(text: str, at: int) -> Iterator[Guess]:
    for _ in range(LONGEST_LIST):
        item = _NEXT.match(text, at)
        if not item or tail(text, item.end()) is None or not _is_school(item.group(1)):
            return
        at = item.end()
        yield Guess(item.start(1), at, "school", "school_cue")


def _walk_back(text: str, at: int) -> Iterator[Guess]:
    for _ in range(LONGEST_LIST):
        item = _SCHOOL.search(text, max(0, at - 7), at)
        if not item or not opens(text, item.start()) or not _is_school(item.group()):
            return
        yield Guess(item.start(), at, "school", "school_cue")
        mark = LIST_MARK.search(text, max(0, item.start() - 4), item.start())
        if not mark:
            return
        at = mark.start()


def _is_school(word: str) -> bool:
    """Return whether a word in 초, 중 or 고 is a school, not a verb (``가르치고``) or a time (``수업중``)."""
    stem, end = word[:-1], word[-1]
    if word in WORDS["notschool"] or word.endswith(_NO_SCHOOL):
        return False
    if stem in PLACES:
        return True
    if end == "중" and stem in WORDS["amid"]:
        return False
    if end == "고" and (ord(stem[-1]) - ord("가")) % 28 in _VERBAL_CODAS:
        return False
    return stem[-1] not in _NO_STEM_END[end]
