"""Reads institutions, amounts, durations and counts out of Korean press text.

>>> import extractors
>>> extraction = extractors.extract("시는 연간 약 20억원 이내의 운영비를 최장 8년간 보탠다.")
>>> [extractors.reading_form(fact) for fact in extraction.facts]
['≤ ~2,000,000,000 KRW / year', '≤ 8 years']
"""

from __future__ import annotations

from extractors.facts import (
    KINDS,
    Amount,
    Context,
    Count,
    Duration,
    Fact,
    Institution,
    Qualifier,
    Quantity,
    as_record,
)
from extractors.forms import reading_form
from extractors.pipe import Extraction, extract, load

__all__ = [
    "KINDS",
    "Amount",
    "Context",
    "Count",
    "Duration",
    "Extraction",
    "Fact",
    "Institution",
    "Qualifier",
    "Quantity",
    "as_record",
    "extract",
    "load",
    "reading_form",
]


def __getattr__(name: str) -> str:
    # Looked up when asked for: finding a distribution's metadata costs more than importing this package.
    if name == "__version__":
        from importlib.metadata import version

        return version("pressfacts")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
