"""Reads institutions, amounts, durations and counts out of Korean press text.

>>> import extractors
>>> nlp = extractors.load()
>>> doc = nlp("시는 연간 약 20억원 이내의 운영비를 최장 8년간 보탠다.")
>>> [extractors.reading_form(span._.fact) for span in doc.spans["amounts"]]
['≤ ~2,000,000,000 KRW / year']
"""

from __future__ import annotations

from importlib.metadata import version

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

__version__ = version("pressfacts")
