"""The named rules that cut what is no part of an article, line by line, in the order in which they are asked."""

from __future__ import annotations

from pipeline.clean.house_rules import HOUSE_RULES
from pipeline.clean.line_rule import LineRule
from pipeline.clean.media_rules import MEDIA_RULES
from pipeline.clean.signature_rules import SIGNATURE_RULES
from pipeline.clean.widget_rules import WIDGET_RULES

LINE_RULES: tuple[LineRule, ...] = (*SIGNATURE_RULES, *HOUSE_RULES, *WIDGET_RULES, *MEDIA_RULES)
"""All rules; each carries the lines that it must cut and those that it must not."""
