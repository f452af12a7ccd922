"""Endings that stand apart from their name (``일본 정부``, ``이차전지 협의회``), and the word that an ending closes."""

from __future__ import annotations

import re
from typing import NamedTuple

from extractors.institutions.edges import MIDDLE_DOTS, is_common, is_noun, word_before
from extractors.institutions.leads import (
    EMBASSIES,
    EVENTS,
    FOREIGN,
    FOREIGN_BODIES,
    HOME,
    SEATED,
    is_city_abroad,
    lead,
    posted,
)
from extractors.institutions.tables import PLACES, WORDS, Suffix

WIDE = ("한국", "대한", "전국", "국제", "세계", "아시아")
_GATHERINGS = (
    *("영화제", "올림픽", "대회", "비엔날레", "엑스포", "박람회", "월드컵", "축제", "문화제", "게임", "선수권"),
    *("페스티벌", "축전", "대축전", "잼버리"),
)
_LATIN = re.compile(r"[A-Z][A-Za-z&]{1,9}")
_SCHOOLS = frozenset("대학 대학교 칼리지".split())
_ONLY_GROUPS = frozenset("항공 그룹 대학 통신".split())
_CLUBS = frozenset({"유나이티드"})
_TEAMS = frozenset({"대표팀", "국가대표팀", "월드컵대표팀"})
_UNIONS = frozenset({"노조", "노동조합"})
# 쿠르드족 반군: whose they are where it is no land.
_BANDS = frozenset({"반군", "민병대"})
_PEOPLES = frozenset("쿠르드 체첸 이슬람 친러 친러시아 친이란 친정부".split())
# 송전탑 반대 대책위
_STANDS = ("반대", "저지", "철폐", "백지화", "지키기", "살리기", "진상규명", "철회", "폐지", "추진", "유치")
_MOST_CAUSES, _BARE_STAND = 3, 4
# 새솔면 체육회
_VILLAGE = re.compile("[가-힣]{1,4}[읍면동]")
_ORDINAL = re.compile(r"제?\d{1,3}(?:기|대|회)")


class Reach(NamedTuple):
    """A name found by its ending: the whole span and where its own words begin, behind any place or country."""

    start: int
    core: int
    end: int


class Word(NamedTuple):
    """The word that an ending closes: ``left`` to ``start`` is its stem, ``start`` to ``end`` the ending."""

    text: str
    left: int
    start: int
    end: int
    suffix: Suffix

    @property
    def stem(self) -> str:
        return self.text[self.left : self.start]

    @property
    def whole(self) -> str:
        return self.text[self.left : self.end]

    def reach(self, start: int | None = None) -> Reach:
        """Return the reach from ``start`` (the word's own beginning where none is given)."""
        core = self.left if start is None else start
        return Reach(core, core, self.end)

    def led(self, core: int | None = None) -> Reach:
        """Return the reach with the places or countries before it that belong to the name."""
        begin = self.left if core is None else core
        type_ = "police" if self.suffix.text in SEATED else self.suffix.type
        return Reach(lead(self.text, begin, type_), begin, self.end)


def read_apart(word: Word) -> Reach | None:
    """Read an ending that stands alone (``김포 경찰서``, ``일본 정부``, ``이차전지 협의회``, ``AFP 통신``)."""
    text, start, suffix = word.text, word.start, word.suffix
    begin = campaign(text, start) if suffix.text in WORDS["campaign"] else start
    if begin < start or suffix.reach == "body":
        return word.reach(begin) if begin < start else extend(word)
    before, first = word_before(text, start)
    if suffix.text in _TEAMS:
        begin = lead(text, start, suffix.type)
        return word.reach(begin) if begin < start else None
    of_school = suffix.reach == "unit" and first.endswith(("대", "대학교", "대학"))
    if of_school or (suffix.text in WORDS["village"] and _VILLAGE.fullmatch(first)):
        return word.reach(before)
    if suffix.reach == "place" and first in PLACES and suffix.type not in ("hospital", "school"):
        return word.led(before)
    if suffix.type in FOREIGN_BODIES and suffix.reach in ("nation", "place"):
        begin = posted(text, start) if suffix.text in EMBASSIES else start
        begin = begin if begin < start else lead(text, start, suffix.type)
        if suffix.text in _BANDS and (first.endswith(("족", "파")) or first in _PEOPLES):
            begin = before
        return word.reach(begin) if begin < start else None
    return word.reach(before) if suffix.text in WORDS["bynation"] and _begins_name(first, suffix) else None


def _begins_name(word: str, suffix: Suffix) -> bool:
    """Return whether a word before a bare ending can only be a name's first part."""
    if _LATIN.fullmatch(word) or word in WORDS["group"] or (suffix.text in _CLUBS and is_noun(word)):
        return True
    if suffix.text in _SCHOOLS and is_city_abroad(word):
        return True
    if len(word) < 3 or suffix.text in _ONLY_GROUPS or word in WORDS["nation"] or word in PLACES or is_common(word):
        return False
    return is_noun(word) and word not in WORDS["dept"] and word not in WORDS["notname"]


def extend(word: Word) -> Reach | None:
    """Take the noun before a common head into the name (``이차전지 기업협의회``)."""
    if word.suffix.text in WORDS["noextend"]:
        return None
    if word.suffix.text in WORDS["campaign"] and word.stem:
        begin = campaign(word.text, word.left)
        if begin < word.left:
            return word.reach(begin)
    return _read_estate(word) or _read_whose(word)


def _read_estate(word: Word) -> Reach | None:
    """Read whose union rebuilds an estate (``두레마을 재건축 조합``)."""
    begin, aim = word_before(word.text, word.left)
    if word.stem or aim not in WORDS["rebuilding"]:
        return None
    outer, estate = word_before(word.text, begin)
    return word.reach(outer) if _is_estate(estate) else None


def campaign(text: str, start: int) -> int:
    """Return where the name begins of those who fight something (``두레공항 건설 반대 시민행동``), else ``start``."""
    begin, stand = word_before(text, start)
    if not stand.endswith(_STANDS):
        return start
    reached, named = begin, len(stand) > _BARE_STAND
    for _ in range(_MOST_CAUSES):
        outer, cause = word_before(text, reached)
        if not is_noun(cause) or cause.endswith("들"):
            break
        reached, named = outer, named or not is_common(cause)
    return reached if named else start


def _read_whose(word: Word) -> Reach | None:
    before, first = word_before(word.text, word.left)
    if word.stem and first in FOREIGN and first not in HOME:
        # 칠레 노동총동맹
        led = word.led()
        return led if led.start < led.core else None
    if word.suffix.text in _UNIONS and MIDDLE_DOTS & set(first):
        # SBS·KBS 노조: each house has its own.
        return None
    if (
        not first
        or _ORDINAL.fullmatch(first)
        or not is_noun(first)
        or is_common(first)
        or first in WORDS["dept"]
        or first in WORDS["notname"]
    ):
        return None
    if first in PLACES or first in WORDS["nation"]:
        return word.reach(before) if word.stem else None
    if first.endswith(EVENTS):
        borne = word.led()
        return borne if borne.start < before else word.led(before)
    return word.led(before)


def _is_estate(word: str) -> bool:
    """Return whether a word is what is rebuilt by its owners' union (``두레마을``), not a place or a kind of house."""
    return is_noun(word) and not is_common(word) and word not in PLACES and word not in WORDS["notname"]


def read_event(word: Word) -> Reach | None:
    """Read who holds an event: its name stands in the word or before it (``두레국제영화제 조직위원회``)."""
    if word.stem:
        return word.reach() if word.stem.endswith(_GATHERINGS) else None
    begin, event = word_before(word.text, word.left)
    if not event.endswith(_GATHERINGS):
        return None
    before, first = word_before(word.text, begin)
    if event in _GATHERINGS or is_common(event):
        return word.reach(before) if first in PLACES else None
    # 세계 수영대회, 전주 국제영화제
    return word.reach(before if first in PLACES or first in WIDE else begin)
