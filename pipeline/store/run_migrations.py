"""The numbered steps of long runs: what one that is cut off leaves to the next."""

from __future__ import annotations

from sqlite_utils import Database

from pipeline.store.review_migrations import migrations

__all__ = ["migrations"]


@migrations()
def m010_reached(db: Database) -> None:
    """How far a run that reads every article again has come."""
    db.executescript("ALTER TABLE runs ADD COLUMN reached TEXT;")
