"""The sentences behind the marks, each group under a name that its mark leads to."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote, urlencode

from pipeline.store import Evidence, Sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """What a reader sees who follows a mark."""

    key: str
    title: str
    sentences: tuple[Sentence, ...]
    rows: str | None
    """The address of the table that holds them all, on a served page."""


class Groups:
    """Collects the groups of a report; ``database`` is the path of a served database."""

    def __init__(self, database: str | None = None) -> None:
        self._database = database
        self.all: list[Group] = []

    def add(self, title: str, evidence: Evidence) -> str:
        """Keep a mark's sentences and return the key that leads to them."""
        key = f"s{len(self.all) + 1}"
        rows = None
        if self._database is not None:
            rows = f"{self._database}/{quote(evidence.table)}?{urlencode(evidence.where)}"
        self.all.append(Group(key=key, title=title, sentences=evidence.sentences, rows=rows))
        return key
