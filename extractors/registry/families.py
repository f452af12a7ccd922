"""Institutions that every place has (councils, police stations, courts …), grown from rows of places."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from extractors.registry.entries import Entry
from extractors.registry.places import SIDO

METRO = frozenset({"서울", "부산", "대구", "인천", "광주", "대전", "울산"})
# Rows of local governments themselves; other rows of their type are offices of theirs, of which nothing grows.
LOCAL = "local-"
# In 2021 the 지방경찰청 became 경찰청 of their province, on one day.
POLICE_RENAMED = "2021-01-01"


@dataclass(frozen=True, slots=True)
class Seat:
    """A place that has an office: ``place`` as the office's name writes it, ``under`` the body above it."""

    place: str
    region: str
    slug: str
    under: str = ""
    valid_from: str = ""
    valid_to: str = ""


def grow_families(rows: Iterable[Entry], folder: Path) -> Iterator[Entry]:
    """Yield the institutions that follow from the local governments and from the lists of seats in the folder."""
    locals_ = [row for row in rows if row.type == "local_government" and row.id.startswith(LOCAL)]
    provinces = {row.id for row in locals_ if not row.parent}
    for local in locals_:
        yield from _of_local_government(local, ward=bool(local.parent) and local.parent not in provinces)
    for path in sorted(folder.glob("*.csv")):
        grow = FAMILIES[path.stem]
        for seat in read_seats(path):
            yield from grow(seat)


def read_seats(path: Path) -> Iterator[Seat]:
    """Yield the rows of a file with the header ``place,region,slug,under,valid_from,valid_to``."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file)
        next(rows)
        for row in rows:
            yield Seat(*row)


@dataclass(frozen=True, slots=True)
class Body:
    """An institution of every local government: the first suffix makes its full name, all of them its short ones."""

    slug: str
    type: str
    suffixes: tuple[str, ...]
    parent: str = ""
    of: str = "시도군구"
    wards: bool = False


OF_PROVINCE: tuple[Body, ...] = (
    Body("council", "legislature", ("의회",)),
    Body("education", "local_government", ("교육청",), parent="moe"),
    Body("election", "government", ("선거관리위원회", "선관위"), parent="nec"),
    Body(
        "fire-headquarters",
        "local_government",
        ("소방본부", " 소방본부", "소방재난본부", " 소방재난본부", "소방안전본부"),
    ),
    Body("health-institute", "research", ("보건환경연구원",)),
    Body("sports-council", "sports", ("체육회",)),
    Body("disabled-sports", "sports", ("장애인체육회",)),
    Body("volunteer", "foundation", ("자원봉사센터",)),
    Body("farming", "local_government", ("농업기술원",), of="도"),
)
OF_LOCAL: tuple[Body, ...] = (
    Body("council", "legislature", ("의회",)),
    Body("election", "government", ("선거관리위원회", "선관위"), parent="nec"),
    Body("health", "local_government", ("보건소", " 보건소"), wards=True),
    Body("farming", "local_government", ("농업기술센터", " 농업기술센터"), of="시군"),
    Body("sports-council", "sports", ("체육회",)),
    Body("disabled-sports", "sports", ("장애인체육회",)),
    Body("volunteer", "foundation", ("자원봉사센터", " 자원봉사센터")),
)


def _of_local_government(local: Entry, *, ward: bool) -> Iterator[Entry]:
    # A 일반구 is a ward of a city (수원시 팔달구): it has a health centre, but no council of its own.
    short, name = local.region, local.name.rsplit(" ", 1)[-1]
    if local.parent:
        special = (alias for alias in local.aliases if alias.endswith("특례시") and " " not in alias)
        bodies, stems, kind = OF_LOCAL, (local.name, name, f"{short} {name}", *special), name[-1]
    else:
        kind = "시" if short in METRO | {"세종"} else "도"
        bodies, stems = OF_PROVINCE, (local.name, f"{short}{kind}", short)
    for body in bodies:
        if kind not in body.of or (ward and not body.wards):
            continue
        names = [f"{stem}{suffix}" for stem in stems for suffix in body.suffixes]
        full, *others = dict.fromkeys(names)
        yield Entry(
            f"{body.slug}-{local.id.removeprefix(LOCAL)}", full, body.type, tuple(others), body.parent or local.id,
            local.region, local.valid_from, local.valid_to, "", "family",
        )  # fmt: skip


def _office(kind: str, suffix: str, type_: str, parent: str, *others: str) -> Callable[[Seat], Iterator[Entry]]:
    """Return how to grow `{place}{suffix}`, with the forms that drop the metropolitan city or set a space after it."""

    def grow(seat: Seat) -> Iterator[Entry]:
        name = f"{seat.place}{suffix}"
        aliases = [f"{seat.place}{other}" for other in others]
        rest = seat.place.removeprefix(seat.region)
        if seat.region in METRO and rest and rest != seat.place:
            aliases += [f"{seat.region} {rest}{suffix}", f"{seat.region}시 {rest}{suffix}", f"{rest}{suffix}"]
        elif seat.region not in seat.place:
            aliases += [f"{seat.region} {name}", f"{seat.region}{name}"] if seat.region in METRO else []
        yield Entry(
            f"{kind}-{seat.slug}", name, type_, tuple(aliases), seat.under or parent, seat.region,
            seat.valid_from, seat.valid_to, "", "family",
        )  # fmt: skip

    return grow


def _provincial_police(seat: Seat) -> Iterator[Entry]:
    """`경상북도경찰청`, said 경북경찰청; 경북지방경찰청 until 2021. 경기 has two, named without their province."""
    slug, name, said = f"police-{seat.slug}", f"{SIDO.get(seat.place, seat.place)}경찰청", f"{seat.place}경찰청"
    aliases = (said,) if said != name else ()
    yield Entry(slug, name, "police", aliases, "npa", seat.region, POLICE_RENAMED, "", "", "family")
    yield Entry(
        f"{slug}-regional", f"{seat.place}지방경찰청", "police", (said,), "npa", seat.region,
        seat.valid_from, POLICE_RENAMED, slug, "family",
    )  # fmt: skip


def _education_office(seat: Seat) -> Iterator[Entry]:
    full, suffix = SIDO[seat.region], "교육지원청"
    aliases = (
        f"{seat.place}{suffix}", f"{seat.region}{seat.place}{suffix}", f"{seat.region} {seat.place}{suffix}",
        f"{full} {seat.place}{suffix}", f"{full}{seat.place}교육청", f"{seat.place}교육청",
    )  # fmt: skip
    yield Entry(
        f"education-office-{seat.slug}", f"{full}{seat.place}{suffix}", "local_government", aliases, seat.under,
        seat.region, "", "", "", "family",
    )  # fmt: skip


def _court(seat: Seat) -> Iterator[Entry]:
    """A court and, for the common kinds, the prosecutors' office beside it; `대구 포항` is a branch."""
    slug, parent = seat.slug, seat.under
    main, _, branch = seat.place.partition(" ")
    kind = next(kind for kind in COURTS if main.endswith(kind))
    place, short = main.removesuffix(kind), COURTS[kind]
    name = f"{place}{kind}"
    tail = f" {branch}지원" if branch else ""
    glued = f"{branch}지원" if branch else ""
    aliases = [f"{place}{short}{tail}"] if short else []
    if branch:
        aliases += [f"{place}{short}{glued}", f"{name}{glued}"]
    elif place.startswith("서울") and place != "서울":
        # Only 서울 has several district courts, so the press drops its name.
        aliases.append(f"{place.removeprefix('서울')}{short}")
    yield Entry(
        f"court-{slug}", f"{name}{tail}", "court", tuple(aliases), parent, seat.region, seat.valid_from, seat.valid_to,
        "", "family",
    )  # fmt: skip
    if kind in PROSECUTORS:
        yield from _prosecutors(seat, place, PROSECUTORS[kind], branch)


def _prosecutors(seat: Seat, place: str, kind: tuple[str, str], branch: str) -> Iterator[Entry]:
    full, short = kind
    tail = f" {branch}지청" if branch else ""
    aliases = [f"{place}{short}{tail}"]
    if branch:
        aliases += [f"{place}{short}{branch}지청", f"{place}{full}{branch}지청"]
    elif place.startswith("서울") and place != "서울":
        aliases.append(f"{place.removeprefix('서울')}{short}")
    # The prosecution service ends in October 2026; its offices pass to the new one under other names.
    yield Entry(
        f"prosecutors-{seat.slug}", f"{place}{full}{tail}", "government", tuple(aliases), "spo", seat.region,
        seat.valid_from, "2026-10-02", "", "family",
    )  # fmt: skip


COURTS = {
    "지방법원": "지법",
    "고등법원": "고법",
    "가정법원": "가정법원",
    "행정법원": "행정법원",
    "회생법원": "회생법원",
    "특허법원": "특허법원",
    "시법원": "시법원",
    "군법원": "군법원",
}
PROSECUTORS = {"지방법원": ("지방검찰청", "지검"), "고등법원": ("고등검찰청", "고검")}
FAMILIES: dict[str, Callable[[Seat], Iterator[Entry]]] = {
    "chambers": _office("chamber", "상공회의소", "association", "kcci", "상의"),
    "courts": _court,
    "education_offices": _education_office,
    "fire_stations": _office("fire", "소방서", "local_government", ""),
    "police_provinces": _provincial_police,
    "police_stations": _office("police-station", "경찰서", "police", "npa"),
    "tax_offices": _office("tax", "세무서", "government", "nts"),
}
