"""The report as a page: the pictures of ``pressfacts report``, each group of sentences beside its rows in Datasette."""

from __future__ import annotations

import asyncio
from importlib.metadata import version
from pathlib import Path
from typing import Literal

from datasette.utils.asgi import Response

from pipeline.report import report_body
from pipeline.store import Report
from pipeline.web.calls import Call, language_of

_State = tuple[tuple[int, int], ...]
_counted: dict[Path, tuple[_State, Report]] = {}
# Counting reads every fact: two readers at once wait for one count.
_counting = asyncio.Lock()


async def show_report(call: Call) -> Response:
    """Show the pictures of the database as it is now; counted anew only where it has changed."""
    language: Literal["ko", "en"] = "en" if language_of(call.request) == "en" else "ko"
    report = await _count(call)
    body = report_body(report, language=language, version=version("pressfacts"), database=f"/{call.database}")
    return await call.page("report_page.html", body=body)


async def _count(call: Call) -> Report:
    async with _counting:
        path = call.desk.path
        state = _state(path)
        held = _counted.get(path)
        if held is None or held[0] != state:
            held = _counted[path] = state, await call.desk.read(lambda store: store.report())
        return held[1]


def _state(path: Path) -> _State:
    files = [file.stat() for file in (path, path.with_name(f"{path.name}-wal")) if file.exists()]
    return tuple((file.st_mtime_ns, file.st_size) for file in files)
