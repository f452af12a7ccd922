"""A text's institutions: found, named, and remembered where they stand again."""

from __future__ import annotations

from extractors.facts import Context, Institution
from extractors.institutions.finding import find
from extractors.institutions.memory import remember
from extractors.institutions.naming import name_all, read_setting
from extractors.institutions.scanner import compile_scanner
from extractors.registry import Registry, load_registry


def read(text: str, context: Context = Context(), registry: Registry | None = None) -> tuple[Institution, ...]:
    """Return the institutions of a text, sorted and not overlapping, by our registry where no other is given."""
    scanner = compile_scanner(registry or load_registry())
    found = find(text, scanner)
    if not found:
        return ()
    named = name_all(found, scanner, read_setting(text, context, found))
    return tuple(
        Institution(
            start=one.start,
            end=one.end,
            text=text[one.start : one.end],
            canonical=who.canonical,
            type=who.type,
            resolution=who.resolution,
            registry_id=who.registry_id,
            rule=one.rule,
        )
        for one, who in remember(text, named)
    )
