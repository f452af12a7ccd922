"""The numbered steps that researchers' questions led to: full-text search, and views that join facts."""

from __future__ import annotations

from sqlite_utils import Database

from pipeline.store.grams import index_text
from pipeline.store.migrations import migrations
from pipeline.store.search_index import NewText, index_new

__all__ = ["migrations"]


@migrations()
def m006_search(db: Database) -> None:
    """Full-text search over title and text, of what is there already too."""
    connection = db.conn
    assert connection is not None
    connection.execute("""
CREATE TABLE search_documents (
    id INTEGER PRIMARY KEY,
    article TEXT NOT NULL UNIQUE REFERENCES articles (key),
    revision INTEGER NOT NULL,
    FOREIGN KEY (article, revision) REFERENCES revisions (article, n)
)""")
    connection.execute("CREATE VIRTUAL TABLE search USING fts5(title, text, content='', tokenize='unicode61')")
    there = connection.execute(
        "SELECT a.key, a.revision, r.title, r.text, a.published FROM articles a "
        "JOIN revisions r ON r.article = a.key AND r.n = a.revision ORDER BY a.published, a.key"
    )
    for key, revision, title, text, published in there:
        words = (index_text(title), index_text(text))
        index_new(connection, [NewText(article=key, revision=revision, published=published, words=words)])


@migrations()
def m007_joined_views(db: Database) -> None:
    """Who stands beside which amount, and what happened when."""
    db.executescript("""
CREATE VIEW institution_amounts AS SELECT m.canonical, m.type, m.quote AS mention, m.start AS mention_start,
    f.quote AS amount, f.start AS amount_start, f.value, f.low, f.high, f.bound, f.approx, f.currency, f.per, f.each,
    CASE m.sentence_start WHEN f.sentence_start THEN 'sentence' ELSE 'paragraph' END AS place,
    max(f.start - m.end, m.start - f.end, 0) AS distance,
    f.sentence, f.article, a.title, a.publisher, a.published, a.url,
    m.institution, m.id AS mention_id, f.id AS amount_id
    FROM facts f JOIN facts m ON m.article = f.article AND m.kind = 'institution'
    JOIN articles a ON a.key = f.article JOIN revisions r ON r.article = f.article AND r.n = f.revision
    WHERE f.kind = 'amount' AND (m.sentence_start = f.sentence_start OR
    instr(substr(r.text, min(f.end, m.end) + 1, max(f.start, m.start) - min(f.end, m.end)), char(10, 10)) = 0);
CREATE VIEW timeline AS SELECT f.from_date, f.to_date, 'interval' AS entry, f.quote AS what, f.sentence, f.value_days
    AS days, f.id AS fact, f.article, a.title, a.publisher, a.published, a.url
    FROM facts f JOIN articles a ON a.key = f.article WHERE f.kind = 'duration' AND f.form = 'interval'
    UNION ALL SELECT substr(a.published, 1, 10), substr(a.published, 1, 10), 'article', a.title, NULL, NULL, NULL,
    a.key, a.title, a.publisher, a.published, a.url FROM articles a WHERE a.published IS NOT NULL;
""")
