"""``pressfacts reviews``: what reviewers said as gold data and for other tools, and back."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pipeline.cli.failures import BAD_INPUT, Failure, ending, open_for_run

if TYPE_CHECKING:
    from pipeline.jobs.gold import GoldLine

_DATABASE = click.option("--db", "path", required=True, type=click.Path(path_type=Path), help="The database.")
_TOLD = 10


@click.group()
def reviews() -> None:
    """Take what reviewers said away as gold data, or bring it back.

    \b
    Example:
      pressfacts reviews export --db press.db > gold.jsonl
    """


@reviews.command()
@_DATABASE
@click.option("--complete", is_flag=True, help="Only articles in which every fact was judged.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["jsonl", "label-studio", "doccano"]),
    default="jsonl",
    show_default=True,
    help="jsonl: gold lines with the reviews, which import takes back. The others load in the tool of that name.",
)
def export(path: Path, complete: bool, form: str) -> None:
    """Print the reviewed articles with the facts that reviewers hold to be right.

    \b
    Example:
      pressfacts reviews export --db press.db --complete > gold.jsonl
      pressfacts reviews export --db press.db --format label-studio > tasks.json
    """
    from pipeline.jobs.gold import gold_records
    from pipeline.store import Store, StoreUnusable

    with ending(BAD_INPUT, StoreUnusable), Store.open(path, create=False, readonly=True) as store, store.one_state():
        for line in _FORMS[form](gold_records(store, complete=complete)):
            click.echo(line)


@reviews.command(name="import")
@_DATABASE
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--reviewer", help="Whose word it is where the lines hold facts and no reviews: the name of an account.")
def import_(path: Path, file: Path, reviewer: str | None) -> None:
    """Bring reviews back from FILE: what is there already is left as it is, and all of it is stored or none.

    Lines with facts and no reviews are taken as one reviewer's word on every fact of the kinds that FILE holds.

    \b
    Example:
      pressfacts reviews import --db press.db gold.jsonl
      pressfacts reviews import --db press.db --reviewer 지우 annotated.jsonl
    """
    from pipeline.jobs.gold import take_gold
    from pipeline.store import ReviewConflict, ReviewRefused

    with open_for_run(path, create=False) as store:
        who = None if reviewer is None else _account(path, reviewer)
        lines = _read_lines(file)
        kinds = frozenset(fact.kind for _, gold in lines for fact in gold.facts)
        words = 0
        with store.together():
            for number, gold in lines:
                try:
                    words += take_gold(store, gold, reviewer=who, kinds=kinds)
                except (ReviewRefused, ReviewConflict) as refused:
                    raise Failure(f"{file}:{number}: {refused}; nothing was stored", BAD_INPUT) from None
    click.echo(f"{path}: {words} words new, from {len(lines)} articles")


def _account(path: Path, name: str) -> str:
    from pipeline.store import Accounts, accounts_path

    if accounts_path(path).exists():
        with Accounts.open(path) as accounts:
            for one in accounts.all():
                if one.name == name:
                    return one.id
    raise Failure(f"{name}: has no account; make one with pressfacts reviewer add --db {path} {name}", BAD_INPUT)


def _read_lines(file: Path) -> list[tuple[int, GoldLine]]:
    from pipeline.cli.failures import read_bytes
    from pipeline.jobs.gold import GoldUnreadable, read_gold

    try:
        text = read_bytes(file).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Failure(f"{file}: not UTF-8 (byte {error.start}); save it as UTF-8", BAD_INPUT) from None
    except OSError as error:
        raise Failure(f"{file}: {error.strerror or error}", BAD_INPUT) from None
    read: list[tuple[int, GoldLine]] = []
    bad: list[str] = []
    # Not splitlines: a text may hold other ends of lines, which JSON leaves as they are.
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            try:
                read.append((number, read_gold(line)))
            except GoldUnreadable as error:
                bad.append(f"{file}:{number}: {error}")
    for told in bad[:_TOLD]:
        click.echo(f"pressfacts: {told}", err=True)
    if bad:
        raise Failure(f"{file}: {len(bad)} lines cannot be read (see above); nothing was stored", BAD_INPUT)
    return read


def _lines(records: Iterable[dict[str, Any]]) -> Iterator[str]:
    return (json.dumps(record, ensure_ascii=False) for record in records)


def _label_studio(records: Iterable[dict[str, Any]]) -> Iterator[str]:
    """Yield one JSON list of tasks with an annotation each; offsets as JavaScript counts them, in UTF-16 units."""
    yield "["
    comma = ""
    for record in records:
        text = record["text"]
        result = [
            {
                "id": f"{fact['kind']}-{fact['start']}-{fact['end']}",
                "from_name": "label",
                "to_name": "text",
                "type": "labels",
                "value": {
                    "start": _units(text, fact["start"]),
                    "end": _units(text, fact["end"]),
                    "text": fact["text"],
                    "labels": [fact["kind"]],
                },
                "meta": {"text": [json.dumps(fact, ensure_ascii=False)]},
            }
            for fact in record["facts"]
        ]
        data = {name: record[name] for name in ("text", "id", "url", "title", "published", "publisher")}
        yield comma + json.dumps({"data": data, "annotations": [{"result": result}]}, ensure_ascii=False)
        comma = ","
    yield "]"


def _units(text: str, offset: int) -> int:
    return len(text[:offset].encode("utf-16-le")) // 2


def _doccano(records: Iterable[dict[str, Any]]) -> Iterator[str]:
    """Yield lines for a sequence labelling project; its offsets are in code points, as ours are."""
    for record in records:
        label = [[fact["start"], fact["end"], fact["kind"]] for fact in record["facts"]]
        yield json.dumps({"text": record["text"], "label": label, "article": record["id"]}, ensure_ascii=False)


_FORMS: dict[str, Callable[[Iterable[dict[str, Any]]], Iterator[str]]] = {
    "jsonl": _lines,
    "label-studio": _label_studio,
    "doccano": _doccano,
}
