"""``pressfacts extract``: texts in, facts out."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from io import BufferedReader
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import click

from pipeline.cli.failures import Failure, read_bytes

if TYPE_CHECKING:
    from extractors import Context


@dataclass(slots=True)
class _Lines:
    """The lines of one JSON lines input, with those that could not be read counted and told."""

    name: str
    stream: BufferedReader
    bad: int = 0

    def items(self) -> Iterator[tuple[Any, str, Context]]:
        for number, line in enumerate(self.stream, 1):
            if not line.strip():
                continue
            try:
                item = _parse(line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line)
            except ValueError as error:
                self.bad += 1
                click.echo(f"pressfacts: {self.name}:{number}: {error}", err=True)
            else:
                yield item


@click.command()
@click.argument("file", default="-", type=click.Path(path_type=Path, allow_dash=True))
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "jsonl"]),
    default="table",
    show_default=True,
    help="table: FILE is one plain text. jsonl: lines {id, text, title?, published?, publisher?} in, {id, facts} out.",
)
def extract(file: Path, form: str) -> None:
    """Print the facts of FILE, or of standard input.

    \b
    Example:
      echo '시는 5년간 120억원을 지원한다.' | pressfacts extract
      pressfacts extract --format jsonl articles.jsonl > facts.jsonl
    """
    if form == "table":
        _show(file)
        return
    if str(file) == "-":
        _extract_lines("standard input", cast(BufferedReader, sys.stdin.buffer), one_by_one=True)
        return
    with _open(file) as stream:
        _extract_lines(str(file), stream, one_by_one=False)


def _open(file: Path) -> BufferedReader:
    try:
        return file.open("rb")
    except FileNotFoundError:
        raise Failure(f"{file}: there is no such file", 2) from None
    except IsADirectoryError:
        raise Failure(f"{file}: is a folder; name a file in it", 2) from None
    except OSError as error:
        raise Failure(f"{file}: {error.strerror}", 2) from error


def _extract_lines(name: str, stream: BufferedReader, *, one_by_one: bool) -> None:
    from extractors import as_record
    from extractors import extract as extract_facts

    if b"\0" in stream.peek(1):
        raise Failure(f"{name}: is binary or UTF-16, not JSON lines in UTF-8", 2)
    lines = _Lines(name=name, stream=stream)
    write = sys.stdout.buffer.write
    for id_, text, context in lines.items():
        write(_encode({"id": id_, "facts": [as_record(fact) for fact in extract_facts(text, context).facts]}))
        if one_by_one:
            sys.stdout.buffer.flush()
    sys.stdout.buffer.flush()
    if lines.bad:
        raise Failure(f"{name}: {lines.bad} line{'s'[: lines.bad != 1]} could not be read and gave no facts", 2)


def _encode(record: dict[str, Any]) -> bytes:
    try:
        return json.dumps(record, ensure_ascii=False).encode() + b"\n"
    except UnicodeEncodeError:
        # A lone surrogate has no UTF-8 form; as an escape it reads back as the same text.
        return json.dumps(record).encode() + b"\n"


def _parse(line: bytes) -> tuple[Any, str, Context]:
    from extractors import Context

    try:
        record = json.loads(line, parse_constant=_refuse_constant)
    except UnicodeDecodeError as error:
        raise ValueError(f"not UTF-8 (byte {error.start}); save the file as UTF-8") from None
    except json.JSONDecodeError as error:
        raise ValueError(f"not a JSON line ({error.msg} at column {error.colno})") from None
    except RecursionError:
        raise ValueError("not a JSON line that can be read (nested too deep)") from None
    except ValueError as error:
        # Python reads no integer of more than 4,300 digits.
        told = error if str(error).startswith("JSON has no") else "a number in it has too many digits"
        raise ValueError(f"not a JSON line that can be read ({told})") from None
    if not isinstance(record, dict):
        raise ValueError('not a JSON object; write {"id": …, "text": …}')
    text = record.get("text")
    if not isinstance(text, str):
        raise ValueError(f'"text" {"is missing" if text is None else "is not a string"}')
    named = {name: record.get(name) for name in ("title", "publisher", "published")}
    for name, value in named.items():
        if value is not None and not isinstance(value, str):
            raise ValueError(f'"{name}" is not a string')
    published = None
    if named["published"]:
        try:
            published = datetime.fromisoformat(named["published"])
        except ValueError:
            raise ValueError(f'"published" is not an ISO 8601 time: {named["published"]!r}') from None
    return record.get("id"), text, Context(published=published, title=named["title"], publisher=named["publisher"])


def _refuse_constant(name: str) -> None:
    raise ValueError(f"JSON has no {name}")


def _show(file: Path) -> None:
    from extractors import extract as extract_facts
    from pipeline.cli.tables import facts_table, print_table

    try:
        data = sys.stdin.buffer.read() if str(file) == "-" else read_bytes(file)
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Failure(f"{file}: not UTF-8 text (byte {error.start}); try `pressfacts clean {file}`", 2) from error
    except OSError as error:
        raise Failure(f"{file}: {error}", 2) from error
    print_table(facts_table(extract_facts(text).facts))
