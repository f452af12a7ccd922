"""The data files keep their own promises: sorted, unique, dated, and no name that two bodies claim without a rule."""

import csv
from itertools import combinations
from pathlib import Path

import pytest

from extractors.registry import HEADER, TYPES, Entry, Registry, check_names, load_registry
from extractors.registry.entries import check_entries, overlap
from extractors.registry.families import FAMILIES, read_seats
from extractors.registry.lookup import ASIDE, DATA
from extractors.registry.places import SIDO
from extractors.registry.rules import RULES

FILES = sorted(path for path in DATA.glob("*.csv") if path.name not in ASIDE)
SEATS = sorted((DATA / "families").glob("*.csv"))


@pytest.fixture(scope="module")
def registry() -> Registry:
    return load_registry()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_rows_are_sound_and_sorted(path: Path) -> None:
    entries = check_entries(path)
    assert [entry.id for entry in entries] == sorted(entry.id for entry in entries)
    assert all(entry.region in SIDO or entry.region == "" for entry in entries)
    assert [entry.id for entry in entries if not entry.source] == []
    for entry in entries:
        assert len(set(entry.aliases)) == len(entry.aliases), entry
        assert entry.name not in entry.aliases, entry


@pytest.mark.parametrize("path", SEATS, ids=lambda path: path.stem)
def test_seats_are_sound_and_sorted(path: Path) -> None:
    seats = list(read_seats(path))
    assert path.stem in FAMILIES
    assert [seat.slug for seat in seats] == sorted({seat.slug for seat in seats})
    assert {seat.region for seat in seats} <= SIDO.keys()


def test_an_id_names_one_body(registry: Registry) -> None:
    ids = [entry.id for path in FILES for entry in check_entries(path)]
    assert len(ids) == len(set(ids)) == len(registry)
    everything = [entry.id for entry in registry]
    assert len(everything) == len(set(everything))


def test_parents_and_successors_exist(registry: Registry) -> None:
    for entry in registry:
        for target in (entry.parent, entry.successor):
            assert not target or registry.entry(target), f"{entry.id}: {target}"
        assert entry.id not in (entry.parent, entry.successor)


def test_every_type_has_rows(registry: Registry) -> None:
    assert {entry.type for entry in registry} == TYPES


def test_no_chain_of_successors_is_a_ring(registry: Registry) -> None:
    for start in registry:
        seen: set[str] = set()
        entry: Entry | None = start
        while entry and entry.successor:
            assert entry.id not in seen, start.id
            seen.add(entry.id)
            entry = registry.entry(entry.successor)


def test_at_least_six_thousand_are_written_out(registry: Registry) -> None:
    assert len(registry) >= 6_000


def test_no_name_is_claimed_twice_without_a_rule(registry: Registry) -> None:
    """Two bodies may share a name where their dates or their regions differ, or where ambiguous.csv decides."""
    for name, _ in registry.names():
        if name in registry.ambiguities:
            continue
        for one, other in combinations(registry.candidates(name), 2):
            apart = bool(one.region and other.region and one.region != other.region)
            assert apart or not overlap(one, other), f"{name}: {one.id}, {other.id}"


def test_rules_speak_of_rows_that_bear_the_name(registry: Registry) -> None:
    for alias, rule in registry.ambiguities.items():
        assert rule.rule in RULES
        assert rule.why
        assert {entry.id for entry in registry.candidates(alias)} == set(rule.candidates), alias


def test_risky_names_are_names_and_sorted(registry: Registry) -> None:
    with (DATA / "risky.csv").open(encoding="utf-8", newline="") as file:
        names = [row["name"] for row in csv.DictReader(file)]
    assert names == sorted(set(names))
    assert all(registry.candidates(name) for name in names)
    assert all(registry.risky[name] for name in names)


@pytest.mark.parametrize(
    "word", ["대상", "태양", "진도", "당근", "모나리자", "공사", "예보", "연합", "남성", "신세계", "리버풀"]
)
def test_ordinary_words_are_risky(registry: Registry, word: str) -> None:
    assert registry.candidates(word)
    assert word in registry.risky


@pytest.mark.parametrize(
    "word", ["한국", "우리", "하나", "미래", "조선", "서울", "매일", "국민", "중앙", "도", "시", "군"]
)
def test_the_commonest_words_are_no_names_at_all(registry: Registry, word: str) -> None:
    assert registry.candidates(word) == ()


def test_files_are_written_as_they_are_read() -> None:
    for path in FILES:
        with path.open(encoding="utf-8", newline="") as file:
            assert tuple(next(csv.reader(file))) == HEADER
        assert path.read_bytes().count(b"\r") == 0


def test_every_sound_name_resolves_with_its_type(registry: Registry) -> None:
    path = Path(__file__).parent / "sound_names.csv"
    with path.open(encoding="utf-8", newline="") as file:
        types = {number: row["extra"] for number, row in enumerate(csv.DictReader(file), 2)}
    for checked in check_names(path, registry):
        assert checked.type == types[checked.line], checked
