"""One automaton over the registry's names, the endings and the cue words: a text is read once, in C."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any, NamedTuple

import ahocorasick

from extractors.institutions import cues, officers, reports
from extractors.institutions.guesses import Guess
from extractors.institutions.schools import read_school
from extractors.institutions.tables import ABROAD, ACTORS, OFFICERS, OFFICES, PLACES, POSTS, SUFFIXES, WORDS, Suffix
from extractors.registry import Registry
from extractors.registry.places import RELATIVE, SIDO

Cue = Callable[[str, int, int], tuple[Guess, ...]]


class Name(NamedTuple):
    """A surface form that the registry knows, with its institutions' type; a risky one is an ordinary word too.

    ``placed`` marks a name behind the country or the word that only says what it is (``영국 미러``).
    """

    text: str
    type: str
    risky: bool
    placed: bool = False


class Scanner(NamedTuple):
    """The compiled names of one registry; ``respelled`` gives its spelling of names also written without their space.

    The automaton goes over bytes of UTF-8: its nodes are searched one edge after another, and the first has as many
    edges as names have first letters, nearly 700, but only a handful of first bytes.
    """

    registry: Registry
    automaton: Any
    respelled: dict[str, str]

    def hits(self, text: str) -> Iterator[tuple[int, Hit]]:
        """Yield where each word of the automaton ends in the text, in order, and the word's entry."""
        data = _as_bytes(text)
        seen = end = 0
        for last, hit in self.automaton.iter(data.decode("latin-1")):
            # A word begins and ends with whole letters, so what lies between two ends can be counted in letters.
            end += len(data[seen : last + 1].decode("utf-8", "surrogatepass"))
            seen = last + 1
            yield end, hit


class Hit(NamedTuple):
    """What may be read where a word stands that is ``size`` letters long."""

    size: int
    name: Name | None
    suffix: Suffix | None
    cue: Cue | None


def _as_bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


# Said of no fuller name: canonical as written, whatever the registry says.
BARE_ACTORS = frozenset({"경찰", "검찰", "정부", "국회", "청와대", "대통령실"})
# The press writes A사, S병원 for those it does not name.
_ANONYMOUS = re.compile("[A-Z](?:사|병원|대|대학|대학교|은행|그룹|학원)")
# What a name is may stand before it (``시사주간지 타임``) without being a part of it.
_DESCRIBED = ("간지", "술지", "매체", "업체", "회사", "포털", "단체", "통신사", "평가사", "브랜드")
# 시청 is also watching, 도청 also tapping a wire.
_ALSO_VERBS = frozenset({"시청", "도청"})
# 선전대 is a squad, 빈대 a bug, 가자지구대 none.
_NO_CAMPUS = frozenset("빈 선전 가자지구 크림반도".split())
# A short name of a company or a paper is an ordinary word more often than not (대상, 신원, 도움, 레이).
_WORDLIKE = frozenset(
    "company bank media association foundation university research school hospital military other "
    "public_corporation".split()
)


@lru_cache(maxsize=4)
def compile_scanner(registry: Registry) -> Scanner:
    """Return the scanner of a registry, compiled once and kept."""
    names = _read_names(registry)
    respelled = {text.replace(" ", ""): text for text in names if " " in text}
    respelled = {text: named for text, named in respelled.items() if text not in names}
    names |= {text: names[named]._replace(text=text) for text, named in respelled.items()}
    found: dict[str, Cue] = dict.fromkeys((*POSTS, *WORDS["universityfolk"]), cues.read_post)
    found |= dict.fromkeys(WORDS["outlet"] | WORDS["source"], cues.read_outlet)
    found |= dict.fromkeys(cues.MARKS, cues.read_mark)
    found |= dict.fromkeys(("장관", "차관"), cues.read_minister)
    found |= dict.fromkeys(("캠프",), cues.read_camp)
    found |= dict.fromkeys(WORDS["schoolfolk"] - found.keys(), read_school)
    found |= dict.fromkeys((f"({post}" for post in OFFICERS), officers.read_officer)
    found |= {
        "등 ": cues.read_list,
        "운영하는 ": cues.read_operator,
        "보도했": reports.read_report,
        "전했": reports.read_told,
        "월호": reports.read_issue,
    }
    automaton = ahocorasick.Automaton()
    endings = {**OFFICES, **SUFFIXES}
    for text in {**names, **endings, **found}:
        hit = Hit(len(text), names.get(text), endings.get(text), found.get(text))
        automaton.add_word(_as_bytes(text).decode("latin-1"), hit)
    automaton.make_automaton()
    return Scanner(registry, automaton, respelled)


def _read_names(registry: Registry) -> dict[str, Name]:
    names: dict[str, Name] = {}
    for text, marked in registry.names():
        held = registry.candidates(text)
        type_ = held[0].type if held else "other"
        ending: Suffix | None = SUFFIXES.get(text)
        common = text in WORDS["alsoword"] or text in WORDS["platform"] or text in WORDS["stop"] or text in PLACES
        common = common or bool(ending and all(entry.name != text for entry in held))
        short = type_ in _WORDLIKE and len(text) == 2
        if _ANONYMOUS.fullmatch(text):
            continue
        risky = text not in WORDS["known"] and (marked or common or short)
        before, _, rest = text.rpartition(" ")
        only_places = before in WORDS["foreign"] and type_ in ("media", "company")
        placed = (only_places or before.endswith(_DESCRIBED)) and not set(held).isdisjoint(registry.candidates(rest))
        names[text] = Name(text, type_, risky, placed)
    for text, type_ in ACTORS.items():
        if text in BARE_ACTORS or text not in names:
            names[text] = Name(text, type_, False)
    for text, type_ in _name_by_place():
        names.setdefault(text, Name(text, type_, False))
    for text in RELATIVE.keys() - _ALSO_VERBS:
        names.setdefault(text, Name(text, "relative", False))
    return names


def _name_by_place() -> Iterator[tuple[str, str]]:
    """Yield the names, with their types, that bodies have of their place alone."""
    # 한빛고 needs a cue, 포항고 does not.
    for place in WORDS["city"] | SIDO.keys():
        for school in {f"{place}고", f"{place}초"} - WORDS["notschool"]:
            yield school, "school"
    # 서울청 광역수사대: police are called so by their province.
    for place in (*SIDO, "경기남부", "경기북부", "중부"):
        yield f"{place}청", "police"
    for place in ABROAD:
        yield place, "local_government"
    # 메릴랜드대, 케이프타운대: abroad, too, a university bears its city or state.
    states = {state[:-1] for state in WORDS["abroad"] if state[-1] == "주"}
    for place in (WORDS["worldcity"] | states) - _NO_CAMPUS:
        yield f"{place}대", "university"
        yield f"{place}대학", "university"
    for nation in WORDS["foreign"]:
        yield f"{nation}군", "military"
        if nation != "우리":
            yield f"{nation} 군", "military"
