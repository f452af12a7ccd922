"""Reviewed articles as gold lines, and gold lines as reviews: ``{"id", "text", "facts": […], "reviews": […]}``."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any

from extractors.facts import Fact, as_record, claim_of, from_record
from pipeline.store import NewReview, ReviewArticle, ReviewedFact, ReviewRefused, ReviewRow, Status, Store, Verdict

_RIGHT = (Status.ACCEPTED, Status.CORRECTED, Status.ADDED)
_REVIEW_FIELDS = {field.name for field in fields(ReviewRow)}


class GoldUnreadable(Exception):
    """A line that holds no gold of ours; the message says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldLine:
    """An article's key or URL with what is right in its text, and the reviews that say so where they came along."""

    article: str
    text: str
    facts: tuple[Fact, ...]
    reviews: tuple[ReviewRow, ...] | None


def gold_records(store: Store, *, complete: bool = False) -> Iterator[dict[str, Any]]:
    """Yield each reviewed article with the facts that reviewers hold to be right; ``open`` counts those unjudged.

    With ``complete`` only articles in which no fact is open.
    """
    for page in store.reviewed_articles():
        unjudged = sum(fact.status == Status.OPEN for fact in page.facts)
        if complete and unjudged:
            continue
        article = page.article
        yield {
            "id": article.key,
            "url": article.url,
            "title": article.title,
            "published": None if article.published is None else article.published.isoformat(),
            "publisher": article.publisher,
            "text": article.text,
            "facts": [as_record(fact) for fact in right_facts(page)],
            "open": unjudged,
            "reviews": [asdict(row) for row in store.review_rows(article.key)],
        }


def right_facts(page: ReviewArticle) -> list[Fact]:
    """Return the facts of an article that reviewers hold to be right, in the order of the text."""
    return [one.fact for one in page.facts if one.status in _RIGHT]


def read_gold(line: str) -> GoldLine:
    """Return what a line of gold holds; raises GoldUnreadable."""
    try:
        record = json.loads(line)
        json.dumps(record, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        raise GoldUnreadable("holds half of a character (\\ud800 to \\udfff alone); write the whole of it") from None
    except (ValueError, RecursionError) as error:
        raise GoldUnreadable(f"not a JSON line ({error})") from None
    if not isinstance(record, dict):
        raise GoldUnreadable('not a JSON object; write {"id": …, "text": …, "facts": […]}')
    article, text = record.get("id"), record.get("text")
    if not isinstance(article, str) or not isinstance(text, str):
        raise GoldUnreadable('"id" and "text" must be strings; "id" is the article\'s key or URL')
    try:
        facts = tuple(from_record(fact) for fact in _list(record, "facts"))
        reviews = None if "reviews" not in record else tuple(_review(row) for row in _list(record, "reviews"))
    except ValueError as error:
        raise GoldUnreadable(str(error)) from None
    for fact in facts:
        if text[fact.start : fact.end] != fact.text:
            raise GoldUnreadable(f"text[{fact.start}:{fact.end}] is not {fact.text}")
    return GoldLine(article=article, text=text, facts=facts, reviews=reviews)


def _list(record: Mapping[str, Any], name: str) -> Iterable[Mapping[str, Any]]:
    rows = record.get(name, [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise ValueError(f'"{name}" is not a list of JSON objects')
    return rows


def _review(row: Mapping[str, Any]) -> ReviewRow:
    if row.keys() != _REVIEW_FIELDS:
        raise ValueError(f"a review lacks or has too much of {', '.join(sorted(row.keys() ^ _REVIEW_FIELDS))}")
    return ReviewRow(**row)


def take_gold(store: Store, gold: GoldLine, *, reviewer: str | None, kinds: frozenset[str]) -> int:
    """Say what a line of gold says, and return how many words that took: none where all of it was said before.

    Reviews that came along are taken as they are. Without them the facts are compared with those of the database:
    what agrees is accepted, what differs corrected, what is missing added, what the gold lacks of ``kinds`` rejected.
    Raises ReviewRefused where the article or its text is not there.
    """
    page = store.review_article(gold.article)
    if page is None:
        raise ReviewRefused(f"{gold.article}: there is no such article; add it first")
    if gold.reviews is not None:
        return store.restore_reviews(page.article.key, gold.reviews)
    if reviewer is None:
        raise ReviewRefused("holds facts and no reviews; say whose word they are with --reviewer")
    if page.article.text != gold.text:
        raise ReviewRefused(f"{gold.article}: has another text in the database; export it again")
    words = 0
    there = [fact for fact in page.facts if fact.status != Status.STALE and fact.fact.kind in kinds]
    for fact in there:
        right = next((one for one in gold.facts if _same_place(one, fact.fact)), None)
        words += _say(store, fact, right, reviewer)
    for right in gold.facts:
        if not any(_same_place(right, fact.fact) for fact in there):
            new = NewReview(verdict=Verdict.ADD, reviewer=reviewer, article=page.article.key, corrected=right)
            store.add_review(new)
            words += 1
    return words


def _say(store: Store, fact: ReviewedFact, right: Fact | None, reviewer: str) -> int:
    verdict: Verdict | None
    if right is None:
        verdict = None if fact.status == Status.REJECTED else Verdict.REJECT
    elif claim_of(right) == claim_of(fact.fact):
        verdict = Verdict.ACCEPT if fact.status in (Status.OPEN, Status.REJECTED) else None
    else:
        verdict = Verdict.CORRECT
    if verdict is None:
        return 0
    corrected = right if verdict is Verdict.CORRECT else None
    store.add_review(
        NewReview(
            verdict=verdict,
            reviewer=reviewer,
            article=fact.article,
            fact_id=fact.id,
            last=fact.last,
            corrected=corrected,
        )
    )
    return 1


def _same_place(one: Fact, other: Fact) -> bool:
    return one.kind == other.kind and (one.start, one.end) == (other.start, other.end)
