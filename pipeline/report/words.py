"""The words of a report, in Korean and English."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from functools import cache, partial
from importlib.resources import files
from typing import Literal

Language = Literal["ko", "en"]
Say = Callable[..., str]


def speaker(language: Language) -> Say:
    """Return what says a key's words in a language, with each ``{name}`` filled in."""
    return partial(_say, language)


def _say(language: Language, key: str, **values: object) -> str:
    words = _catalogue()[key][language]
    return words.format(**{name: f"{v:,}" if isinstance(v, int) else v for name, v in values.items()})


@cache
def _catalogue() -> dict[str, dict[str, str]]:
    return tomllib.loads((files("pipeline.report") / "words.toml").read_text("utf-8"))
