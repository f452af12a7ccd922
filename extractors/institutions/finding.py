"""Where the institutions of a text stand: the automaton's hits, read by the grammar, without overlaps."""

from __future__ import annotations

import re

from extractors.institutions import contexts, matches
from extractors.institutions.apart import campaign
from extractors.institutions.branches import branch_end, union_end
from extractors.institutions.clubs import read_clubs
from extractors.institutions.edges import tail
from extractors.institutions.found import Found
from extractors.institutions.governing import governs, heads_line
from extractors.institutions.leads import (
    EMBASSIES,
    SEATED,
    committee_end,
    division_end,
    is_foreign,
    lead,
    posted,
    seat,
)
from extractors.institutions.officers import is_governed
from extractors.institutions.scanner import BARE_ACTORS, Name, Scanner
from extractors.institutions.schools import read_fellows
from extractors.institutions.sharing import share_endings
from extractors.institutions.suffixed import read_suffix
from extractors.institutions.tables import ABROAD, ACTORS, ELSEWISE, SUFFIXES, WORDS, Suffix
from extractors.registry import Registry

_SECTIONED = ("검", "검찰", "검찰청", "공수처", "수사처", "국방부", "지방국세청")
# 법무부장관, 서울대총장: a title written without its space, not one that only signs (법무부장관 표창).
_TITLE = re.compile(
    r"(?:장관|차관|총장|부총장|교수|직원|임직원|관계자|대변인)"
    r"(?!\s?(?:상|배|표창장?|직인|명의)(?:[을를이가은는의과와에로으\s,.]|$))"
)
_TITLE_FIRST = frozenset("장차총부교직임관대")
_TITLED = frozenset("government university public_corporation research police hospital bank company".split())
_BRANCHED = frozenset("association public_corporation bank party".split())
# 이케아 코리아: a firm's house in Korea.
_OVERSEAS = " 코리아"
_COUNCILS = frozenset({"시의회", "도의회", "군의회", "구의회"})


def find(text: str, scanner: Scanner) -> list[Found]:
    """Return the mentions in order of their start, none overlapping another."""
    found: list[Found] = []
    done = 0
    for end, (size, name, suffix, cue) in scanner.hits(text):
        start = end - size
        if name is not None and (start == 0 or not (text[start - 1].isalnum() or (suffix and text[start - 1] == ")"))):
            mention = _read_name(text, start, end, name)
            # Of 인천 중구 and 중구 the longer comes first: it says which one it is.
            if mention and not (mention.type == "local_government" and found and found[-1][:2] == mention[:2]):
                found.append(mention)
                done = 0 if mention.weak else end
        if suffix is not None and end != done and suffix.reach != "never" and tail(text, end) is not None:
            mention = _read_ending(text, start, end, suffix)
            if mention:
                found.append(mention)
                done = end
        if cue is not None:
            for begin, finish, type_, rule in cue(text, start, end):
                found.append(Found(begin, finish, begin, finish, type_, rule))
    settled = _settle(text, _part(text, found), scanner.registry)
    shared = [*share_endings(text, settled, scanner.registry), *read_clubs(text, settled), *read_fellows(text, settled)]
    return _keep(sorted([*settled, *shared], key=_place) if shared else settled)


def _read_name(text: str, start: int, end: int, name: Name) -> Found | None:
    if name.type == "media" and text[end : end + 1] in ("1", "2") and not text[end + 1 : end + 2].isalnum():
        end += 1
    # 르몽드지에 실렸다
    is_journal = name.type == "media" and text[end : end + 1] == "지" and tail(text, end + 1) is not None
    if not is_journal and tail(text, end) is None:
        return _read_titled(text, start, end, name)
    abroad = name.text in ABROAD
    if abroad or (name.type == "local_government" and name.text[-1] in "시도군구"):
        after = branch_end(text, end, "local_government")
        # 광주 북구: the ward is named, its city says which one it is.
        acts = governs(text, end) or heads_line(text, start, end) or is_governed(text, end)
        rule = "foreign_body" if abroad else "registry_name"
        begin = start + name.text.rfind(" ") + 1
        weak = not acts and after == end
        return Found(begin, after, start, end, "local_government", rule if after == end else "branch", weak)
    if is_elsewise(text, start, end, name):
        return None
    ending = SUFFIXES.get(name.text)
    begin = seat(text, start) if ending and ending.reach == "place" else start
    if ending and begin < start:
        return Found(begin, end, begin, end, ending.type, "suffix")
    if name.risky and not contexts.is_party(text, start, end, name.type):
        return Found(start, end, start, end, name.type, "registry_name", True)
    if name.type == "association" and name.text in ACTORS:
        start = campaign(text, start)
    return _stretch(text, start, end, name)


# 강남대로(19%), 강남대로 12, 강남대로 일대: a road, not who goes over to 강남대.
_ROAD = re.compile(
    r"로(?:[^ ]|$|\s(?:지하\s?)?\d|\s(?:일대|주변|인근|부근|구간|양방향|사거리|네거리|교차로|도로|차로|방면|"
    r"방향|공사|확장|통제|정체|중앙분리대))"
)
# 나스닥 지수: what is computed under the name.
_INDEX = re.compile(r"\s?(?:종합\s?)?지수(?![가-힣]{3})|\s(?:종합|선물)(?=[은는이가을를도\s])")


def _read_titled(text: str, start: int, end: int, name: Name) -> Found | None:
    """Return the body before a title that is glued to its name (``법무부장관은``)."""
    if text[end] not in _TITLE_FIRST or name.type not in _TITLED or name.text in ACTORS:
        return None
    title = _TITLE.match(text, end)
    if not title or tail(text, title.end()) is None:
        return None
    fits = name.text[-1] == "부" if title[0][-1] == "관" else not name.risky or title[0] == "총장"
    return _stretch(text, start, end, name) if fits else None


def is_elsewise(text: str, start: int, end: int, name: Name) -> bool:
    """Return whether the words around make of the name a medium, a headcount, a programme, a venue or a credit."""
    other = _ROAD if text[end - 1] == "대" else _INDEX if name.type == "company" else None
    if other and other.match(text, end):
        return True
    if name.text in WORDS["platform"] and contexts.is_medium(text, end):
        return True
    if name.text in ELSEWISE and contexts.is_other_word(text, start, end, *ELSEWISE[name.text]):
        return True
    if name.text in ACTORS and contexts.is_headcount(text, end):
        return True
    if name.type == "media" and contexts.is_programme(text, start, end):
        return True
    return contexts.is_venue(text, end, name.type) or contexts.is_credit(text, start, end)


def _stretch(text: str, start: int, end: int, name: Name) -> Found:
    """Take in the place or country before a known name and the bench or committee behind it."""
    if name.placed:
        return Found(start + name.text.rindex(" ") + 1, end, start, end, name.type, "registry_name")
    if name.text == "국회" or name.type == "party" or (name.type == "legislature" and name.text[-3:] in _COUNCILS):
        after = committee_end(text, end)
        if after > end:
            return Found(start, after, start, after, name.type, "committee")
    if name.type == "university" and text.startswith(" 병원", end) and tail(text, end + 3) is not None:
        return Found(start, end + 3, start, end + 3, "hospital", "registry_name")
    branch = _read_branch(text, start, end, name.type)
    if branch:
        return branch
    # A bare 경찰 or 육군 takes a country before it, never a place.
    is_bare = name.text in ACTORS and name.type != "sports"
    outer = lead(text, start, "legislature" if is_bare else "police" if name.text.endswith(SEATED) else name.type)
    if name.text.endswith(EMBASSIES):
        outer = posted(text, outer)
    after = end
    if name.type in ("court", "military", "police") or name.text.endswith(_SECTIONED):
        after = division_end(text, end, name.type)
    if after > end:
        return Found(outer, after, start, end, name.type, "division")
    rule = "actor" if name.text in BARE_ACTORS else "registry_name"
    if outer < start and is_foreign(text, outer, start):
        rule = "foreign_body"
    return Found(outer, end, start, end, name.type, rule)


def _read_branch(text: str, start: int, end: int, type_: str) -> Found | None:
    """Take in what belongs to a house behind its name: its union, a branch or a department."""
    if text[end : end + 1] != " ":
        return None
    after = end + len(_OVERSEAS)
    if type_ == "company" and text.startswith(_OVERSEAS, end) and tail(text, after) is not None:
        return Found(start, after, start, after, type_, "suffix")
    after = union_end(text, end, type_)
    if after > end:
        return Found(start, after, start, after, "association", "union")
    after = branch_end(text, end, type_)
    if after > end:
        return Found(start, after, start, after if type_ == "international" else end, type_, "branch")
    return None


def _read_ending(text: str, start: int, end: int, suffix: Suffix) -> Found | None:
    reach = read_suffix(text, start, end, suffix)
    if not reach or contexts.is_venue(text, end, suffix.type) or contexts.is_credit(text, reach.start, end):
        return None
    after = end
    if suffix.type in ("court", "government"):
        after = division_end(text, end, suffix.type)
    elif suffix.type in _BRANCHED:
        after = branch_end(text, end, suffix.type)
    rule = "suffix" if after == end else "branch" if suffix.type in _BRANCHED else "division"
    if reach.start < reach.core and is_foreign(text, reach.start, reach.core):
        rule = "foreign_body"
    start = posted(text, reach.start) if suffix.text in EMBASSIES else reach.start
    return Found(start, after, reach.core, end, suffix.type, rule)


def _settle(text: str, found: list[Found], registry: Registry) -> list[Found]:
    """Return the sure mentions, and the weak ones that the article makes sure.

    A list ties a weak name to a sure one; a name that is sure once is sure again; so is one given in full elsewhere.
    """
    found.sort(key=_place)
    sure = [not one.weak for one in found]
    if all(sure):
        return found
    said = {text[one.start : one.end] for one in found if not one.weak}
    said = {name for name in said if len(name) > 2}
    full: dict[str, bool] = {}
    beside = -1
    for at, one in enumerate(found):
        if not sure[at] and one.type != "local_government":
            name = text[one.start : one.end]
            if name not in full:
                full[name] = any(entry.name != name and entry.name in text for entry in registry.candidates(name))
            club = one.type == "sports" and matches.is_contestant(text, one.start, one.end)
            club = club or matches.is_team_of(text, one.start, one.end, 1 if one.type == "sports" else 2)
            sure[at] = name in said or full[name] or club
        if not sure[at] and beside >= 0 and not _is_acronym(text[one.start : one.end]):
            sure[at] = contexts.in_list(text, found[beside].end, one.start)
        # 레알 inside of 레알 마드리드 does not hide the end of the longer.
        if sure[at] and (beside < 0 or one.end >= found[beside].end):
            beside = at
    beside = -1
    for at in range(len(found) - 1, -1, -1):
        if not sure[at] and beside >= 0 and not _is_acronym(text[found[at].start : found[at].end]):
            sure[at] = contexts.in_list(text, found[at].end, found[beside].start)
        beside = at if sure[at] else beside
    return [one for one, stays in zip(found, sure, strict=True) if stays]


def _part(text: str, found: list[Found]) -> list[Found]:
    """Leave a unit that the registry knows by itself to itself (``한국은행`` and ``금융통화위원회``)."""
    if "branch" not in [one.rule for one in found]:
        return found
    own = {
        one.end
        for one in found
        if one.rule == "registry_name"
        and not one.weak
        and one.type != "association"
        and text[one.start : one.end] not in ACTORS
    }
    return [
        one._replace(end=one.core_end, rule="registry_name") if one.rule == "branch" and one.end in own else one
        for one in found
    ]


_WHOLE = frozenset({"registry_name", "committee"})


def _place(one: Found) -> tuple[int, int, bool]:
    # 경찰청 국가수사본부 that the registry holds is that body, not the house that it begins with.
    # A bench is its court, whether the registry holds it or not.
    return one.start, -one.end, one.rule not in _WHOLE and one.type != "court"


def _is_acronym(name: str) -> bool:
    """Return whether a name is an acronym of a thing first (CCTV, AI), which no list makes a body."""
    return name.isascii() and name in WORDS["alsoword"]


_GUESSES = frozenset({"post_cue", "outlet_cue", "report_cue", "list_cue", "school_cue", "officer_cue"})


def _keep(found: list[Found]) -> list[Found]:
    """Keep the longest of overlapping mentions; a cue's guess never beats a name."""
    kept: list[Found] = []
    for one in found:
        while kept and one.start < kept[-1].end and _rank(one) > _rank(kept[-1]) and not _holds(kept[-1], one):
            kept.pop()
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return kept


def _holds(guess: Found, name: Found) -> bool:
    """Return whether a quoted name opens with another (``자회사 '두레 모빌리티'``)."""
    return guess.rule == "outlet_cue" and guess.start == name.start and guess.end > name.end


def _rank(one: Found) -> tuple[int, int]:
    sureness = 0 if one.rule in _GUESSES else 2 if one.rule in ("legal_mark", "shared_ending") else 1
    return sureness, one.end - one.start
