"""The words of the pages, in Korean and English."""

from __future__ import annotations

import tomllib
from collections.abc import Collection
from functools import cache
from importlib.resources import files

LANGUAGES = ("ko", "en")


@cache
def catalogue() -> dict[str, dict[str, str]]:
    """Return the words by key and language: ``{"nav.review": {"ko": "검토", "en": "Review"}}``."""
    tables = tomllib.loads((files("pipeline.web") / "messages.toml").read_text("utf-8"))
    return {f"{part}.{key}": words for part, entries in tables.items() for key, words in entries.items()}


def say(language: str, key: str, **values: object) -> str:
    """Return the words of a key with each ``{name}`` filled in; raises KeyError for a key that is not there."""
    words = catalogue()[key][language]
    return words.format(**values) if values else words


def words_of(language: str, parts: Collection[str]) -> dict[str, str]:
    """Return the words of some tables of the catalogue, for a page's script."""
    return {key: words[language] for key, words in catalogue().items() if key.partition(".")[0] in parts}


def choose_language(cookie: str | None, accepted: str) -> str:
    """Return the language chosen by the cookie, else the first of ours in an Accept-Language header, else Korean."""
    if cookie in LANGUAGES:
        return cookie
    wishes = []
    for place, part in enumerate(accepted.split(",")):
        name, _, weight = part.strip().partition(";q=")
        try:
            wishes.append((-float(weight or 1), place, name.split("-")[0].lower()))
        except ValueError:
            continue
    return next((name for _, _, name in sorted(wishes) if name in LANGUAGES), "ko")
