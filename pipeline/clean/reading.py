"""One page read: what was found for every field, before it becomes an Article."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from pipeline.clean.candidates import Candidate
from pipeline.clean.decode import Decoded
from pipeline.clean.text import squeeze
from pipeline.model import Article

CLEANER_VERSION = "5"
"""Raised whenever the cleaner may read a page otherwise than before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """An article and why each of its fields says what it says."""

    article: Article
    candidates: tuple[Candidate, ...] = ()
    cuts: tuple[tuple[str, str], ...] = field(default=())
    """What was cut from the text as (rule, line)."""


def join(paragraphs: list[str]) -> str:
    """Return the text of an article: one blank line between paragraphs."""
    return "\n\n".join(line for one in paragraphs if (line := squeeze(one)))


def unmarked(captions: Iterable[str]) -> tuple[str, ...]:
    """Return the captions once each, without the triangle that points at the picture."""
    return tuple(dict.fromkeys(line for one in captions if (line := one.lstrip("▲△▽▼◀◁▶ "))))


def unreadable(decoded: Decoded) -> tuple[str, ...]:
    """Return the warning for a page with characters that could not be read."""
    return (f"{decoded.replaced} places could not be read as {decoded.encoding}",) if decoded.replaced else ()
