"""What each part of a page says about a field, kept so that ``--explain`` can show it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One value that a source gives for a field."""

    field: str
    source: str
    value: str
    won: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What the sources offer for a field, and which offer won."""

    offers: tuple[tuple[str, str], ...]
    """(source, value), the best first."""
    winner: tuple[str, str] | None

    @property
    def value(self) -> str | None:
        """What won."""
        return self.winner[1] if self.winner is not None else None

    @property
    def values(self) -> tuple[str, ...]:
        """The several names that won."""
        return tuple(self.winner[1].split(", ")) if self.winner is not None else ()

    def candidates(self, field: str) -> list[Candidate]:
        """Return the offers as candidates of ``field``."""
        rows = dict.fromkeys(self.offers)
        return [Candidate(field=field, source=one[0], value=one[1], won=one == self.winner) for one in rows]
