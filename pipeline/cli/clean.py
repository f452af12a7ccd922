"""``pressfacts clean``: saved pages in, articles out."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pipeline.cli.failures import Failure, read_bytes

if TYPE_CHECKING:
    from pipeline.model import Article


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path, allow_dash=True))
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "jsonl"]),
    default="text",
    show_default=True,
    help="text: for reading. jsonl: a line {path, url, title, byline, published, publisher, text, captions, …} a file.",
)
@click.option("--explain", is_flag=True, help="Show the candidates of each field, their source, and which won.")
def clean(files: tuple[Path, ...], form: str, explain: bool) -> None:
    """Print the article of each of FILES (HTML, or text saved from a page; - reads one from standard input).

    \b
    Example:
      pressfacts clean page.html
      pressfacts clean --format jsonl pages/*.html > articles.jsonl
    """
    refused = 0
    for file in files:
        try:
            body = sys.stdin.buffer.read() if str(file) == "-" else read_bytes(file)
            lines = _explained(body) if explain else _cleaned(file, body, form)
        except (OSError, _Refused) as error:
            refused += 1
            click.echo(f"pressfacts: {_name(file)}: {error}", err=True)
            continue
        except Exception as error:
            # The page that breaks us costs no other its article.
            refused += 1
            click.echo(
                f"pressfacts: {_name(file)}: pressfacts broke on it ({_cause(error)}); please report it", err=True
            )
            continue
        click.echo(lines)
    if refused and len(files) > 1:
        raise Failure(f"{refused} of {len(files)} files gave no article", 1)
    if refused:
        raise click.exceptions.Exit(1)


def _cause(error: Exception) -> str:
    from pipeline.jobs.reading import describe

    return describe(error)


class _Refused(Exception):
    """What was read is no article."""


def _name(file: Path) -> str:
    return "standard input" if str(file) == "-" else str(file)


def _cleaned(file: Path, body: bytes, form: str) -> str:
    from pipeline.clean import clean as clean_page
    from pipeline.model import NotAnArticle

    try:
        article = clean_page(body)
    except NotAnArticle as refusal:
        raise _Refused(f"{refusal.detail} ({refusal.reason})") from refusal
    if form == "jsonl":
        return json.dumps(article_record(str(file), article), ensure_ascii=False)
    published = article.published.isoformat(timespec="minutes") if article.published else "no date"
    head = [article.title or "(no title)", " · ".join([article.publisher or "?", published, *article.byline])]
    return "\n".join([*head, article.url or "", "", article.text, *(f"[{caption}]" for caption in article.captions)])


def _explained(body: bytes) -> str:
    from pipeline.clean import explain
    from pipeline.model import NotAnArticle

    try:
        return str(explain(body))
    except NotAnArticle as refusal:
        raise _Refused(f"{refusal.detail} ({refusal.reason})") from refusal


def article_record(path: str, article: Article) -> dict[str, Any]:
    """Return an article as JSON values; unknown is null, times are ISO 8601 with their offset."""
    return {
        "path": path,
        "url": article.url,
        "title": article.title,
        "byline": list(article.byline),
        "published": article.published.isoformat() if article.published else None,
        "publisher": article.publisher,
        "text": article.text,
        "captions": list(article.captions),
        "updated": article.updated.isoformat() if article.updated else None,
        "subtitles": list(article.subtitles),
        "section": article.section,
        "language": article.language,
        "image": article.image,
        "encoding": article.encoding,
        "replaced": article.replaced,
        "layout": article.layout,
        "warnings": list(article.warnings),
        "cleaner_version": article.cleaner_version,
    }
