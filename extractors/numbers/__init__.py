"""Reads amounts, durations and counts out of Korean press text (in scan form, see :mod:`extractors.normalise`)."""

from extractors.numbers.qualifiers import QUALIFIERS
from extractors.numbers.rules import RULES
from extractors.numbers.scan import Candidate, explain, read, read_quantity
from extractors.numbers.standalone import Numeral, find_numerals, read_number
from extractors.numbers.units import COUNTERS, CURRENCIES

__all__ = [
    "COUNTERS",
    "CURRENCIES",
    "QUALIFIERS",
    "RULES",
    "Candidate",
    "Numeral",
    "explain",
    "find_numerals",
    "read",
    "read_number",
    "read_quantity",
]
