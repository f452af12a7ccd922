"""The shape of the database, as numbered steps: a released step is never edited, a change is a new step."""

from __future__ import annotations

from sqlite_utils import Database, Migrations

migrations = Migrations("pressfacts")

_NUMBERS = "".join(
    f"""
    {name} NUMERIC CHECK (typeof({name}) IN ('integer', 'real', 'null')),
    {name}_text TEXT,
    {name}_months NUMERIC,
    {name}_seconds NUMERIC,
    {name}_days REAL,"""
    for name in ("value", "low", "high")
)

_FACT_COLUMNS = f"""
    article TEXT NOT NULL REFERENCES articles (key),
    revision INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('amount', 'duration', 'count', 'institution')),
    start INTEGER NOT NULL CHECK (start >= 0),
    end INTEGER NOT NULL CHECK (end > start),
    quote TEXT NOT NULL CHECK (length(quote) = end - start),
    sentence TEXT NOT NULL,
    sentence_start INTEGER NOT NULL CHECK (sentence_start <= start),{_NUMBERS}
    bound TEXT CHECK (bound IN ('exact', 'min', 'max', 'over', 'under', 'range')),
    approx INTEGER CHECK (approx IN (0, 1)),
    currency TEXT,
    per TEXT,
    each TEXT,
    unit TEXT,
    of TEXT,
    form TEXT CHECK (form IN ('length', 'interval')),
    role TEXT,
    from_date TEXT,
    to_date TEXT,
    institution TEXT REFERENCES institutions (id),
    canonical TEXT,
    type TEXT,
    resolution TEXT,
    qualifiers TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(qualifiers)),
    rule TEXT NOT NULL,
    extractor_version TEXT NOT NULL,
    FOREIGN KEY (article, revision) REFERENCES revisions (article, n)"""


@migrations()
def m001_articles(db: Database) -> None:
    """Runs, what they fetched, and the articles that came of it."""
    db.executescript("""
CREATE TABLE runs (
    id TEXT PRIMARY KEY,
    command TEXT NOT NULL,
    started TEXT NOT NULL,
    ended TEXT,
    pressfacts_version TEXT NOT NULL,
    cleaner_version TEXT NOT NULL,
    extractor_version TEXT NOT NULL,
    found INTEGER NOT NULL DEFAULT 0,
    new INTEGER NOT NULL DEFAULT 0,
    unchanged INTEGER NOT NULL DEFAULT 0,
    revised INTEGER NOT NULL DEFAULT 0,
    refused INTEGER NOT NULL DEFAULT 0,
    failed INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE articles (
    key TEXT PRIMARY KEY,
    url TEXT,
    title TEXT,
    publisher TEXT,
    published TEXT,
    revision INTEGER NOT NULL,
    gone TEXT
);
CREATE INDEX articles_published ON articles (published);
CREATE INDEX articles_publisher ON articles (publisher, published);
CREATE INDEX articles_url ON articles (url);
CREATE TABLE fetches (
    run TEXT NOT NULL REFERENCES runs (id),
    n INTEGER NOT NULL,
    source TEXT,
    url TEXT NOT NULL,
    final_url TEXT,
    at TEXT NOT NULL,
    status INTEGER,
    outcome TEXT NOT NULL CHECK (outcome IN
        ('new', 'revised', 'unchanged', 'not-modified', 'listing', 'not-article', 'refused', 'failed')),
    reason TEXT,
    article TEXT REFERENCES articles (key),
    page TEXT,
    content_type TEXT,
    etag TEXT,
    last_modified TEXT,
    listed TEXT,
    robots TEXT,
    bytes INTEGER,
    seconds REAL,
    PRIMARY KEY (run, n)
);
CREATE INDEX fetches_url ON fetches (url, at);
CREATE INDEX fetches_final_url ON fetches (final_url, at);
CREATE INDEX fetches_source ON fetches (source, at);
CREATE INDEX fetches_article ON fetches (article, at);
CREATE TABLE frontier (
    url TEXT PRIMARY KEY,
    source TEXT NOT NULL,
    listed TEXT,
    run TEXT NOT NULL REFERENCES runs (id)
);
CREATE INDEX frontier_source ON frontier (source);
CREATE TABLE revisions (
    article TEXT NOT NULL REFERENCES articles (key),
    n INTEGER NOT NULL CHECK (n > 0),
    reason TEXT NOT NULL CHECK (reason IN ('first', 'edited', 'recleaned')),
    run TEXT NOT NULL,
    fetch INTEGER NOT NULL,
    page TEXT NOT NULL,
    title TEXT,
    byline TEXT NOT NULL CHECK (json_valid(byline)),
    publisher TEXT,
    published TEXT,
    updated TEXT,
    text TEXT NOT NULL,
    captions TEXT NOT NULL CHECK (json_valid(captions)),
    subtitles TEXT NOT NULL CHECK (json_valid(subtitles)),
    section TEXT,
    language TEXT,
    image TEXT,
    encoding TEXT,
    replaced INTEGER NOT NULL,
    layout TEXT NOT NULL,
    warnings TEXT NOT NULL CHECK (json_valid(warnings)),
    cleaner_version TEXT NOT NULL,
    extractor_version TEXT NOT NULL,
    PRIMARY KEY (article, n),
    FOREIGN KEY (run, fetch) REFERENCES fetches (run, n)
);
CREATE INDEX revisions_page ON revisions (page);
CREATE INDEX revisions_fetch ON revisions (run, fetch);
""")


@migrations()
def m002_facts(db: Database) -> None:
    """What was read in the latest revision of each article, and in the ones before it."""
    db.executescript(f"""
CREATE TABLE institutions (
    id TEXT PRIMARY KEY,
    canonical TEXT NOT NULL,
    type TEXT NOT NULL,
    named TEXT NOT NULL
);
CREATE INDEX institutions_canonical ON institutions (canonical);
CREATE TABLE facts (
    id TEXT PRIMARY KEY,{_FACT_COLUMNS}
);
CREATE INDEX facts_article ON facts (article, start);
CREATE INDEX facts_kind ON facts (kind, value);
CREATE INDEX facts_canonical ON facts (canonical);
CREATE INDEX facts_institution ON facts (institution);
CREATE INDEX facts_mention ON facts (quote) WHERE kind = 'institution';
CREATE TABLE past_facts (
    id TEXT NOT NULL,{_FACT_COLUMNS},
    PRIMARY KEY (id, revision)
);
CREATE INDEX past_facts_article ON past_facts (article, revision);
CREATE INDEX past_facts_institution ON past_facts (institution);
""")


_PLACE = "f.start, f.end, f.quote, f.sentence"
_BESIDE = "f.article, a.title, a.publisher, a.published, a.url"
_TRACE = "f.rule, f.revision, f.extractor_version"
_NUMBER = "f.value, f.value_text, f.low, f.low_text, f.high, f.high_text, f.bound, f.approx"
_LENGTH = ", ".join(
    f"f.{name}_text AS {name}, f.{name}_months, f.{name}_seconds, f.{name}_days" for name in ("value", "low", "high")
)
_FROM = "FROM facts f JOIN articles a ON a.key = f.article WHERE f.kind"


@migrations()
def m003_views(db: Database) -> None:
    """The readings that a researcher starts from; every one but facts_all_revisions shows the latest revision."""
    db.executescript(f"""
CREATE VIEW amounts AS SELECT f.id, {_PLACE}, {_NUMBER}, f.currency, f.per, f.each, f.qualifiers,
    {_BESIDE}, {_TRACE} {_FROM} = 'amount';
CREATE VIEW durations AS SELECT f.id, {_PLACE}, {_LENGTH}, f.bound, f.approx, f.form, f.role, f.from_date, f.to_date,
    f.qualifiers, {_BESIDE}, {_TRACE} {_FROM} = 'duration';
CREATE VIEW counts AS SELECT f.id, {_PLACE}, {_NUMBER}, f.unit, f.of, f.per, f.each, f.qualifiers,
    {_BESIDE}, {_TRACE} {_FROM} = 'count';
CREATE VIEW institution_mentions AS SELECT f.id, {_PLACE}, f.institution, f.canonical, f.type, f.resolution,
    {_BESIDE}, {_TRACE} {_FROM} = 'institution';
CREATE VIEW latest_revisions AS SELECT r.*, a.url, a.gone FROM articles a
    JOIN revisions r ON r.article = a.key AND r.n = a.revision;
CREATE VIEW facts_all_revisions AS SELECT *, 1 AS latest FROM facts UNION ALL SELECT *, 0 FROM past_facts;
CREATE VIEW article_sightings AS SELECT article, min(at) AS first_seen, max(at) AS last_seen, count(*) AS fetches
    FROM fetches WHERE article IS NOT NULL AND outcome IN ('new', 'revised', 'unchanged', 'not-modified')
    GROUP BY article;
CREATE VIEW institution_sightings AS SELECT i.id, i.canonical, i.type, count(*) AS mentions,
    count(DISTINCT f.article) AS articles, min(a.published) AS first_published, max(a.published) AS last_published
    FROM institutions i JOIN facts f ON f.institution = i.id JOIN articles a ON a.key = f.article GROUP BY i.id;
""")  # noqa: S608
