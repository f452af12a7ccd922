"""The registry: every institution by every name it bears, and which one is meant on a day and in a region."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from extractors.registry.entries import Entry, check_entries, first_day, read_entries
from extractors.registry.families import grow_families
from extractors.registry.places import RELATIVE, SIDO, region_of
from extractors.registry.rules import Ambiguity, read_ambiguities, read_risky

DATA = Path(__file__).parent / "data"
ASIDE = frozenset({"ambiguous.csv", "risky.csv"})


class Surface(NamedTuple):
    """A name as it may stand in a text; a risky one is an ordinary word too and needs context to count."""

    text: str
    risky: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """Which institution a name means; ``rule`` says how: name, alias, date, former, region or default."""

    entry: Entry
    name: str
    rule: str
    why: str

    @property
    def canonical(self) -> str:
        """The full name that was right."""
        return self.entry.name


class Registry:
    """Institutions by id and by name; made once by :func:`load_registry`, never changed."""

    def __init__(
        self,
        entries: Iterable[Entry],
        families: Iterable[Entry],
        ambiguities: dict[str, Ambiguity],
        risky: dict[str, str],
    ) -> None:
        self.ambiguities = ambiguities
        self.risky = risky
        self._rows = {entry.id: entry for entry in entries}
        self._entries = dict(self._rows)
        self._by_name: dict[str, tuple[Entry, ...]] = {}
        self._formers: dict[str, list[Entry]] = {}
        for entry in self._rows.values():
            self._index(entry)
        for entry in families:
            # A row written out says more than the one that would be grown in its place.
            if entry.id not in self._rows and not self._has(entry):
                self._entries[entry.id] = entry
                self._index(entry)

    def _index(self, entry: Entry) -> None:
        for name in (entry.name, *entry.aliases):
            held = self._by_name.get(name, ())
            if entry not in held:
                self._by_name[name] = (*held, entry)
        if entry.successor:
            self._formers.setdefault(entry.successor, []).append(entry)

    def _has(self, entry: Entry) -> bool:
        return any(
            held.name == entry.name and held.id in self._rows and held.region in ("", entry.region)
            for held in self._by_name.get(entry.name, ())
        )

    def __len__(self) -> int:
        """Return the number of institutions that were written out, without generated families."""
        return len(self._rows)

    def __iter__(self) -> Iterator[Entry]:
        """Yield every entry, the generated ones last."""
        return iter(self._entries.values())

    def entry(self, id_: str) -> Entry | None:
        """Return the entry with that id, or None."""
        return self._entries.get(id_)

    def is_generated(self, entry: Entry) -> bool:
        """Return whether the entry was grown from rows of places rather than written out."""
        return entry.id not in self._rows

    def names(self) -> Iterator[Surface]:
        """Yield every surface form once, for an automaton."""
        for name in self._by_name:
            yield Surface(name, name in self.risky)

    def candidates(self, name: str) -> tuple[Entry, ...]:
        """Return every institution that bears the name, whatever the day."""
        return self._by_name.get(name, ())

    def resolve(self, name: str, *, on: date | None = None, region: str | None = None) -> Resolution | None:
        """Return the one institution that the name means, or None when it is unknown or must not be guessed."""
        area = region_of(region) if region else ""
        if name in RELATIVE:
            return self._resolve_relative(name, on, area)
        held = self._by_name.get(name, ())
        if not held:
            return None
        rule = self.ambiguities.get(name)
        if rule:
            return self._by_rule(rule, held, on, area)
        if len(held) > 1:
            return self._among(name, held, on, area)
        return self._alone(name, held[0], on)

    def _resolve_relative(self, name: str, on: date | None, area: str) -> Resolution | None:
        full = SIDO.get(area)
        if not full:
            return None
        held = self._by_name.get(RELATIVE[name].format(full=full, short=area), ())
        chosen = _pick(held, on)
        return _resolved(chosen, name, "region", f"{name} in an article from {area}")

    def _alone(self, name: str, entry: Entry, on: date | None) -> Resolution:
        if name == entry.name:
            return Resolution(entry=entry, name=name, rule="name", why="its full name")
        former = self._former(entry, on) if on else None
        if former:
            return Resolution(entry=former, name=name, rule="former", why=f"{entry.name} bore this name on {on}")
        return Resolution(entry=entry, name=name, rule="alias", why=f"a short or other name of {entry.name}")

    def _former(self, entry: Entry, on: date) -> Entry | None:
        """Go back along the successors to the name of the day; a body merged from several has no one former."""
        while entry.valid_from and on < first_day(entry.valid_from):
            before = [former for former in self._formers.get(entry.id, ()) if former.type == entry.type]
            if len(before) != 1:
                return None
            entry = before[0]
            if entry.holds(on):
                return entry
        return None

    def _among(self, name: str, held: tuple[Entry, ...], on: date | None, area: str) -> Resolution | None:
        """Tell apart those that differ by region or by dates; a full name beats a short one."""
        if len({entry.region for entry in held}) > 1 and all(entry.region for entry in held):
            held = tuple(entry for entry in held if entry.region == area)
            if not held:
                return None
            chosen = _pick(held, on)
            return _resolved(chosen, name, "region", f"the {name} of {area}")
        full = tuple(entry for entry in held if entry.name == name)
        if len(full) == 1 and len(held) > 1 and not any(entry.valid_to for entry in held):
            return Resolution(entry=full[0], name=name, rule="name", why="its full name")
        chosen = _pick(held, on)
        return _resolved(chosen, name, "date", f"the name {_day(on)}")

    def _by_rule(self, rule: Ambiguity, held: tuple[Entry, ...], on: date | None, area: str) -> Resolution | None:
        if rule.rule == "never":
            return None
        by_id = {entry.id: entry for entry in held}
        ordered = tuple(by_id[id_] for id_ in rule.candidates if id_ in by_id)
        local = tuple(entry for entry in ordered if entry.region == area) if area else ()
        if rule.rule == "region" or (rule.rule == "default" and local):
            ordered = local
        if rule.rule == "default" and ordered:
            fitting = [entry for entry in ordered if on is None or entry.holds(on)]
            return Resolution(entry=(fitting or ordered)[0], name=rule.alias, rule="default", why=rule.why)
        chosen = _pick(ordered, on)
        return _resolved(chosen, rule.alias, rule.rule, rule.why)


def _resolved(entry: Entry | None, name: str, rule: str, why: str) -> Resolution | None:
    return Resolution(entry=entry, name=name, rule=rule, why=why) if entry else None


def _day(on: date | None) -> str:
    return f"on {on}" if on else "of today"


def _pick(held: Sequence[Entry], on: date | None) -> Entry | None:
    """Return the entry whose name held on the day (today's where no day is given), else the nearest in time."""
    if on is None:
        return next((entry for entry in held if not entry.valid_to), held[-1] if held else None)
    holding = [entry for entry in held if entry.holds(on)]
    if holding:
        return holding[0]
    return min(held, key=lambda entry: _distance(entry, on), default=None)


def _distance(entry: Entry, on: date) -> int:
    if entry.valid_from and on < first_day(entry.valid_from):
        return (first_day(entry.valid_from) - on).days
    return (on - first_day(entry.valid_to)).days if entry.valid_to else 0


def load_registry(extra: Sequence[Path] = ()) -> Registry:
    """Return the registry with a user's files added; raises RegistryError for an unsound user's file."""
    return _load(tuple(Path(path) for path in extra))


@lru_cache(maxsize=4)
def _load(extra: tuple[Path, ...]) -> Registry:
    own = [entry for path in sorted(DATA.glob("*.csv")) if path.name not in ASIDE for entry in read_entries(path)]
    added = [entry for path in extra for entry in check_entries(path)]
    ambiguities = read_ambiguities(DATA / "ambiguous.csv")
    for entry in added:
        # Who adds a name means their own institution by it.
        for name in (entry.name, *entry.aliases):
            ambiguities[name] = Ambiguity(name, (entry.id,), "default", "a name that the user has added")
    return Registry([*added, *own], grow_families(own, DATA / "families"), ambiguities, read_risky(DATA / "risky.csv"))
