"""``pressfacts why``: one fact, walked back to its rule, its sentence, its page and its run."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pipeline.cli.failures import Failure, ending

if TYPE_CHECKING:
    from extractors.rules import Rule
    from pipeline.store import Review, Store, Trace

_EXAMPLES = 3


@click.command()
@click.argument("id_", metavar="ID")
@click.option("--db", "path", required=True, type=click.Path(path_type=Path), help="The database.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def why(id_: str, path: Path, form: str) -> None:
    """Show where the fact with this ID (or the beginning of one) comes from.

    \b
    Example:
      pressfacts why --db press.db 3f2a9c0b12de
    """
    from pipeline.store import Store, StoreUnusable

    with ending(2, StoreUnusable), Store.open(path, create=False, readonly=True) as store:
        record = _record(_find(store, id_.lower(), path))
    if form == "json":
        click.echo(json.dumps(record, ensure_ascii=False, indent=1))
        return
    width = max(map(len, record))
    for name, told in record.items():
        for number, line in enumerate(told if isinstance(told, list) else [told]):
            click.echo(f"{'' if number else name:{width}}  {line}")


def _find(store: Store, id_: str, path: Path) -> Trace:
    ids = store.fact_ids(id_, 6) if id_.isalnum() else ()
    if not ids:
        raise Failure(f"{path}: holds no fact {id_}; pressfacts facts shows the ids there are", 2)
    if len(ids) > 1 and ids[0] != id_:
        told = ", ".join(ids[:5]) + ("" if len(ids) < 6 else " …")
        raise Failure(f"{path}: {id_} begins more than one id ({told}); give more of it", 2)
    trace = store.trace(ids[0])
    assert trace is not None
    return trace


def _record(trace: Trace) -> dict[str, Any]:
    from extractors.facts import Institution
    from extractors.forms import reading_form

    row, fact = trace.row, trace.row.fact
    start, end = fact.start - row.sentence_start, fact.end - row.sentence_start
    qualifiers = () if isinstance(fact, Institution) else fact.qualifiers
    revision = f"{row.revision} ({trace.revision_reason}{'' if trace.latest else ', not the latest'})"
    moved = f" → {trace.final_url}" if trace.final_url not in (None, trace.fetched_url) else ""
    return {
        "fact": row.id,
        "kind": fact.kind,
        "quote": fact.text,
        "reading": reading_form(fact),
        "sentence": " ".join(f"{row.sentence[:start]}[{row.sentence[start:end]}]{row.sentence[end:]}".split()),
        "qualifiers": [f"{word.text} ({word.start}–{word.end})" for word in qualifiers] or "none",
        "rule": _rule(fact.rule),
        "article": [row.title or "(no title)", row.url or row.article],
        "publisher": row.publisher or "unknown",
        "published": row.published.isoformat() if row.published else "unknown",
        "revision": f"{revision}, characters {fact.start}–{fact.end} of its text",
        "fetched": f"{trace.fetched_at.isoformat()}, status {trace.status}, {trace.fetched_url}{moved}",
        "page": f"sha256 {trace.page}",
        "run": f"{trace.run} ({trace.run_command}), began {trace.run_started.isoformat()}",
        "versions": f"pressfacts {trace.pressfacts_version}, cleaner {trace.cleaner_version}, "
        f"extractors {row.extractor_version}",
        "reviews": [_word(review) for review in trace.reviews] or "none",
    }


def _word(review: Review) -> str:
    from extractors.forms import reading_form

    said = f"{review.verdict} by {review.reviewer}, {review.at:%Y-%m-%d %H:%M} UTC: {reading_form(review.fact)}"
    return said if review.note is None else f"{said} ({review.note})"


def _rule(name: str) -> list[str]:
    rule = _rules().get(name)
    if rule is None:
        return [f"{name} (not among the rules of this version)"]
    reads = [f"reads {text} as {reading}" for text, reading in list(rule.yes.items())[:_EXAMPLES]]
    return [f"{name}: {rule.about}", *reads, *(f"reads none in {text}" for text in rule.no[:_EXAMPLES])]


def _rules() -> dict[str, Rule]:
    from extractors import institutions, numbers

    return {rule.name: rule for rule in (*numbers.RULES, *institutions.RULES)}
