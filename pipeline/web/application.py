"""The application that a server runs: Datasette with our plugin, behind the gate."""

from __future__ import annotations

from pathlib import Path

from pipeline.report import STATIC as REPORT_STATIC
from pipeline.store import Accounts, datasette_metadata
from pipeline.web.desk import Desk
from pipeline.web.gate import Application, Gate
from pipeline.web.places import Place
from pipeline.web.plugin import STATIC, PressfactsPlugin
from pipeline.web.sessions import Sessions

_SETTINGS = {
    "allow_download": False,
    "sql_time_limit_ms": 2000,
    "facet_time_limit_ms": 400,
    "max_returned_rows": 2000,
    "template_debug": False,
    "trace_debug": False,
}


async def build_application(path: Path, *, place: Place, sessions: Sessions, accounts: Accounts | None) -> Application:
    """Return the ASGI application that serves the database at ``path``.

    ``accounts`` None: nobody can log in, and the forms' tokens last as long as the process.
    """
    from datasette.app import Datasette
    from datasette.plugins import pm

    plugin = PressfactsPlugin(database=path.stem, desk=Desk(path), sessions=sessions)
    pm.register(plugin)
    datasette = Datasette(
        [str(path)],
        metadata=datasette_metadata(path.stem),
        settings=_SETTINGS | {"force_https_urls": place.secure},
        secret=None if accounts is None else accounts.secret("forms"),
        template_dir=str(STATIC.with_name("templates")),
        static_mounts=[("-/pressfacts", str(STATIC)), ("-/pressfacts-report", str(REPORT_STATIC))],
    )
    await datasette.invoke_startup()
    return Gate(datasette.app(), place=place, sessions=sessions)
