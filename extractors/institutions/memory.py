"""What an article itself says of its names: short forms in brackets, and later words for what it named in full."""

from __future__ import annotations

import re
from collections.abc import Iterator

import ahocorasick

from extractors.institutions.edges import opens, tail
from extractors.institutions.found import Found
from extractors.institutions.naming import Identity, without_mark
from extractors.institutions.tables import LONGER, PLACES, WORDS

Named = tuple[Found, Identity]

MOST_ALIASES = 60
_BRACKET = re.compile(r"\s?[(（]\s?(?:(이하|약칭|약자)\s?)?['‘\"“]?([^()（）'’\"”\n,;:=]{2,30}?)['’\"”]?\s?[)）]")
# 한빛공단(이사장 김가람, 이하 한공)
_BEHIND_HEAD = re.compile(r"\s?\([^()\n]{2,24},\s?(이하)\s['‘\"“]?([^()'’\"”\n,]{2,20}?)['’\"”]?\)")
_ACRONYM = re.compile(r"[A-Z][A-Za-z&·.\- ]{1,14}")
_CAPITALS = re.compile("[A-Z]{2,8}")
_ACRONYM_BEFORE = re.compile(r"([A-Za-z][A-Za-z&·.\-]{1,11})\s?[(（]$")
_BESIDE = re.compile(r",\s([A-Z]{3,8})(?=[가-힣])")
_ABROAD = frozenset("association international research foundation government".split())
_SUBJECT = frozenset("은 는 이 가 와 과 의".split())
_HANJA = re.compile(r"[一-鿿·]{2,12}")
_LATIN = re.compile(r"[A-Za-z][A-Za-z .&\-]{1,28}")
_PLAIN = re.compile(r"[가-힣A-Za-z0-9·& ]{2,30}")
# 한빛고등학교 is 한빛고 later on, 한빛중학교 한빛중.
_SCHOOL = re.compile(r"([초중고])(?:등?학교)$")
# A name that only the words around it explain once is the same name wherever else it stands.
_CUED = frozenset({"outlet_cue", "report_cue", "list_cue", "officer_cue", "legal_mark"})
_KNOWN_PLACES = PLACES | WORDS["nation"]


def remember(text: str, named: list[Named]) -> list[Named]:
    """Return the mentions with those added and completed that the article's own words explain."""
    aliases: dict[str, Identity] = {}
    glossed: dict[str, Identity] = {}
    added: list[Named] = []
    for at, (one, who) in enumerate(named):
        following = named[at + 1][0].start if at + 1 < len(named) else len(text)
        before = named[at - 1][0].end if at else 0
        for begin, end in (_short_behind(text, one), _short_before(text, one), _acronym_beside(text, one, who)):
            if begin < end:
                said = _by_article(who)
                aliases.setdefault(text[begin:end], said)
                if before <= begin and end <= following:
                    added.append((_mention(begin, end, who, "bracket_alias"), said))
                elif begin == following and named[at + 1][1].resolution != "registry":
                    named[at + 1] = (named[at + 1][0], said)
                elif begin == following and _CAPITALS.fullmatch(text, begin, end):
                    glossed[text[begin:end]] = said
        for short, said in _said_later(one, who, text[one.core : one.core_end]):
            aliases.setdefault(short, said)
    if glossed:
        # 한국선급(KR): the article says whose acronym it is, whoever else bears it.
        named = [(one, glossed.get(text[one.start : one.end], who)) for one, who in named]
    if aliases:
        added += _recall(text, aliases, [*named, *added])
    if added:
        named = sorted([*named, *added], key=lambda pair: pair[0].start)
    return _complete(_write_out(named))


def _said_later(one: Found, who: Identity, name: str) -> Iterator[tuple[str, Identity]]:
    """Yield the words that an article uses later on for a name that it has given in full."""
    if one.rule == "legal_mark":
        name = without_mark(name)
    if one.rule in _CUED and len(name) > 2 and name not in _KNOWN_PLACES:
        yield name, who
    short = _SCHOOL.sub(r"\1", name) if who.type == "school" else name
    if 2 < len(short) < len(name) and short.isalpha():
        yield short, _by_article(who)
    if who.type == "party" and len(name) > 4 and name.endswith("당"):
        yield name[-3:], _by_article(who)


def _mention(begin: int, end: int, who: Identity, rule: str) -> Found:
    return Found(begin, end, begin, end, who.type, rule)


def _by_article(who: Identity) -> Identity:
    return who if who.resolution == "registry" else who._replace(resolution="article")


def _short_behind(text: str, one: Found) -> tuple[int, int]:
    """Return where a short form stands in brackets behind the name, an empty span where none does."""
    bracket = _BRACKET.match(text, one.end) or _BEHIND_HEAD.match(text, one.end)
    if not bracket or bracket.group(2) in _KNOWN_PLACES:
        return 0, 0
    short = bracket.group(2)
    name = text[one.core : one.core_end]
    fits = shortens(short, name) or bool(bracket.group(1) and _PLAIN.fullmatch(short))
    fits = fits or bool(_ACRONYM.fullmatch(short) and len(name) > 2 and not _ACRONYM.fullmatch(name))
    fits = fits or bool(one.type == "media" and (_HANJA.fullmatch(short) or _LATIN.fullmatch(short)))
    return bracket.span(2) if fits else (0, 0)


def _short_before(text: str, one: Found) -> tuple[int, int]:
    """Return where an acronym stands whose brackets hold the name (``IITP(정보통신기획평가원)``)."""
    if text[one.end : one.end + 1] not in (")", "）"):
        return 0, 0
    before = _ACRONYM_BEFORE.search(text, max(0, one.start - 16), one.start)
    return before.span(1) if before and opens(text, before.start(1)) else (0, 0)


def _acronym_beside(text: str, one: Found, who: Identity) -> tuple[int, int]:
    """Return where the acronym of a name that no registry holds stands behind a comma (``가온 공공노조, GPSU는``)."""
    if who.resolution != "suffix" or one.type not in _ABROAD:
        return 0, 0
    beside = _BESIDE.match(text, one.end)
    return beside.span(1) if beside and tail(text, beside.end(1)) in _SUBJECT else (0, 0)


def shortens(short: str, full: str) -> bool:
    """Return whether a word is made of a name's letters in order, beginning with its first (``에기평``)."""
    if not 2 <= len(short) < len(full) or short[0] != full[0]:
        return False
    letters = iter(full)
    return all(letter in letters for letter in short)


def _recall(text: str, aliases: dict[str, Identity], named: list[Named]) -> list[Named]:
    """Find the short forms that the article introduced wherever else they stand."""
    taken = sorted((one.start, one.end) for one, _ in named)
    automaton = ahocorasick.Automaton()
    for short in list(aliases)[:MOST_ALIASES]:
        automaton.add_word(short, short)
    automaton.make_automaton()
    recalled: list[Named] = []
    at = free = 0
    for last, short in automaton.iter(text):
        end = last + 1
        start = end - len(short)
        while at < len(taken) and taken[at][1] <= start:
            at += 1
        beside = at == len(taken) or taken[at][0] >= end
        if beside and start >= free and opens(text, start) and tail(text, end) is not None:
            recalled.append((_mention(start, end, aliases[short], "short_form"), aliases[short]))
            free = end
    return recalled


def _write_out(named: list[Named]) -> list[Named]:
    """Give a short ending the full name that the article has (``한빛대`` where ``한빛대학교`` stands too)."""
    said = {who.canonical: who for _, who in named}
    out = []
    for one, who in named:
        if who.resolution in ("suffix", "none"):
            short = who.canonical
            longer = (short[: -len(end)] + full for end, full in LONGER if full and short.endswith(end))
            full_name = next((name for name in longer if name in said), None)
            if full_name:
                out.append((one, _by_article(said[full_name])))
                continue
        out.append((one, who))
    return out


def _complete(named: list[Named]) -> list[Named]:
    """Give names that the grammar made the fullest form that the article has for them."""
    fuller: dict[tuple[str, str], Identity] = {}
    for _, who in named:
        if who.resolution == "suffix" and " " in who.canonical:
            key = (who.canonical.rsplit(" ", 1)[1], who.type)
            if key not in fuller or len(who.canonical) > len(fuller[key].canonical):
                fuller[key] = who
    if not fuller:
        return named
    return [(one, _fullest(who, fuller)) for one, who in named]


def _fullest(who: Identity, fuller: dict[tuple[str, str], Identity]) -> Identity:
    full = fuller.get((who.canonical.rsplit(" ", 1)[-1], who.type))
    if who.resolution != "suffix" or not full or full.canonical == who.canonical:
        return who
    few, many = _modifiers(who.canonical), _modifiers(full.canonical)
    same = len(few) == len(many) and all(a.startswith(b) or b.startswith(a) for a, b in zip(few, many, strict=True))
    return full._replace(resolution="article") if few and same else who


def _modifiers(name: str) -> list[str]:
    return [word for word in name.split(" ")[:-1] if word not in _KNOWN_PLACES]
