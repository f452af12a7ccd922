"""What a check of a counter is, and the two kinds of it that most counters share."""

from __future__ import annotations

import re
from collections.abc import Callable

from extractors.numbers.companions import accompanied
from extractors.numbers.site import Site, firm

Check = Callable[[str, Site], str | None]
"""Returns the reason why the number at a site is no count, or None where it is one."""


def unless(pattern: str, reason: str) -> Check:
    """Return a check that refuses digits unless the words behind the counter match."""
    compiled = re.compile(pattern)

    def check(text: str, site: Site) -> str | None:
        said = site.style == "native" and site.reading.value != 1
        return None if said or firm(text, site) or compiled.match(text, site.stop) else reason

    return check


def companion(kind: str, pattern: str | None = None, reason: str = "a label") -> Check:
    """Return a check that refuses digits unless the noun before, or the words behind, say what is counted."""
    compiled = re.compile(pattern) if pattern else None

    def check(text: str, site: Site) -> str | None:
        if site.style in ("native", "vague") or firm(text, site) or accompanied(kind, text, site):
            return None
        unit = "" if site.unit is None else site.unit.text
        if text.endswith((f"{unit} 중 ", f"{unit} 가운데 "), 0, site.start):
            # 원전 6기 중 2기: of the same things.
            return None
        return None if compiled is not None and compiled.match(text, site.stop) else reason

    return check
