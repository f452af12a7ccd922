"""Why a name that the registry knows is read as an institution where it stands, or is not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from extractors.facts import Context, Institution
from extractors.institutions.edges import tail
from extractors.institutions.finding import is_elsewise
from extractors.institutions.reading import read
from extractors.institutions.scanner import Name, compile_scanner
from extractors.registry import Registry, load_registry


@dataclass(frozen=True, slots=True, kw_only=True)
class Considered:
    """A place where an institution stands, or a known name that is none there, and why not."""

    start: int
    end: int
    text: str
    institution: Institution | None = None
    reason: str | None = None


def explain(text: str, context: Context = Context(), registry: Registry | None = None) -> tuple[Considered, ...]:
    """Return the institutions of a text and the known names that are none in it, in their order.

    A name that no registry knows and no ending gives away is not among them.
    """
    registry = registry or load_registry()
    read_as = read(text, context, registry)
    considered = [Considered(start=one.start, end=one.end, text=one.text, institution=one) for one in read_as]
    considered += _turned_away(text, read_as, registry)
    return tuple(sorted(considered, key=lambda one: (one.start, one.institution is None)))


def _turned_away(text: str, read_as: tuple[Institution, ...], registry: Registry) -> Iterator[Considered]:
    for end, (size, name, _, _) in compile_scanner(registry).hits(text):
        start = end - size
        begins = start == 0 or not text[start - 1].isalnum()
        if name is None or not begins or any(one.start < end and start < one.end for one in read_as):
            continue
        yield Considered(start=start, end=end, text=text[start:end], reason=_why_not(text, start, end, name))


def _why_not(text: str, start: int, end: int, name: Name) -> str:
    if tail(text, end) is None:
        return "the word goes on behind it"
    if is_elsewise(text, start, end, name):
        return "what stands beside it makes it something else: a road, a medium, a venue, a credit"
    if name.risky:
        return "an ordinary word too, and nothing beside it says that the institution is meant"
    return "nothing beside it says that the institution is meant"
