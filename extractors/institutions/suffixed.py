"""Names that no registry holds, read from their endings: how far to the left such a name reaches."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from extractors.institutions.contexts import is_firm, is_of_party
from extractors.institutions.edges import MIDDLE_DOTS, REACH, is_common, is_noun, stem_start, word_before
from extractors.institutions.leads import (
    EMBASSIES,
    EVENTS,
    FOREIGN,
    FOREIGN_BODIES,
    HOME,
    SEATED,
    is_city_abroad,
    is_land,
    lead,
    posted,
)
from extractors.institutions.tables import ORDINARY, PLACES, WORDS, Suffix

_NO_COUNTRY_STEM = frozenset("company media school hospital research sports university other".split())
_LED_BY_REGION = frozenset("research public_corporation foundation local_government".split())
_QUARTERS = frozenset("중앙 동부 서부 남부 북부".split())
# 귀농학교 is a course, 한빛협의회 no council, 대학원 no school.
_SHADOWED = {"학교": tuple(sorted(WORDS["course"])), "의회": ("협",), "학원": ("대",), "사단": ("특", "조", "강")}
_THINGS = frozenset("발전 반도체 자동차".split())
_SHORT_COURTS = frozenset("지법 고법 지검 고검 지청 헌재".split())
_COURT_STEM = re.compile(rf"(?:{'|'.join(sorted(PLACES, key=len, reverse=True))})?(?:중앙|동부|서부|남부|북부)?")
_TOPICS, _HEADS = ("|".join(sorted(WORDS[name], key=len, reverse=True)) for name in ("office", "officehead"))
_OFFICE = re.compile(rf"(?:{_TOPICS}|{_HEADS})*(?:{_TOPICS})")
_LONGEST_OFFICE = 12
_REGIONAL = re.compile(rf"(?:{'|'.join(sorted(PLACES, key=len, reverse=True))})지역[가-힣]{{2,6}}")
_WIDE = ("한국", "대한", "전국", "국제", "세계", "아시아")
# 국립재난심리센터, 중앙치매센터: whose name says that there is one of it.
_CENTRE = re.compile(
    r"국립[가-힣]{2,8}|국가(?!대표|별|간|적)[가-힣]{2,10}|중앙(?:응급의료|치매|자살|육아|장애|입양|다문화|심리|노인|아동)[가-힣]{0,8}"
)
_ACRONYM = re.compile(r"\([A-Z][A-Za-z&\-]{2,10}\)")
_GATHERINGS = tuple("영화제 올림픽 대회 비엔날레 엑스포 박람회 월드컵 축제 문화제 게임 선수권 페스티벌 축전 아시안게임 대축전 잼버리".split())
_LATIN = re.compile(r"[A-Z][A-Za-z&]{1,9}")
_SCHOOLS = frozenset("대학 대학교 칼리지".split())
_ONLY_GROUPS = frozenset("항공 그룹 대학 통신".split())
_CLUBS = frozenset({"유나이티드"})
_TEAMS = frozenset({"대표팀", "국가대표팀", "월드컵대표팀"})
_UNIONS = frozenset({"노조", "노동조합"})
# 쿠르드족 반군: whose they are where it is no land.
_BANDS = frozenset({"반군", "민병대"})
_PEOPLES = frozenset("쿠르드 체첸 이슬람 친러 친러시아 친이란 친정부".split())
_ORDINAL = re.compile(r"제?\d{1,3}(?:기|대|회)")
_NTH = re.compile(r"제?\d차")
_CLOSING = frozenset("'’\"”")
_OPENING = "'‘\"“"
_NOT_QUOTED = frozenset("’”\n.,")


class Reach(NamedTuple):
    """A name found by its ending: the whole span and where its own words begin, behind any place or country."""

    start: int
    core: int
    end: int


class _Word(NamedTuple):
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


def read_suffix(text: str, start: int, end: int, suffix: Suffix) -> Reach | None:
    """Return how far the name with this ending reaches, None where it is an ordinary noun; a word is to end there."""
    if text[end : end + 1] in _CLOSING and suffix.text in WORDS["quotedtail"]:
        opening = _quotation(text, start)
        if opening >= 0:
            return Reach(opening, opening, end)
    if suffix.reach == "abroad":
        start = end - len(suffix.text)
        start -= text[start - 1] == " "
    left = stem_start(text, start)
    if left < 0:
        return None
    if text[start - 1 : start] in MIDDLE_DOTS:
        # 농협·새마을금고: the one before is another.
        left = start
    word = _Word(text, left, start, end, suffix)
    if suffix.reach == "event":
        return _read_event(word)
    if left == start:
        return _read_bare(word)
    return None if word.whole in WORDS["stop"] or _is_other_word(word) else _READERS[suffix.reach](word)


def _is_other_word(word: _Word) -> bool:
    """Return whether the ending is only the end of another word (항공사, 복지법, 대학원)."""
    ending, stem = word.suffix.text, word.stem
    if ending in _SHORT_COURTS:
        return not _COURT_STEM.fullmatch(stem)
    if stem in ORDINARY.get(ending, ()):
        return True
    if stem.endswith(_SHADOWED.get(ending, ())):
        return True
    if ending in _THINGS and stem in WORDS["technology"]:
        return True
    if ending == "공사":
        return stem.endswith("항") and not stem.endswith("공항")
    # 한빛리테일보다 compares with a company.
    compared = ending == "일보" and word.text[word.end : word.end + 1] == "다"
    return compared or (ending in ("TP", "VTS") and stem not in PLACES)


def _read_stem(word: _Word) -> Reach | None:
    stem, type_ = word.stem, word.suffix.type
    if is_common(stem) and not stem.startswith(_WIDE):
        before, region = word_before(word.text, word.left)
        if type_ in _LED_BY_REGION and region in WORDS["region"]:
            return word.reach(before)
        is_quarter = stem in _QUARTERS and type_ in ("court", "government", "police")
        if not (is_quarter or _is_chapter(word)):
            return _extend(word) if word.suffix.reach == "body" else None
    if len(stem) < word.suffix.least or stem.isdigit():
        return None
    before, first = word_before(word.text, word.left)
    if type_ == "government" and _NTH.fullmatch(first):
        return word.reach(before)
    # 한국배구연맹 is its own country's.
    is_federation = word.suffix.text.endswith(("협회", "연맹"))
    if (stem in WORDS["nation"] and type_ in _NO_COUNTRY_STEM and not is_federation) or (stem in PLACES and type_ == "company"):
        return None
    return word.led()


def _read_body(word: _Word) -> Reach | None:
    """Take in whose body it is where only those concerned are named (``두레호 가족대책위원회``)."""
    return (_extend(word) if word.stem in WORDS["concerned"] else None) or _read_stem(word)


def _is_chapter(word: _Word) -> bool:
    """Return whether a place and an ending alone make a name (``부천여상``, ``대구참여연대``, ``포항지역건설노조``)."""
    stem, suffix = word.stem, word.suffix
    if suffix.text in WORDS["chapter"]:
        return stem in PLACES or stem[:-1] in PLACES
    if stem in PLACES:
        return suffix.type in ("school", "foundation")
    if suffix.type == "government" and stem.endswith("지방"):
        return stem[:-2] in PLACES
    return suffix.type == "association" and _REGIONAL.fullmatch(stem) is not None


def _read_nation(word: _Word) -> Reach | None:
    stem = word.stem
    if stem in FOREIGN or stem in HOME:
        return word.led()
    # 칠레 남부함대: of a force's units every name will do behind its land.
    is_unit = stem in WORDS["officehead"] or (word.suffix.type == "military" and not is_common(stem))
    return word.led() if is_unit and is_land(word_before(word.text, word.left)[1]) else None


def _read_office(word: _Word) -> Reach | None:
    """Read a ministry or agency abroad by what it is for (``칠레 광업부``), only behind its country or city."""
    stem, kind = word.stem, word.suffix.text
    if len(stem) > _LONGEST_OFFICE or not _OFFICE.fullmatch(stem):
        return None
    if kind in "국성" and stem in WORDS["barebureau"]:
        return None
    _, land = word_before(word.text, word.left)
    return word.led() if (land in WORDS["seongland"] if kind == "성" else is_land(land)) else None


def _read_group(word: _Word) -> Reach | None:
    return word.reach() if word.stem in WORDS["group"] else None


def _read_party(word: _Word) -> Reach | None:
    whole = word.whole
    led = len(whole) == 3 and is_land(word_before(word.text, word.left)[1])
    if (
        (len(whole) < 4 and not led)
        or {whole[-2:], whole[-3:]} & WORDS["notparty"]
        or whole[0].isdigit()
        or is_common(word.stem)
    ):
        return None
    if not is_of_party(word.text, word.end):
        return None
    return word.reach()


def _read_headed(word: _Word) -> Reach | None:
    """Take a trade for a firm's name only where its head or its shares are named, or where 업체 stands before it."""
    if is_common(word.stem) or word.stem in PLACES or len(word.stem) < word.suffix.least:
        return None
    return word.reach() if is_firm(word.text, word.left, word.end) else None


def _read_glossed(word: _Word) -> Reach | None:
    """Take a centre for an institution only where a country or its own acronym says so."""
    before, nation = word_before(word.text, word.left)
    if nation in FOREIGN:
        return word.reach(before)
    if _CENTRE.fullmatch(word.stem) and (word.stem[:2] in ("국립", "중앙") or not is_common(word.stem)):
        return word.reach()
    return word.reach() if _ACRONYM.match(word.text, word.end) else None


def _read_event(word: _Word) -> Reach | None:
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
    return word.reach(before if first in PLACES or first in _WIDE else begin)


def _read_nothing(word: _Word) -> Reach | None:  # noqa: ARG001 - an entry of the table below
    return None


_READERS: dict[str, Callable[[_Word], Reach | None]] = {
    "stem": _read_stem,
    "place": _read_stem,
    "body": _read_body,
    "nation": _read_nation,
    "abroad": _read_office,
    "group": _read_group,
    "headed": _read_headed,
    "party": _read_party,
    "glossed": _read_glossed,
    "quoted": _read_nothing,
    "unit": _read_nothing,
    "event": _read_nothing,
}


def _read_bare(word: _Word) -> Reach | None:
    """Read an ending that stands alone (``김포 경찰서``, ``일본 정부``, ``이차전지 협의회``, ``AFP 통신``)."""
    text, start, suffix = word.text, word.start, word.suffix
    if suffix.reach == "body":
        return _extend(word)
    before, first = word_before(text, start)
    if suffix.text in _TEAMS:
        begin = lead(text, start, suffix.type)
        return word.reach(begin) if begin < start else None
    if suffix.reach == "unit":
        return word.reach(before) if first.endswith(("대", "대학교", "대학")) else None
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


def _extend(word: _Word) -> Reach | None:
    """Take the noun before a common head into the name (``이차전지 기업협의회``)."""
    if word.suffix.text in WORDS["noextend"]:
        return None
    before, first = word_before(word.text, word.left)
    if word.suffix.text in _UNIONS and MIDDLE_DOTS & set(first):
        # SBS·KBS 노조: each house has its own.
        return None
    if not word.stem and first in WORDS["rebuilding"]:
        outer, estate = word_before(word.text, before)
        return word.reach(outer) if _is_estate(estate) else None
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


def _quotation(text: str, start: int) -> int:
    """Return where the quotation begins that closes right behind a name, -1 where none does."""
    floor = max(0, start - REACH)
    begin = max(text.rfind(mark, floor, start) for mark in _OPENING)
    inside = text[begin + 1 : start]
    return begin + 1 if begin >= 0 and len(inside.strip()) > 1 and not set(inside) & _NOT_QUOTED else -1
