"""A name that only the words around it point at, and the lists that such names stand in."""

from __future__ import annotations

import re
from typing import NamedTuple

LONGEST_LIST = 20
LIST_MARK = re.compile(r"(?:,\s?|[·ㆍ]|[와과]\s|\s및\s)$")


class Guess(NamedTuple):
    """A name that a cue points at, with the type that the cue gives and the rule."""

    start: int
    end: int
    type: str
    rule: str
