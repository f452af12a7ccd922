"""Institutions in Korean press text: found by name and by the grammar of names, and said which one each is."""

from extractors.institutions.explaining import Considered, explain
from extractors.institutions.reading import read
from extractors.institutions.rules import RULES

__all__ = ["RULES", "Considered", "explain", "read"]
