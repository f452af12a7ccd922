"""Reviewers, their passwords and sessions: a file of its own beside the database, which Datasette never opens."""

from __future__ import annotations

import hashlib
import os
import secrets
import sqlite3
import unicodedata
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from types import TracebackType
from typing import Self

from pipeline.store.columns import system_time
from pipeline.store.opening import connect, explained, write_transaction
from pipeline.store.passwords import AccountRefused, hash_password

SESSION_DAYS = 14
_TABLES = """
CREATE TABLE IF NOT EXISTS reviewers (
    id TEXT PRIMARY KEY, name TEXT NOT NULL UNIQUE, role TEXT NOT NULL CHECK (role IN ('reader', 'reviewer', 'admin')),
    password TEXT, created TEXT NOT NULL, disabled TEXT
);
CREATE TABLE IF NOT EXISTS sessions (
    token TEXT PRIMARY KEY, reviewer TEXT NOT NULL REFERENCES reviewers (id), created TEXT NOT NULL,
    expires TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS events (
    at TEXT NOT NULL, reviewer TEXT, name TEXT NOT NULL, what TEXT NOT NULL, address TEXT
);
CREATE INDEX IF NOT EXISTS events_at ON events (at);
CREATE TABLE IF NOT EXISTS secrets (name TEXT PRIMARY KEY, value TEXT NOT NULL);
"""


class Role(StrEnum):
    """What an account may do; each may what the one before may."""

    READER = "reader"
    REVIEWER = "reviewer"
    ADMIN = "admin"

    def may(self, needed: Role) -> bool:
        """Return whether this role includes the needed one."""
        order = list(Role)
        return order.index(self) >= order.index(needed)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviewer:
    """An account; only its ``id`` is written into the researcher's database."""

    id: str
    name: str
    role: Role
    created: datetime
    disabled: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountEvent:
    """Something that happened to accounts: a login, a refused one, a new reviewer."""

    at: datetime
    name: str
    what: str
    address: str | None


LOCAL = "local"
"""The id and name of the one reviewer who enters by the link that ``serve`` prints."""


def accounts_path(database: Path) -> Path:
    """Return where the accounts of a database stand: ``news.db`` has ``news.accounts.db``."""
    return database.with_name(f"{database.stem}.accounts.db")


class Accounts:
    """The accounts file of one database; made, for its owner alone, when it is first opened."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path = path
        self._connection = connection

    @classmethod
    def open(cls, database: Path) -> Self:
        """Return the accounts beside a database; raises StoreUnusable where the file cannot be made or written."""
        path = accounts_path(database)
        with explained(path):
            if not path.exists():
                # SQLite would make it readable for everyone.
                try:
                    os.close(os.open(path, os.O_CREAT | os.O_EXCL, 0o600))
                except OSError as error:
                    raise sqlite3.OperationalError("unable to open") from error
            connection = connect(path)
            try:
                connection.execute("PRAGMA journal_mode = WAL")
                connection.executescript(_TABLES)
            except sqlite3.DatabaseError:
                connection.close()
                raise
        return cls(path, connection)

    def close(self) -> None:
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # Accounts

    def add(self, name: str, password: str, role: Role = Role.REVIEWER) -> Reviewer:
        """Make an account; raises AccountRefused for a name that is taken or a password that is too short."""
        name = _clean_name(name)
        if self.find(name) is not None or name == LOCAL:
            raise AccountRefused(f"{name}: there is such a reviewer; choose another name")
        kept = hash_password(password)
        reviewer = Reviewer(id=f"r{secrets.token_hex(4)}", name=name, role=role, created=datetime.now(UTC))
        with write_transaction(self._connection, self.path):
            self._insert(reviewer, kept)
            self._record(reviewer.id, name, f"added as {role}", None)
        return reviewer

    def local(self) -> Reviewer:
        """Return the account of the one who sits at this machine; it has no password."""
        reviewer = self._one("id = ?", LOCAL)
        if reviewer is None:
            reviewer = Reviewer(id=LOCAL, name=LOCAL, role=Role.ADMIN, created=datetime.now(UTC))
            with write_transaction(self._connection, self.path):
                self._insert(reviewer, None)
        return reviewer

    def find(self, name: str) -> Reviewer | None:
        """Return the account of this name, disabled or not."""
        return self._one("name = ?", unicodedata.normalize("NFC", name))

    def all(self) -> tuple[Reviewer, ...]:
        """Return every account in the order of their making."""
        with explained(self.path):
            rows = self._connection.execute(f"SELECT {_COLUMNS} FROM reviewers ORDER BY created, id")  # noqa: S608
            return tuple(_reviewer(row) for row in rows)

    def can_log_in(self) -> bool:
        """Return whether anyone has a password and is not disabled."""
        with explained(self.path):
            row = self._connection.execute(
                "SELECT 1 FROM reviewers WHERE password IS NOT NULL AND disabled IS NULL LIMIT 1"
            ).fetchone()
        return row is not None

    def disable(self, name: str) -> None:
        """Close an account and end its sessions; what it reviewed stays. Raises AccountRefused for a name not there."""
        reviewer = self._existing(name)
        with write_transaction(self._connection, self.path):
            self._connection.execute(
                "UPDATE reviewers SET disabled = ? WHERE id = ? AND disabled IS NULL",
                (system_time(datetime.now(UTC)), reviewer.id),
            )
            self._connection.execute("DELETE FROM sessions WHERE reviewer = ?", (reviewer.id,))
            self._record(reviewer.id, reviewer.name, "disabled", None)

    def set_password(self, name: str, password: str) -> None:
        """Give an account a new password, open it if it was disabled, and end its sessions."""
        reviewer = self._existing(name)
        kept = hash_password(password)
        with write_transaction(self._connection, self.path):
            self._connection.execute(
                "UPDATE reviewers SET password = ?, disabled = NULL WHERE id = ?", (kept, reviewer.id)
            )
            self._connection.execute("DELETE FROM sessions WHERE reviewer = ?", (reviewer.id,))
            self._record(reviewer.id, reviewer.name, "new password", None)

    def password_hash(self, name: str) -> str | None:
        """Return what a password is checked against; None where nobody of this name may log in."""
        with explained(self.path):
            row = self._connection.execute(
                "SELECT password FROM reviewers WHERE name = ? AND disabled IS NULL",
                (unicodedata.normalize("NFC", name),),
            ).fetchone()
        return None if row is None else row[0]

    # Sessions

    def begin_session(self, reviewer: Reviewer, *, address: str | None, what: str) -> str:
        """Return the token of a new session; only its hash is kept."""
        token = secrets.token_urlsafe(32)
        now = datetime.now(UTC)
        row = (_digest(token), reviewer.id, system_time(now), system_time(now + timedelta(days=SESSION_DAYS)))
        with write_transaction(self._connection, self.path):
            self._connection.execute("DELETE FROM sessions WHERE expires < ?", (system_time(now),))
            self._connection.execute("INSERT INTO sessions VALUES (?, ?, ?, ?)", row)
            self._record(reviewer.id, reviewer.name, what, address)
        return token

    def session(self, token: str) -> Reviewer | None:
        """Return who a session belongs to; None where it ended or its account is disabled."""
        return self._one(
            "disabled IS NULL AND id = (SELECT reviewer FROM sessions WHERE token = ? AND expires > ?)",
            _digest(token),
            system_time(datetime.now(UTC)),
        )

    def end_session(self, token: str) -> None:
        """Forget a session."""
        with write_transaction(self._connection, self.path):
            self._connection.execute("DELETE FROM sessions WHERE token = ?", (_digest(token),))

    # What happened

    def record(self, name: str, what: str, *, address: str | None) -> None:
        """Write an event down, such as a refused login."""
        with write_transaction(self._connection, self.path):
            self._record(None, name[:100], what, address)

    def events(self, limit: int = 200) -> tuple[AccountEvent, ...]:
        """Return the latest events, newest first."""
        with explained(self.path):
            rows = self._connection.execute(
                "SELECT at, name, what, address FROM events ORDER BY at DESC, rowid DESC LIMIT ?", (limit,)
            ).fetchall()
        return tuple(
            AccountEvent(at=datetime.fromisoformat(at), name=name, what=what, address=address)
            for at, name, what, address in rows
        )

    def secret(self, name: str) -> str:
        """Return a lasting secret of this installation (it signs the tokens of forms), made when first asked for."""
        with write_transaction(self._connection, self.path):
            self._connection.execute("INSERT OR IGNORE INTO secrets VALUES (?, ?)", (name, secrets.token_hex(32)))
            (value,) = self._connection.execute("SELECT value FROM secrets WHERE name = ?", (name,)).fetchone()
        return str(value)

    def _insert(self, reviewer: Reviewer, kept: str | None) -> None:
        self._connection.execute(
            "INSERT OR IGNORE INTO reviewers (id, name, role, password, created) VALUES (?, ?, ?, ?, ?)",
            (reviewer.id, reviewer.name, reviewer.role, kept, system_time(reviewer.created)),
        )

    def _record(self, reviewer: str | None, name: str, what: str, address: str | None) -> None:
        row = (system_time(datetime.now(UTC)), reviewer, name, what, address)
        self._connection.execute("INSERT INTO events VALUES (?, ?, ?, ?, ?)", row)

    def _existing(self, name: str) -> Reviewer:
        reviewer = self.find(name)
        if reviewer is None or reviewer.id == LOCAL:
            raise AccountRefused(f"{name}: there is no such reviewer; pressfacts reviewer list shows them")
        return reviewer

    def _one(self, condition: str, *values: str) -> Reviewer | None:
        with explained(self.path):
            row = self._connection.execute(
                f"SELECT {_COLUMNS} FROM reviewers WHERE {condition}",  # noqa: S608
                values,
            ).fetchone()
        return None if row is None else _reviewer(row)


_COLUMNS = "id, name, role, created, disabled"


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "surrogateescape")).hexdigest()


def _clean_name(name: str) -> str:
    name = unicodedata.normalize("NFC", name).strip()
    if not name or len(name) > 60 or not name.isprintable():
        raise AccountRefused("a name has 1 to 60 printable characters")
    return name


def _reviewer(row: tuple[str, str, str, str, str | None]) -> Reviewer:
    key, name, role, created, disabled = row
    return Reviewer(
        id=key,
        name=name,
        role=Role(role),
        created=datetime.fromisoformat(created),
        disabled=None if disabled is None else datetime.fromisoformat(disabled),
    )
