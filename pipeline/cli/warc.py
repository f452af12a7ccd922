"""``pressfacts warc``: the raw pages as a WARC file."""

from __future__ import annotations

import mimetypes
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cli.failures import LOST, Failure, ending
from pipeline.cli.outputs import check_place

if TYPE_CHECKING:
    from pipeline.store import PageSeen, Store
    from pipeline.warc_writing import KeptPage, WarcWriter


@click.command()
@click.option("--db", "path", required=True, type=click.Path(path_type=Path), help="The database.")
@click.option("--out", required=True, type=click.Path(path_type=Path), help="The new file: pages.warc.gz.")
def warc(path: Path, out: Path) -> None:
    """Write the raw pages to a WARC file that archives' tools read; add reads it back, or crawl as a source's warcs.

    Pages belong to their publishers: what may be passed on is theirs to say.

    \b
    Example:
      pressfacts warc --db press.db --out pages.warc.gz
    """
    import extractors
    from pipeline.store import Store, StoreUnusable, pages_path
    from pipeline.warc_writing import WarcWriter

    if not out.name.endswith(".warc.gz"):
        raise Failure(f"{out}: name it so that it ends in .warc.gz", 2)
    check_place(out, path)
    part = out.with_name(out.name + ".part")
    try:
        with ending(2, StoreUnusable), Store.open(path, create=False, readonly=True) as store, store.one_state():
            if not pages_path(path).exists():
                raise Failure(f"{pages_path(path)}: no such file; raw pages are kept there, copy it along", 2)
            with part.open("wb") as stream:
                written, lost = _write(store, WarcWriter(stream, software=f"pressfacts/{extractors.__version__}"))
        part.replace(out)
    except OSError as error:
        raise Failure(f"{out}: cannot be written ({error.strerror}); name another folder", 2) from error
    finally:
        part.unlink(missing_ok=True)
    click.echo(f"{out}: {written:,} pages")
    if lost:
        raise Failure(f"{lost} pages are not in {pages_path(path)} and so not in {out} (named above)", LOST)


def _write(store: Store, writer: WarcWriter) -> tuple[int, int]:
    from pipeline.store import PageMissing

    written = lost = 0
    for seen in store.pages_seen():
        try:
            body = store.page(seen.page)
        except PageMissing as problem:
            lost += 1
            click.echo(f"pressfacts: {seen.place}: {problem}", err=True)
            continue
        writer.write(_kept(seen, body))
        written += 1
    return written, lost


def _kept(seen: PageSeen, body: bytes) -> KeptPage:
    from pipeline.warc_writing import KeptPage

    answered = seen.place.startswith(("http://", "https://"))
    url, content_type = seen.place, seen.content_type
    if not answered:
        url = seen.address or Path(seen.place).absolute().as_uri()
        content_type = content_type or mimetypes.guess_type(seen.place)[0]
    return KeptPage(
        url=url,
        answered=answered,
        at=seen.at,
        content_type=content_type,
        etag=seen.etag,
        last_modified=seen.last_modified,
        body=body,
    )
