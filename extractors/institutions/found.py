"""A mention as it is found, before it is named."""

from __future__ import annotations

from typing import NamedTuple


class Found(NamedTuple):
    """A mention before it is named: ``core`` to ``core_end`` is the name itself, without place, country or bench.

    ``name`` is what it stands for where it is not written out (``신한`` of ``신한·우리은행``).
    """

    start: int
    end: int
    core: int
    core_end: int
    type: str
    rule: str
    weak: bool = False
    name: str = ""
