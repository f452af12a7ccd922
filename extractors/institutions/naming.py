"""Which institution a mention is: by the registry on the day and in the region, by the article, by its ending."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from extractors.facts import Context
from extractors.institutions.cues import MARKS
from extractors.institutions.found import Found
from extractors.institutions.leads import FOREIGN_BODIES
from extractors.institutions.matches import is_fielded, is_led, is_told_of_match, reports_match
from extractors.institutions.scanner import BARE_ACTORS, Scanner
from extractors.institutions.tables import ACTORS, LONGER, SPONSORS
from extractors.registry import Entry, Registry
from extractors.registry.places import region_of


class Identity(NamedTuple):
    """The institution that a mention is, and how that is known."""

    canonical: str
    type: str
    resolution: str
    registry_id: str | None = None


class Setting(NamedTuple):
    """The article's text, day and province, by which names that several bodies bear are told apart."""

    text: str
    on: date | None
    region: str | None

    @property
    def is_american(self) -> bool:
        """Return whether the article names the Republicans and no party of Korea's beside them."""
        return "공화당" in self.text and _KOREAN_PARTY.search(self.text) is None

    @property
    def is_local(self) -> bool:
        """Return whether the article is about a local council and never names parliament."""
        return _COUNCIL.search(self.text) is not None and "국회" not in self.text

    def plays(self, name: str) -> bool:
        """Return whether a sponsor's name means its club: in a match report, beside its coach, or told of a match."""
        if reports_match(self.text) or is_led(self.text, name) or is_told_of_match(self.text, name):
            return True
        return is_fielded(self.text, name)


# What each country has of its own, under the same name: 칠레 빙상연맹 is not the Korean one.
_NATIONAL = frozenset("association sports public_corporation".split())
_KOREAN_PARTY = re.compile("새누리|한나라|국민의힘|한국당|더불어|우리공화|통합당|새정치|정의당|바른|국민의당")
_LANDS = {"미": "미국", "美": "미국", "日": "일본", "中": "중국", "英": "영국", "北": "북한"}
_DEMOCRATS = "democratic-us"
_FOUNDATION = " 산학협력단"
_PARLIAMENT = "national-assembly"
_COUNCIL = re.compile(r"[시도군구]의회")
# 미 상원 외교위원회
_CHAMBER = re.compile("(?:상원|하원|의회|중의원|참의원) [가-힣]+위원회$")
# Words of each sport; a house that has clubs in several of them means the one of the sport that is told of.
_SPORTS = {
    "농구": re.compile(
        r"농구|리바운드|3점슛|쿼터|덩크|KBL|챔프전"
        r"|(?<!\d)(?:[6-9]\d|1[0-2]\d)\s?[-–:대]\s?(?:[6-9]\d|1[0-2]\d)(?!\d)"
    ),
    "배구": re.compile("배구|V리그|블로킹|세트\\s?스코어|아웃사이드|리베로"),
    "야구": re.compile("야구|이닝|홈런|안타|투수|타자|KBO|타점"),
}
_DATELINE = re.compile(r"\s{0,3}[(\[【]\s?([가-힣]{2,4}?)(?:시|군)?\s?[=/·,)\]】]")


def read_setting(text: str, context: Context, found: list[Found]) -> Setting:
    """Return the article's day and province: by its dateline, else by the first local government that it names."""
    dateline = _DATELINE.match(text)
    region = region_of(dateline.group(1)) if dateline else ""
    if not region:
        places = (text[one.core : one.core_end].split(" ", 1)[0] for one in found if one.type == "local_government")
        region = next(filter(None, map(region_of, places)), "")
    return Setting(text, context.published.date() if context.published else None, region or None)


def name_all(found: list[Found], scanner: Scanner, setting: Setting) -> list[tuple[Found, Identity]]:
    """Return the mentions with who they are; those that mean nothing without a region are left out."""
    known: dict[tuple[str, str, str], Identity | None] = {}
    named = []
    for one in found:
        key = (setting.text[one.start : one.end], one.name or setting.text[one.core : one.core_end], one.rule)
        if key not in known:
            known[key] = _identify(one, key[0], scanner.respelled.get(key[1], key[1]), scanner.registry, setting)
        who = known[key]
        if who:
            named.append((one, who))
    return named


def _identify(  # noqa: PLR0911 each kind of mention has its own answer
    one: Found, whole: str, core: str, registry: Registry, setting: Setting
) -> Identity | None:
    if whole in BARE_ACTORS or (one.rule == "foreign_body" and one.type in FOREIGN_BODIES):
        chamber = _CHAMBER.search(whole) is not None
        type_ = "legislature" if chamber else one.type
        return Identity(_with_land(whole), type_, "none" if whole in BARE_ACTORS else "suffix")
    if one.rule == "division" and one.type == "military":
        return _unit(whole, registry, setting)
    before = setting.text[one.start : one.core].strip()
    place = region_of(before.split(" ", 1)[0]) if before else ""
    if one.rule == "legal_mark":
        core = without_mark(core)
    if one.rule == "foreign_body" and one.type in _NATIONAL:
        entry = _look_up(f"{before}{core}", "", registry, setting)
        return Identity(entry.name, entry.type, "registry", entry.id) if entry else _as_written(whole, core, one)
    held = registry.candidates(core)
    democrats = registry.entry(_DEMOCRATS) if core == "민주당" and setting.is_american else None
    if democrats:
        return Identity(democrats.name, democrats.type, "registry", democrats.id)
    told = _club_of(core, registry, setting)
    told = told or (_tell_apart(core, held, setting) if len(held) > 1 else None)
    if told:
        return told
    entry = _look_up(core, before, registry, setting._replace(region=place or setting.region))
    if entry and entry.parent == _PARLIAMENT and core != entry.name and setting.is_local:
        return Identity(whole, entry.type, "none")
    if entry:
        return Identity(entry.name, entry.type, "registry", entry.id)
    if held:
        types = {entry.type for entry in held}
        return Identity(core, held[0].type if len(types) == 1 else one.type, "none")
    if core.endswith(_FOUNDATION):
        school = _look_up(core.removesuffix(_FOUNDATION), before, registry, setting)
        return Identity(f"{school.name}{_FOUNDATION}" if school else whole, one.type, "suffix")
    if one.type == "government" and " " in whole:
        # 민주노총 중앙집행위원회 is no government's.
        house = registry.candidates(whole.rpartition(" ")[0])
        if house and house[0].type != "local_government":
            return _as_written(whole, core, one)._replace(type=house[0].type)
    return None if one.type == "relative" else _as_written(whole, core, one)


def _with_land(whole: str) -> str:
    """Return a body's name with its land written out (``美 에너지부`` → ``미국 에너지부``)."""
    land, space, body = whole.partition(" ")
    return f"{_LANDS.get(land, land)}{space}{body}"


def _unit(whole: str, registry: Registry, setting: Setting) -> Identity:
    """Return who a unit of a force is: its own, not the whole force (``육군 제35보병사단``)."""
    entry = _look_up(whole, "", registry, setting)
    return Identity(entry.name, entry.type, "registry", entry.id) if entry else Identity(whole, "military", "suffix")


def _club_of(core: str, registry: Registry, setting: Setting) -> Identity | None:
    """Return the club of a house with clubs in several sports, by the sport that the article is about."""
    clubs = SPONSORS.get(core)
    if not clubs or not setting.plays(core):
        return None
    told = {sport: len(words.findall(setting.text)) for sport, words in _SPORTS.items() if sport in clubs}
    sport = max(told, key=lambda one: told[one])
    entry = registry.candidates(clubs[sport])[0] if told[sport] else None
    return Identity(entry.name, entry.type, "registry", entry.id) if entry else None


def _tell_apart(core: str, held: tuple[Entry, ...], setting: Setting) -> Identity | None:
    """Return the one of several that the article itself points at: it gives the full name, or reports a match."""
    # 강원도청 does not give the full name 강원도.
    given = [entry for entry in held if entry.name not in core and entry.name in setting.text]
    if len(given) == 1:
        return Identity(given[0].name, given[0].type, "article", given[0].id)
    clubs = [entry for entry in held if entry.type == "sports"]
    if len(clubs) == 1 and setting.plays(core):
        return Identity(clubs[0].name, "sports", "registry", clubs[0].id)
    return None


def without_mark(name: str) -> str:
    """Return a name without the mark of its legal form (``주식회사 두레솔``)."""
    for mark in MARKS:
        name = name.removeprefix(mark).removesuffix(mark)
    return name.strip()


def _as_written(whole: str, core: str, one: Found) -> Identity:
    """Return the mention under its own words: known by its ending, or by nothing where only a cue pointed at it."""
    guessed = one.rule.endswith("_cue") or core in ACTORS
    return Identity(core if one.rule in ("division", "branch") else whole, one.type, "none" if guessed else "suffix")


def _look_up(core: str, before: str, registry: Registry, setting: Setting) -> Entry | None:
    """Return the row that the name means: with the place before it, as it stands, or with its ending written out."""
    names = [core]
    if " " in core:
        names.append(core.replace(" ", ""))
    if before:
        names.insert(0, f"{before}{core}".replace(" ", ""))
    if not registry.candidates(core):
        names += [core[: -len(short)] + full for short, full in LONGER if core.endswith(short) and len(core) > 3]
    for name in names:
        resolution = registry.resolve(name, on=setting.on, region=setting.region)
        if resolution:
            return resolution.entry
    return None
