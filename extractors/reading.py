"""All facts of a text: the readers of the four kinds over one scan form, with offsets into the text as given."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from extractors import institutions, numbers
from extractors.facts import ALL_KINDS, Context, Fact, Institution, Qualifier
from extractors.normalise import ScanForm, scan_form
from extractors.registry import load_own_registry


def read(text: str, context: Context = Context(), kinds: Collection[str] = ALL_KINDS) -> tuple[Fact, ...]:
    """Return the facts of the wanted kinds, sorted by start; ``text[fact.start:fact.end] == fact.text`` for each.

    Amounts, durations and counts are read together and never overlap; an institution may stand inside of none of
    them. Any text is accepted: NFD, lone surrogates and NULs included.
    """
    form = scan_form(text)
    facts: list[Fact] = []
    if any(kind != "institution" for kind in kinds):
        facts += (fact for fact in numbers.read(form.text, context) if fact.kind in kinds)
    if "institution" in kinds:
        facts += institutions.read(form.text, context, load_own_registry())
        facts.sort(key=lambda fact: (fact.start, fact.end))
    if form.text is text:
        return tuple(facts)
    return tuple(_in_given_text(fact, form, text) for fact in facts)


def _in_given_text(fact: Fact, form: ScanForm, text: str) -> Fact:
    origin = form.origin

    def given(offset: int) -> int:
        return offset if origin is None else origin[offset]

    start, end = given(fact.start), given(fact.end)
    if isinstance(fact, Institution):
        return replace(fact, start=start, end=end, text=text[start:end])
    qualifiers = tuple(
        Qualifier(given(word.start), given(word.end), text[given(word.start) : given(word.end)])
        for word in fact.qualifiers
    )
    return replace(fact, start=start, end=end, text=text[start:end], qualifiers=qualifiers)
