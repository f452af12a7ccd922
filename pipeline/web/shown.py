"""Facts and reviews as the review pages show them: plain values for JSON, names for reviewers' ids."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from extractors.forms import reading_form
from pipeline.store import Review, ReviewedFact
from pipeline.web.fact_forms import field_texts

Names = Mapping[str, str]
"""Reviewers' names by id."""


def show_fact(reviewed: ReviewedFact, names: Names) -> dict[str, Any]:
    """Return a fact for the article page's script."""
    fact = reviewed.fact
    return {
        "id": reviewed.id,
        "kind": fact.kind,
        "start": fact.start,
        "end": fact.end,
        "quote": fact.text,
        "reading": reading_form(fact),
        "fields": field_texts(fact),
        "status": reviewed.status,
        "rule": fact.rule,
        "last": reviewed.last,
        "history": [show_review(review, names) for review in reviewed.history],
    }


def show_review(review: Review, names: Names) -> dict[str, Any]:
    """Return a review for the history of a fact."""
    return {
        "who": names.get(review.reviewer, review.reviewer),
        "verdict": review.verdict,
        "at": review.at.isoformat(),
        "note": review.note,
        "reading": reading_form(review.fact) if review.verdict in {"correct", "add"} else None,
    }
