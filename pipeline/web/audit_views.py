"""The audit page, for admins: who has an account, what each said, who came in and who was refused."""

from __future__ import annotations

from datasette.utils.asgi import Response

from pipeline.store import AuditRow, ReviewerTally, Store
from pipeline.web.calls import Call
from pipeline.web.messages import catalogue

_ROWS = 200


async def show_audit(call: Call) -> Response:
    """Show the newest words, of one reviewer or of all, and the newest events of accounts."""
    asked = call.arguments.get("reviewer", "")

    def read(store: Store) -> tuple[tuple[ReviewerTally, ...], list[AuditRow]]:
        tallies = store.tally_reviewers()
        wanted = [tally.reviewer for tally in tallies if asked in {"", tally.reviewer}]
        rows = [row for reviewer in wanted for row in store.latest_reviews(reviewer, _ROWS)]
        return tallies, sorted(rows, key=lambda row: row.at, reverse=True)[:_ROWS]

    tallies, rows = await call.desk.read(read)
    accounts = call.sessions.accounts
    return await call.page(
        "audit.html",
        asked=asked,
        names=call.reviewer_names(),
        reviewers=() if accounts is None else accounts.all(),
        tallies={tally.reviewer: tally for tally in tallies},
        rows=rows,
        events=() if accounts is None else accounts.events(_ROWS),
        say_account=lambda what: _say_account(call, what),
    )


def _say_account(call: Call, what: str) -> str:
    # An event is kept as English words, as the command line shows it; one that an older version wrote stands as it is.
    key = f"account.{what.replace(' ', '_')}"
    return call.say(key) if key in catalogue() else what
