"""Names that no registry holds, read from their endings: how far to the left such a name reaches."""

from __future__ import annotations

import re
from collections.abc import Callable

from extractors.institutions.apart import WIDE, Reach, Word, extend, read_apart, read_event
from extractors.institutions.contexts import is_firm, is_of_party
from extractors.institutions.edges import MIDDLE_DOTS, REACH, is_common, stem_start, word_before
from extractors.institutions.leads import FOREIGN, HOME, is_land
from extractors.institutions.tables import ORDINARY, PLACES, WORDS, Suffix

_NO_COUNTRY_STEM = frozenset("company media school hospital research sports university other".split())
_LED_BY_REGION = frozenset("research public_corporation foundation local_government".split())
# 대중음악공연산업협회: so long a trade has one of them.
_OF_TRADES, _LONG_TRADE = frozenset({"협회", "학회", "공제회"}), 6
_QUARTERS = frozenset("중앙 동부 서부 남부 북부".split())
# 귀농학교 is a course, 한빛협의회 no council, 대학원 no school.
_SHADOWED = {"학교": tuple(sorted(WORDS["course"])), "의회": ("협",), "학원": ("대",), "사단": ("특", "조", "강")}
_CLOSED = ("협의회", "위원회", "연합회", "대책위", "노동조합", "협동조합", "시민연대", "재단", "학회", "유족회", "협회")
_THINGS = frozenset("발전 반도체 자동차".split())
_SHORT_COURTS = frozenset("지법 고법 지검 고검 지청 헌재".split())
_SEATS = "|".join(sorted(PLACES | WORDS["worldcity"], key=len, reverse=True))
_COURT_STEM = re.compile(rf"(?:{_SEATS})?(?:중앙|동부|서부|남부|북부)?(?:연방)?")
_TOPICS, _HEADS = ("|".join(sorted(WORDS[name], key=len, reverse=True)) for name in ("office", "officehead"))
_OFFICE = re.compile(rf"(?:{_TOPICS}|{_HEADS})*(?:{_TOPICS})")
_LONGEST_OFFICE = 12
_REGIONAL = re.compile(rf"(?:{'|'.join(sorted(PLACES, key=len, reverse=True))})지역[가-힣]{{2,6}}")
# 국립재난심리센터, 중앙치매센터: whose name says that there is one of it.
_CENTRE = re.compile(
    r"국립[가-힣]{2,8}|국가(?!대표|별|간|적)[가-힣]{2,10}|중앙(?:응급의료|치매|자살|육아|장애|입양|다문화|심리|노인|아동)[가-힣]{0,8}"
)
_ACRONYM = re.compile(r"\([A-Z][A-Za-z&\-]{2,10}\)")
_NTH = re.compile(r"제?\d차")
_CLOSING = frozenset("'’\"”")
_OPENING = "'‘\"“"
_NOT_QUOTED = frozenset("’”\n.,")


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
    elif not text[left:start].isalnum():
        dot = max(text.rfind(mark, left, start) for mark in MIDDLE_DOTS)
        if dot > left and text.endswith(_CLOSED, left, dot):
            # 유족협의회·시민대책위: the ending before the dot has closed another name.
            left = dot + 1
    word = Word(text, left, start, end, suffix)
    if suffix.reach == "event":
        return read_event(word)
    if left == start:
        return read_apart(word)
    return None if word.whole in WORDS["stop"] or _is_other_word(word) else _READERS[suffix.reach](word)


def _is_other_word(word: Word) -> bool:
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


def _read_stem(word: Word) -> Reach | None:
    stem, type_ = word.stem, word.suffix.type
    if is_common(stem) and not stem.startswith(WIDE):
        before, region = word_before(word.text, word.left)
        if type_ in _LED_BY_REGION and region in WORDS["region"]:
            return word.reach(before)
        is_quarter = stem in _QUARTERS and type_ in ("court", "government", "police")
        is_trade = word.suffix.text in _OF_TRADES and len(stem) >= _LONG_TRADE
        if not (is_quarter or is_trade or _is_chapter(word)):
            return extend(word) if word.suffix.reach == "body" else None
    if len(stem) < word.suffix.least or stem.isdigit() or _is_unnamed(stem):
        return None
    before, first = word_before(word.text, word.left)
    if type_ == "government" and _NTH.fullmatch(first):
        return word.reach(before)
    # 한국배구연맹 is its own country's.
    is_federation = word.suffix.text.endswith(("협회", "연맹"))
    if (stem in WORDS["nation"] and type_ in _NO_COUNTRY_STEM and not is_federation) or (
        stem in PLACES and type_ == "company"
    ):
        return None
    return word.led()


def _read_body(word: Word) -> Reach | None:
    """Take in whose body it is where only those concerned are named (``두레호 가족대책위원회``)."""
    return (extend(word) if word.stem in WORDS["concerned"] else None) or _read_stem(word)


def _is_unnamed(stem: str) -> bool:
    """Return whether one letter stands for a name that is withheld (``B금융그룹``, ``D전문건설``)."""
    return "A" <= stem[0] <= "Z" and len(stem) > 1 and "가" <= stem[1] <= "힣" and is_common(stem[1:])


def _is_chapter(word: Word) -> bool:
    """Return whether a place and an ending alone make a name (``부천여상``, ``대구참여연대``, ``포항지역건설노조``)."""
    stem, suffix = word.stem, word.suffix
    if suffix.text in WORDS["chapter"]:
        return stem in PLACES or stem[:-1] in PLACES
    if stem in PLACES:
        return suffix.type in ("school", "foundation")
    if suffix.type == "government" and stem.endswith("지방"):
        return stem[:-2] in PLACES
    return suffix.type == "association" and _REGIONAL.fullmatch(stem) is not None


def _read_nation(word: Word) -> Reach | None:
    stem = word.stem
    if stem in FOREIGN or stem in HOME:
        return word.led()
    # 칠레 남부함대: of a force's units every name will do behind its land.
    is_unit = stem in WORDS["officehead"] or (word.suffix.type == "military" and not is_common(stem))
    return word.led() if is_unit and is_land(word_before(word.text, word.left)[1]) else None


def _read_office(word: Word) -> Reach | None:
    """Read a ministry or agency abroad by what it is for (``칠레 광업부``), only behind its country or city."""
    stem, kind = word.stem, word.suffix.text
    if len(stem) > _LONGEST_OFFICE or not _OFFICE.fullmatch(stem):
        return None
    if kind in "국성" and stem in WORDS["barebureau"]:
        return None
    _, land = word_before(word.text, word.left)
    return word.led() if (land in WORDS["seongland"] if kind == "성" else is_land(land)) else None


def _read_group(word: Word) -> Reach | None:
    return word.reach() if word.stem in WORDS["group"] else None


def _read_party(word: Word) -> Reach | None:
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


def _read_headed(word: Word) -> Reach | None:
    """Take a trade for a firm's name only where its head or its shares are named, or where 업체 stands before it."""
    if is_common(word.stem) or word.stem in PLACES or len(word.stem) < word.suffix.least:
        return None
    return word.reach() if is_firm(word.text, word.left, word.end) else None


def _read_glossed(word: Word) -> Reach | None:
    """Take a centre for an institution only where a country or its own acronym says so."""
    before, nation = word_before(word.text, word.left)
    if nation in FOREIGN:
        return word.reach(before)
    if _CENTRE.fullmatch(word.stem) and (word.stem[:2] in ("국립", "중앙") or not is_common(word.stem)):
        return word.reach()
    return word.reach() if _ACRONYM.match(word.text, word.end) else None


def _read_nothing(word: Word) -> Reach | None:  # noqa: ARG001 - an entry of the table below
    return None


_READERS: dict[str, Callable[[Word], Reach | None]] = {
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


def _quotation(text: str, start: int) -> int:
    """Return where the quotation begins that closes right behind a name, -1 where none does."""
    floor = max(0, start - REACH)
    begin = max(text.rfind(mark, floor, start) for mark in _OPENING)
    inside = text[begin + 1 : start]
    return begin + 1 if begin >= 0 and len(inside.strip()) > 1 and not set(inside) & _NOT_QUOTED else -1
