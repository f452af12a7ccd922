"""The report as a page: the pictures of ``pressfacts report``, each group of sentences beside its rows in Datasette."""

from __future__ import annotations

from importlib.metadata import version
from typing import Literal

from datasette.utils.asgi import Response

from pipeline.model import KST
from pipeline.report import report_body
from pipeline.web.calls import Call, language_of
from pipeline.web.report_making import ReportMaking

_MAKING = ReportMaking()


async def show_report(call: Call) -> Response:
    """Show the pictures as they were last counted, and when; without any yet, a page that turns into them."""
    made, counting = _MAKING.ask(call.desk.path)
    if made is None:
        return await call.page("report_waits.html", status=202)
    language: Literal["ko", "en"] = "en" if language_of(call.request) == "en" else "ko"
    body = report_body(made.report, language=language, version=version("pressfacts"), database=f"/{call.database}")
    counted = made.at.astimezone(KST).isoformat(" ", "seconds")
    return await call.page("report_page.html", body=body, counted=counted, counting=counting)
