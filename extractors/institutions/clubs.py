"""Football clubs that the press calls by their city alone (``전북은 울산을 2-0으로 꺾었다``, ``김가람(부산)``)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from extractors.institutions.found import Found
from extractors.institutions.matches import leads_match
from extractors.institutions.tables import CLUBS

_CITIES = "|".join(CLUBS)
_FOOTBALL = re.compile("K리그|프로축구|축구|미드필더|풀백|골키퍼|공격수|수비수|스트라이커|FA컵|결승골|선제골|동점골")
_PLAYER = re.compile(rf"(?<=[가-힣]{{2}})\(({_CITIES})(?=[)·,])")
_SIDE = re.compile(rf"(?<![가-힣A-Za-z0-9])({_CITIES})(?=[은는이가을를와과의]\s)")
_LEAGUE = re.compile(r"(?:K리그\d?|클래식|챌린지|프로축구)\s(?:[가-힣]{1,4}\s)?$")


def read_clubs(text: str, found: Iterable[Found]) -> Iterator[Found]:
    """Yield the clubs that are named by their city, where football is told of."""
    if "리그" not in text and "축구" not in text and "sports" not in [one.type for one in found]:
        return
    if not _FOOTBALL.search(text):
        return
    for player in _PLAYER.finditer(text):
        yield _club(*player.span(1), player.group(1))
    for side in _SIDE.finditer(text):
        start, end = side.span()
        if _plays(text, start, end):
            yield _club(start, end, side.group(1))


def _plays(text: str, start: int, end: int) -> bool:
    return leads_match(text, start, end) or _LEAGUE.search(text, max(0, start - 14), start) is not None


def _club(start: int, end: int, city: str) -> Found:
    return Found(start, end, start, end, "sports", "club_city", name=CLUBS[city])
