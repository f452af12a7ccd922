"""How facts travel in a spaCy Doc: as plain values in ``doc.user_data``, so that bytes and ``DocBin`` carry them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import fields
from decimal import Decimal
from operator import attrgetter
from typing import Any

from spacy.tokens import Doc, Span

from extractors.facts import KINDS, Amount, Count, Fact, Institution, Qualifier
from extractors.sentences import split_sentences

_KEY = "pressfacts"
_SENTENCES = "sentences"
_NAMES = {kind: tuple(field.name for field in fields(cls)) for kind, cls in KINDS.items()}
# Where value, low and high stand in the records of amounts and counts.
_NUMBERS = tuple(_NAMES["amount"].index(name) for name in ("value", "low", "high"))
_VALUES = {kind: attrgetter(*names) for kind, names in _NAMES.items()}


def keep_facts(doc: Doc, facts: Iterable[Fact], kinds: Collection[str], text: str) -> None:
    """Lay the facts down in the Doc, and that these kinds were read (a kind without facts included).

    Where its sentences begin goes with them: joining a Doc's words again to ``doc.text`` costs more than finding them.
    """
    kept: dict[str, list[Any]] = {kind: [] for kind in kinds}
    kept[_SENTENCES] = [start for start, _ in split_sentences(text)]
    for fact in facts:
        kept[fact.kind].append(_plain(fact))
    doc.user_data[_KEY] = kept


def fact_edges(doc: Doc, kind: str) -> list[tuple[int, int]] | None:
    """Return only where the facts of a kind stand."""
    records = doc.user_data.get(_KEY, {}).get(kind)
    return None if records is None else [(record[0], record[1]) for record in records]


def sentence_starts(doc: Doc) -> list[int]:
    """Return where the Doc's sentences begin."""
    starts: list[int] | None = doc.user_data.get(_KEY, {}).get(_SENTENCES)
    return [start for start, _ in split_sentences(doc.text)] if starts is None else starts


def fact_of(span: Span) -> Fact | None:
    """Return the fact that this span of ``doc.spans`` stands for; None for any other span."""
    start, end = span.start_char, span.end_char
    label = span.label_.lower()
    for kind in (label,) if label in KINDS else KINDS:
        for record in span.doc.user_data.get(_KEY, {}).get(kind, ()):
            # Of a part that as_doc() cut out the offsets are no longer those of the records.
            if record[0] == start and record[1] == end and record[2] == span.text:
                return _revive(kind, record)
    return None


def _plain(fact: Fact) -> list[Any]:
    values = list(_VALUES[fact.kind](fact))
    if isinstance(fact, (Amount, Count)):
        for at in _NUMBERS:
            if isinstance(values[at], Decimal):
                values[at] = str(values[at])
    return values


def _revive(kind: str, record: list[Any]) -> Fact:
    named = dict(zip(_NAMES[kind], record, strict=True))
    cls = KINDS[kind]
    if cls is not Institution:
        named["qualifiers"] = tuple(Qualifier(*word) for word in named["qualifiers"])
        if kind != "duration":
            for name in ("value", "low", "high"):
                if isinstance(named[name], str):
                    named[name] = Decimal(named[name])
    return cls(**named)
