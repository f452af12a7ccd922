"""What every table and view holds: the one source of the schema page and of Datasette's notes."""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.store.column_notes import (
    ANCHOR,
    ARTICLES,
    ATTEMPTS,
    BESIDE,
    CLAIMED,
    COUNTED,
    FACT,
    FETCHES,
    HEALTH,
    ID,
    LENGTH_SHOWN,
    MARKS,
    MONEY,
    NAMED,
    NUMBER_SHOWN,
    PERIOD,
    QUALIFIERS,
    RATE,
    REVIEW,
    REVISION_ROW,
    RUNS,
    SAID,
    SPAN,
    TRACE,
)
from pipeline.store.columns import FACT_COLUMNS
from pipeline.store.sum_notes import SUMS
from pipeline.store.table_notes import Table

__all__ = ["TABLES", "Table"]


_ALL = (
    Table(
        name="facts", about="One row a fact of an article's latest revision; written by machines only.", columns=FACT
    ),
    Table(name="past_facts", about="The facts of earlier revisions, under the ids they had.", columns=FACT),
    Table(
        name="institutions",
        about="Every institution that a fact names.",
        columns={
            "id": "The registry's id, or name- and a hash for one that the registry lacks.",
            "canonical": "Its name in the newest article that mentions it.",
            "type": "What kind of body it is.",
            "named": "When that article was published; empty where unknown.",
        },
    ),
    Table(name="articles", about="One row an article, as its latest revision has it.", columns=ARTICLES),
    Table(name="revisions", about="Every text that an article had.", columns=REVISION_ROW),
    Table(name="fetches", about="Every try to get a page, listing or file, and what came of it.", columns=FETCHES),
    Table(name="runs", about="Every run of crawl or add.", columns=RUNS),
    Table(
        name="frontier",
        about="URLs that were found and are not settled yet; the next crawl goes on with them.",
        columns={
            "url": "Canonical URL to fetch.",
            "source": "Key of the source that listed it.",
            "listed": "The date that the source gave for it, in Korean time.",
            "run": "The run that found it (runs.id).",
            **ATTEMPTS,
        },
    ),
    Table(
        name="robots",
        about="The last robots.txt of each origin; used for a day.",
        columns={
            "origin": "Scheme and host, with the port where it is not the scheme's own.",
            "status": "200, or the 4xx by which the origin says that it has none.",
            "body": "Its bytes.",
            "fetched_at": "When it was read, UTC.",
        },
    ),
    Table(
        name="held_hosts",
        about="Hosts that asked to be left alone for longer than a run waits (Retry-After).",
        columns={"host": "The host.", "until": "Until when, UTC."},
    ),
    Table(
        name="clusters",
        about="Which articles carry the same text, in the wording of several outlets.",
        columns={
            "article": "The article (articles.key).",
            "member": "A number of the article's key, for cluster_bands.",
            "cluster": "The least key of the articles with this text; another article that joins may change it.",
            "sketch": "256 bytes by which the likeness of two texts is estimated.",
        },
    ),
    Table(
        name="cluster_bands",
        about="Parts of the sketches, by which an article's likes are found without reading all others.",
        columns={"band": "A part of a sketch, as a number.", "member": "Whose it is (clusters.member)."},
    ),
    Table(
        name="claims",
        about="What each text claims, counted once however many outlets carry it.",
        columns=CLAIMED,
        is_view=True,
    ),
    Table(
        name="url_states",
        about="Every article URL that a crawl knows, and how far it came.",
        columns={
            "url": "Canonical URL.",
            "source": "Key of the source that listed it.",
            "state": "found (still to be fetched), failed (to be asked again), extracted, refused or gone.",
            **ATTEMPTS,
            "settled": "When that was last so, UTC; null while it waits.",
        },
        is_view=True,
    ),
    Table(name="source_health", about="How each source answered when it was last asked.", columns=HEALTH, is_view=True),
    Table(
        name="amounts",
        about="Sums of money in the latest revisions, each beside its article.",
        columns={
            **ID,
            **SPAN,
            **NUMBER_SHOWN,
            **MARKS,
            **MONEY,
            **RATE,
            **QUALIFIERS,
            **BESIDE,
            **TRACE,
        },
        is_view=True,
    ),
    Table(
        name="durations",
        about="Lengths of time in the latest revisions, each beside its article.",
        columns={**ID, **SPAN, **LENGTH_SHOWN, **MARKS, **PERIOD, **QUALIFIERS, **BESIDE, **TRACE},
        is_view=True,
    ),
    Table(
        name="counts",
        about="Numbers of people and things in the latest revisions, each beside its article.",
        columns={
            **ID,
            **SPAN,
            **NUMBER_SHOWN,
            **MARKS,
            **COUNTED,
            **RATE,
            **QUALIFIERS,
            **BESIDE,
            **TRACE,
        },
        is_view=True,
    ),
    Table(
        name="institution_mentions",
        about="Mentions of institutions in the latest revisions, each beside its article.",
        columns={**ID, **SPAN, **NAMED, **BESIDE, **TRACE},
        is_view=True,
    ),
    Table(
        name="latest_revisions",
        about="The latest revision of each article, with its text.",
        columns={**REVISION_ROW, "url": ARTICLES["url"], "gone": ARTICLES["gone"]},
        is_view=True,
    ),
    Table(
        name="facts_all_revisions",
        about="The facts of every revision; latest is 1 for those that stand now.",
        columns={**FACT, "latest": "1 for a fact of the latest revision, 0 for one of an earlier revision."},
        is_view=True,
    ),
    Table(
        name="article_sightings",
        about="When each article was seen, from its fetches.",
        columns={
            "article": "The article (articles.key).",
            "first_seen": "When it was first seen, UTC.",
            "last_seen": "When it was last seen, UTC.",
            "fetches": "How often it was seen.",
        },
        is_view=True,
    ),
    Table(
        name="institution_sightings",
        about="How often each institution is named in the latest revisions, and from when to when.",
        columns={
            "id": "The institution (institutions.id).",
            "canonical": "Its name.",
            "type": "What kind of body it is.",
            "mentions": "How often it is named.",
            "articles": "In how many articles.",
            "first_published": "Publication of the first of them, in Korean time.",
            "last_published": "Publication of the last of them.",
        },
        is_view=True,
    ),
)

_RESEARCH = (
    Table(
        name="institution_amounts",
        about="Amounts of money, each with every institution named in its sentence or paragraph.",
        columns={
            "canonical": "The institution's full official name where known, else as written.",
            "type": "What kind of body it is.",
            "mention": "The institution as it is written there.",
            "mention_start": "Where the mention begins in the text.",
            "amount": "The amount as it is written.",
            "amount_start": "Where the amount begins in the text.",
            **{name: NUMBER_SHOWN[name] for name in ("value", "low", "high")},
            **MARKS,
            **MONEY,
            **RATE,
            "place": "sentence where both stand in one sentence, else paragraph.",
            "distance": "Code points between mention and amount; the least is the best guess of whose amount it is.",
            "sentence": "The sentence of the amount.",
            **BESIDE,
            "institution": "The institution (institutions.id).",
            "mention_id": "The mention (facts.id).",
            "amount_id": "The amount (facts.id): count each once, it stands here once for every institution.",
        },
        is_view=True,
    ),
    Table(
        name="timeline",
        about="What has a date: each period that an article names from day to day, and each dated article.",
        columns={
            "from_date": "First date, ISO 8601 as precise as known; --02 is a month without its year.",
            "to_date": "Last date, likewise; of an article the same day.",
            "entry": "interval or article.",
            "what": "The period as it is written, or the article's headline.",
            "sentence": "The sentence that names the period; null for an article.",
            "days": "Length of the period in nominal days; null for an article.",
            "fact": "The period (facts.id); null for an article.",
            **BESIDE,
        },
        is_view=True,
    ),
    Table(
        name="search",
        about="The full-text index (FTS5): for MATCH and bm25 only, the text itself is in revisions.",
        columns={
            "title": "The headline in pairs of letters (예산안 is 예산 산안); always null, it can only be searched.",
            "text": "The body, likewise.",
        },
    ),
    Table(
        name="search_documents",
        about="Which article a row of search is; numbers rise with the day of publication.",
        columns={
            "id": "Number of the row in search (search.rowid).",
            "article": "The article (articles.key).",
            "revision": "The revision that is indexed (revisions.n): the latest.",
        },
    ),
)

_STATUS = "open, accepted, rejected, corrected, added, or stale: a word that fits nowhere in today's text."
_REVIEWS = (
    Table(
        name="reviews",
        about="Every word that reviewers said of a fact; rows are only ever added.",
        columns=REVIEW,
    ),
    Table(
        name="review_anchors",
        about="Where the last word on each judged fact stands in the article's latest revision.",
        columns=ANCHOR,
    ),
    Table(
        name="reviewed_facts",
        about="Facts under the reviewers' last word, with what the machine alone says where nobody looked.",
        columns={
            "id": "facts.id where the machine reads the fact too, else the target's: unique and lasting.",
            **{name: FACT[name] for name in FACT_COLUMNS if name != "id"},
            **{name: about for name, about in BESIDE.items() if name != "article"},
            "status": _STATUS,
            **{name: SAID[name] for name in ("anchor", "reviewer", "reviewed_at", "note", "words")},
            "fact": ANCHOR["fact"],
            "target": ANCHOR["target"],
        },
        is_view=True,
    ),
)

TABLES: Mapping[str, Table] = {table.name: table for table in (*_ALL, *_RESEARCH, *_REVIEWS, *SUMS)}
"""Every table and view by name, tables first."""
