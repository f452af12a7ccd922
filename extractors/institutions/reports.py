"""Papers, broadcasters and agencies that no list holds, known by what they reported or by their issue."""

from __future__ import annotations

import re

from extractors.institutions.cues import may_name
from extractors.institutions.edges import is_noun, word_before
from extractors.institutions.guesses import Guess

_NOT_A_SUBJECT = ("들", "외신", "언론", "매체", "신문", "측", "기자", "당국", "관계자", "등", "방송", "보도")
_REPORTED = re.compile(
    r"([가-힣A-Za-z0-9&]{2,16})(?:이|가|은|는|도)\s"
    r"(?:(?:\d{1,2}일|이날|단독|최근|지난|오늘|어제)(?:\([^)\s]{1,8}\))?\s){0,2}$"
)
# 온새미데일리가 9일 전했다: a name of this length is seldom a person's.
_TOLD = re.compile(r"([가-힣A-Za-z0-9]{5,16})(?:이|가|은|는)\s\d{1,2}일(?:\([^)\s]{1,8}\))?\s$")
_TELLERS = ("자", "원", "관", "장", "통", "족", "진", "인", "단", "판", "위", "부", "청", "사", "계")
_PAPERS = frozenset("뉴스 방송 신문 통신 일보 타임스 포스트 저널 라디오 텔레비전 TV".split())
_ISSUE = re.compile(r"([가-힣A-Za-z]{2,12})['’]?\s\d{1,2}$")


def read_report(text: str, start: int, end: int) -> tuple[Guess, ...]:  # noqa: ARG001 - every cue is called alike
    """Return who reported: the subject of 보도했다 can only be a paper, a broadcaster or an agency."""
    found = _REPORTED.search(text, max(0, start - 48), start)
    if found and found.group(1) in _PAPERS:
        begin, first = word_before(text, found.start(1))
        return (
            (Guess(begin, found.end(1), "media", "report_cue"),) if first and is_noun(first) and may_name(first) else ()
        )
    return _read_medium(found)


def read_told(text: str, start: int, end: int) -> tuple[Guess, ...]:  # noqa: ARG001 - every cue is called alike
    """Return the paper that told something on a day."""
    found = _TOLD.search(text, max(0, start - 40), start)
    return () if not found or found.group(1).endswith(_TELLERS) else _read_medium(found)


def read_issue(text: str, start: int, end: int) -> tuple[Guess, ...]:  # noqa: ARG001 - every cue is called alike
    """Return the magazine of which a month's issue is named (``여성세계 3월호``)."""
    return _read_medium(_ISSUE.search(text, max(0, start - 18), start))


def _read_medium(found: re.Match[str] | None) -> tuple[Guess, ...]:
    if not found or not may_name(found.group(1)) or found.group(1).endswith(_NOT_A_SUBJECT):
        return ()
    return (Guess(found.start(1), found.end(1), "media", "report_cue"),)
