"""The numbered steps of reviews: what people said, where each word stands today, and facts under it."""

from __future__ import annotations

from sqlite_utils import Database

from pipeline.store.columns import FACT_COLUMNS
from pipeline.store.migrations import FACT_DEFINITIONS
from pipeline.store.research_migrations import migrations

__all__ = ["migrations"]

_SHOWN = FACT_COLUMNS[1:]
_BESIDE = "a.title, a.publisher, a.published, a.url"


@migrations()
def m008_reviews(db: Database) -> None:
    """What reviewers said (append-only), the last word on each fact, and facts under it."""
    cells = {prefix: ", ".join(f"{prefix}.{name}" for name in _SHOWN) for prefix in "fv"}
    db.executescript(f"""
CREATE TABLE reviews (
    id TEXT PRIMARY KEY,
    target TEXT NOT NULL,
    n INTEGER NOT NULL CHECK (n > 0),
    verdict TEXT NOT NULL CHECK (verdict IN ('accept', 'reject', 'correct', 'add', 'undo')),
    undoes TEXT REFERENCES reviews (id),
    reviewer TEXT NOT NULL,
    at TEXT NOT NULL,
    note TEXT,
    article TEXT NOT NULL REFERENCES articles (key),
    revision INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('amount', 'duration', 'count', 'institution')),
    start INTEGER NOT NULL CHECK (start >= 0),
    end INTEGER NOT NULL CHECK (end > start),
    quote TEXT NOT NULL CHECK (length(quote) = end - start),
    context_before TEXT NOT NULL,
    context_after TEXT NOT NULL,
    judged TEXT CHECK (judged IS NULL OR json_valid(judged)),
    stated TEXT CHECK (stated IS NULL OR json_valid(stated)),
    rule TEXT,
    extractor_version TEXT NOT NULL,
    cleaner_version TEXT NOT NULL,
    UNIQUE (target, n),
    FOREIGN KEY (article, revision) REFERENCES revisions (article, n),
    CHECK ((verdict = 'undo') = (undoes IS NOT NULL)),
    CHECK ((verdict IN ('correct', 'add')) = (stated IS NOT NULL))
);
CREATE INDEX reviews_article ON reviews (article, target, n);
CREATE INDEX reviews_reviewer ON reviews (reviewer, at);
CREATE INDEX reviews_undoes ON reviews (undoes);
CREATE TRIGGER reviews_stay BEFORE DELETE ON reviews
    BEGIN SELECT raise(ABORT, 'a review is never deleted: take it back with an undo'); END;
CREATE TRIGGER reviews_keep BEFORE UPDATE ON reviews
    BEGIN SELECT raise(ABORT, 'a review is never changed: say another word'); END;
CREATE TABLE review_anchors (
    target TEXT PRIMARY KEY,
    verdict TEXT CHECK (verdict IN ('accept', 'reject', 'correct', 'add')),
    review TEXT REFERENCES reviews (id),
    last_review TEXT NOT NULL REFERENCES reviews (id),
    reviewer TEXT,
    reviewed_at TEXT,
    note TEXT,
    words INTEGER NOT NULL,
    anchor TEXT NOT NULL CHECK (anchor IN ('exact', 'moved', 'changed', 'stale')),
    fact TEXT,
    hides TEXT CHECK (hides IN ('fact', 'place')),{FACT_DEFINITIONS}
);
CREATE INDEX review_anchors_article ON review_anchors (article, start);
CREATE INDEX review_anchors_verdict ON review_anchors (verdict, kind);
CREATE UNIQUE INDEX review_anchors_fact ON review_anchors (fact) WHERE fact IS NOT NULL;
CREATE INDEX facts_rule ON facts (rule, id);
CREATE VIEW reviewed_facts AS
    SELECT f.id, {cells["f"]}, {_BESIDE}, 'open' AS status, NULL AS anchor, NULL AS reviewer, NULL AS reviewed_at,
        NULL AS note, 0 AS words, f.id AS fact, NULL AS target
    FROM facts f JOIN articles a ON a.key = f.article
    WHERE NOT EXISTS (SELECT 1 FROM review_anchors v WHERE v.article = f.article AND v.kind = f.kind AND (
        (v.hides IS NOT NULL AND v.fact = f.id) OR (v.hides = 'place' AND v.start < f.end AND v.end > f.start)))
    UNION ALL
    SELECT CASE WHEN v.hides IS NOT NULL AND v.fact IS NOT NULL THEN v.fact ELSE v.target END, {cells["v"]}, {_BESIDE},
        CASE WHEN v.anchor = 'stale' THEN 'stale' WHEN v.verdict = 'accept' THEN 'accepted'
            WHEN v.verdict = 'reject' THEN 'rejected' WHEN v.verdict = 'correct' THEN 'corrected' ELSE 'added' END,
        v.anchor, v.reviewer, v.reviewed_at, v.note, v.words, v.fact, v.target
    FROM review_anchors v JOIN articles a ON a.key = v.article WHERE v.verdict IS NOT NULL;
""")  # noqa: S608


@migrations()
def m009_queue(db: Database) -> None:
    """What the queue walks: facts by the least that they claim, words by when they were said."""
    db.executescript("""
CREATE INDEX facts_low_value ON facts (coalesce(low, value)) WHERE kind IN ('amount', 'count');
CREATE INDEX facts_low_days ON facts (coalesce(low_days, value_days)) WHERE kind = 'duration';
CREATE INDEX review_anchors_newest ON review_anchors (reviewed_at DESC, target);
""")
