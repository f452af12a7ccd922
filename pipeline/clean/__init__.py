"""Bytes of a press page to an article, or the reason why there is none."""

from __future__ import annotations

from pipeline.clean.cleaner import Explanation, clean, explain
from pipeline.clean.line_rule import LineRule
from pipeline.clean.line_rules import LINE_RULES
from pipeline.clean.outlets import publisher_name
from pipeline.clean.publishers import PUBLISHERS, Publisher
from pipeline.clean.reading import CLEANER_VERSION
from pipeline.clean.reasons import REASONS

__all__ = [
    "CLEANER_VERSION",
    "LINE_RULES",
    "PUBLISHERS",
    "REASONS",
    "Explanation",
    "LineRule",
    "Publisher",
    "clean",
    "explain",
    "publisher_name",
]
