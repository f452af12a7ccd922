"""``pressfacts search``: articles by their words, ranked or newest first."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pipeline.cli.failures import ending
from pipeline.cli.filters import LIMIT, WORDS, check_days, read_day, read_limits

if TYPE_CHECKING:
    from pipeline.store import Hit, SearchAnswer, Snippet


@click.command()
@click.argument("words", nargs=-1, required=True, type=WORDS, metavar="WORDS...")
@click.option("--db", "path", required=True, type=click.Path(path_type=Path), help="The database.")
@click.option("--newest", is_flag=True, help="Newest first, in place of best first.")
@click.option("--publisher", type=WORDS, help="Only articles of this outlet.")
@click.option("--since", help="Published on or after this day (2025-03-01).")
@click.option("--until", help="Published before this day.")
@click.option("--kind", type=click.Choice(["institution", "amount", "duration", "count"]), help="With such a fact.")
@click.option("--min", "least", help="With a fact of at least this: 10억원, 3000, 2년.")
@click.option("--max", "most", help="With a fact of at most this.")
@click.option("--institution", type=WORDS, help="That name it, under an alias or a former name too.")
@click.option("--limit", type=LIMIT, default=20, show_default=True, help="At most so many articles.")
@click.option("--format", "form", type=click.Choice(["text", "jsonl"]), default="text", show_default=True)
def search(words: tuple[str, ...], path: Path, form: str, newest: bool, limit: int, **narrow: Any) -> None:
    """Find articles that hold all of the WORDS, in title or text, whatever particles follow them.

    "two words" are a phrase; AND, OR, NOT and brackets work; -word within one argument is NOT.

    \b
    Example:
      pressfacts search --db press.db 대학 예산
      pressfacts search --db press.db '예산 -국방'
      pressfacts search --db press.db '"연구 개발" (예산 OR 지원금) NOT 국방' --newest --kind amount --min 10억원
    """
    from pipeline.asking import name_institution
    from pipeline.store import FactQuery, SearchQuery, SearchUnreadable, Store, StoreUnusable

    since, until = read_day(narrow["since"], "--since"), read_day(narrow["until"], "--until")
    check_days(since, until)
    facts = FactQuery(**read_limits(narrow["least"], narrow["most"], kind=narrow["kind"]))
    query = SearchQuery(
        text=" ".join(words),
        publisher=narrow["publisher"],
        since=since,
        until=until,
        facts=None if facts == FactQuery() else facts,
        institution=name_institution(narrow["institution"]),
        ranked=not newest,
        limit=limit,
    )
    with (
        ending(2, StoreUnusable, SearchUnreadable),
        Store.open(path, create=False, readonly=True) as store,
    ):
        answer = store.search(query)
    _WRITERS[form](answer)


def _write_text(answer: SearchAnswer) -> None:
    for hit in answer.hits:
        day = f"{hit.published:%Y-%m-%d %H:%M}" if hit.published else "undated"
        click.echo(f"{_marked(hit.title) or '(no title)'}\n  {day}  {hit.publisher or ''}  {hit.url or hit.article}")
        click.echo(f"  {_marked(hit.text)}\n")
    _tell(answer)


def _write_lines(answer: SearchAnswer) -> None:
    for hit in answer.hits:
        click.echo(json.dumps(_record(hit), ensure_ascii=False))
    _tell(answer)


def _record(hit: Hit) -> dict[str, Any]:
    return {
        "article": hit.article,
        "url": hit.url,
        "publisher": hit.publisher,
        "published": hit.published.isoformat() if hit.published else None,
        "title": hit.title.text,
        "title_marks": hit.title.marks,
        "snippet": hit.text.text,
        "snippet_marks": hit.text.marks,
        "score": hit.score,
    }


def _tell(answer: SearchAnswer) -> None:
    if answer.cut:
        told = f"more than {answer.ranked:,} articles match; the newest {answer.ranked:,} of them are ranked"
        click.echo(f"pressfacts: {told}; narrow the search by a word or --since for the rest", err=True)
    elif not answer.hits:
        click.echo("pressfacts: no article matches", err=True)


def _marked(snippet: Snippet) -> str:
    # Styles leave a pipe alone; brackets say there what bold says on a terminal.
    parts, last = [], 0
    for start, end in snippet.marks:
        parts += [snippet.text[last:start], click.style(f"[{snippet.text[start:end]}]", bold=True)]
        last = end
    return "".join([*parts, snippet.text[last:]])


_WRITERS = {"text": _write_text, "jsonl": _write_lines}
