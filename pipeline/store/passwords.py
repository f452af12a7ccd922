"""Passwords: kept as salted scrypt hashes, compared in constant time."""

from __future__ import annotations

import hashlib
import hmac
import secrets
import unicodedata

PASSWORD_LENGTH = (10, 1000)
"""Characters, least and most."""

# OWASP's parameters for scrypt: 32 MB and some tenths of a second a try.
_SCRYPT_N, _SCRYPT_R, _SCRYPT_P = 2**15, 8, 3
_SCRYPT_MEMORY = 64 * 1024 * 1024


class AccountRefused(Exception):
    """What was asked of the accounts cannot be done; the message says why and what to do."""


def hash_password(password: str) -> str:
    """Return a password's scrypt hash with its salt and parameters; raises AccountRefused for one of a wrong length."""
    least, most = PASSWORD_LENGTH
    if not least <= len(password) <= most:
        raise AccountRefused(f"a password has {least} to {most} characters")
    salt = secrets.token_bytes(16)
    derived = _derive(password, salt, _SCRYPT_N, _SCRYPT_R, _SCRYPT_P)
    return f"scrypt${_SCRYPT_N}${_SCRYPT_R}${_SCRYPT_P}${salt.hex()}${derived.hex()}"


def check_password(password: str, kept: str | None) -> bool:
    """Return whether a password is the one; takes as long where there is none, so that names cannot be found out."""
    _, n, r, p, salt, derived = (kept or _NOBODY).split("$")
    right = hmac.compare_digest(
        _derive(password[: PASSWORD_LENGTH[1]], bytes.fromhex(salt), int(n), int(r), int(p)), bytes.fromhex(derived)
    )
    return right and kept is not None


_NOBODY = f"scrypt${_SCRYPT_N}${_SCRYPT_R}${_SCRYPT_P}${'00' * 16}${'00' * 32}"


def _derive(password: str, salt: bytes, n: int, r: int, p: int) -> bytes:
    # One password can be typed in several ways: Hangul may come composed or in letters.
    data = unicodedata.normalize("NFC", password).encode("utf-8", "surrogatepass")
    return hashlib.scrypt(data, salt=salt, n=n, r=r, p=p, maxmem=_SCRYPT_MEMORY, dklen=32)
