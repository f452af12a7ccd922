"""Who is at the other end: sessions in a cookie, logging in, the one-time link of this machine."""

from __future__ import annotations

import asyncio
import hmac
import secrets
import time
import unicodedata
from collections import deque
from dataclasses import dataclass, field

from pipeline.store import Accounts, Reviewer, check_password
from pipeline.store.accounts import SESSION_DAYS


@dataclass(frozen=True, slots=True, kw_only=True)
class TooManyTries(Exception):
    """A login that is not looked at."""

    wait: int
    """Seconds."""


@dataclass(slots=True, kw_only=True)
class Tries:
    """Refused logins of late, by name and by address; kept in memory, so a restart forgets them."""

    most: int = 8
    within: float = 600.0
    _times: dict[str, deque[float]] = field(default_factory=dict)

    def wait(self, *keys: str) -> int:
        """Return for how many seconds none of these is looked at; 0 for no wait."""
        now = time.monotonic()
        waits = [0.0]
        for key in keys:
            times = self._times.get(key)
            if times is not None and times[-1] < now - self.within:
                del self._times[key]
            elif times is not None and len(times) >= self.most:
                waits.append(times[-self.most] + self.within - now)
        return int(max(waits)) + 1 if max(waits) > 0 else 0

    def count(self, *keys: str) -> None:
        """Write down a refused login."""
        now = time.monotonic()
        for key in keys:
            self._times.setdefault(key, deque(maxlen=self.most)).append(now)
        if len(self._times) > 10_000:
            self._times = {key: times for key, times in self._times.items() if times[-1] > now - self.within}

    def forget(self, key: str) -> None:
        """Start again at none: this one has shown who they are."""
        self._times.pop(key, None)

    def take_back(self, key: str) -> None:
        """Take the newest off the count: it was no refused login."""
        times = self._times.get(key)
        if times is not None:
            times.pop()
            if not times:
                del self._times[key]


class Sessions:
    """The sessions of one running server."""

    def __init__(self, accounts: Accounts | None, *, port: int, secure: bool) -> None:
        self._accounts = accounts
        self._secure = secure
        # Cookies know no ports: two servers on one machine must not end each other's sessions.
        self.cookie = f"{'__Host-' if secure else ''}pressfacts_{port}"
        self._tries = Tries()
        self._key: str | None = None
        # A try takes 32 MB and a core: a crowd waits in line.
        self._hashing = asyncio.Semaphore(2)

    @property
    def accounts(self) -> Accounts | None:
        """The accounts; None where their file cannot be written, and nobody can log in."""
        return self._accounts

    def reviewer(self, cookies: dict[str, str]) -> Reviewer | None:
        """Return who sent these cookies."""
        token = cookies.get(self.cookie)
        return None if token is None or self._accounts is None else self._accounts.session(token)

    def make_key(self) -> str:
        """Return a new one-time key for the link of this machine; an earlier one no longer opens."""
        self._key = secrets.token_urlsafe(24)
        return self._key

    def enter(self, key: str, *, address: str | None) -> str | None:
        """Return the Set-Cookie of a session of the local reviewer; None where the key is wrong or used."""
        if self._accounts is None or self._key is None:
            return None
        if not hmac.compare_digest(key.encode("utf-8", "replace"), self._key.encode()):
            return None
        self._key = None
        token = self._accounts.begin_session(self._accounts.local(), address=address, what="entered by the link")
        return self._set_cookie(token)

    async def log_in(self, name: str, password: str, *, address: str | None) -> str | None:
        """Return the Set-Cookie of a new session; None where name or password is wrong. Raises TooManyTries."""
        if self._accounts is None:
            return None
        # As accounts are found: each way to type 김 would have tries of its own.
        name = unicodedata.normalize("NFC", name)
        keys = (f"name {name}", f"address {address}")
        wait = self._tries.wait(*keys)
        if wait:
            raise TooManyTries(wait=wait)
        # Counted before the password is looked at: tries that are sent together count together.
        self._tries.count(*keys)
        async with self._hashing:
            kept = self._accounts.password_hash(name)
            right = await asyncio.to_thread(check_password, password, kept)
        reviewer = self._accounts.find(name)
        if not right or reviewer is None or reviewer.disabled is not None:
            self._accounts.record(name, "login refused", address=address)
            return None
        # One's own login says nothing of what the same address tried with other names.
        self._tries.forget(keys[0])
        self._tries.take_back(keys[1])
        return self._set_cookie(self._accounts.begin_session(reviewer, address=address, what="login"))

    def log_out(self, cookies: dict[str, str]) -> str:
        """End the session of these cookies and return the Set-Cookie that forgets it."""
        token = cookies.get(self.cookie)
        if token is not None and self._accounts is not None:
            self._accounts.end_session(token)
        return self._set_cookie("", days=0)

    def _set_cookie(self, token: str, *, days: int = SESSION_DAYS) -> str:
        secure = "; Secure" if self._secure else ""
        return f"{self.cookie}={token}; Path=/; HttpOnly; SameSite=Strict; Max-Age={days * 86400}{secure}"
