"""The shape of the database, as numbered steps: a released step is never edited, a change is a new step."""

from __future__ import annotations

from sqlite_utils import Database, Migrations

from pipeline.store.clusters import place_all

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

FACT_DEFINITIONS = f"""
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
    id TEXT PRIMARY KEY,{FACT_DEFINITIONS}
);
CREATE INDEX facts_article ON facts (article, start);
CREATE INDEX facts_kind ON facts (kind, value);
CREATE INDEX facts_canonical ON facts (canonical);
CREATE INDEX facts_institution ON facts (institution);
CREATE INDEX facts_mention ON facts (quote) WHERE kind = 'institution';
CREATE TABLE past_facts (
    id TEXT NOT NULL,{FACT_DEFINITIONS},
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
_CLAIM = ", ".join(
    f"f.{name}"
    for name in (
        *("value", "value_text", "low", "low_text", "high", "high_text", "bound", "approx"),
        *("currency", "unit", "of", "per", "each", "role", "from_date", "to_date"),
    )
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


@migrations()
def m004_crawls(db: Database) -> None:
    """What a crawl keeps from one run to the next: attempts, waits, robots.txt, and each run's report."""
    db.executescript("""
ALTER TABLE runs ADD COLUMN left_over INTEGER NOT NULL DEFAULT 0;
ALTER TABLE runs ADD COLUMN bytes INTEGER;
ALTER TABLE runs ADD COLUMN seconds REAL;
ALTER TABLE runs ADD COLUMN alarms INTEGER NOT NULL DEFAULT 0;
ALTER TABLE runs ADD COLUMN report TEXT CHECK (report IS NULL OR json_valid(report));
CREATE INDEX runs_started ON runs (started);
ALTER TABLE fetches ADD COLUMN listing INTEGER NOT NULL DEFAULT 0 CHECK (listing IN (0, 1));
ALTER TABLE fetches ADD COLUMN failures INTEGER NOT NULL DEFAULT 0;
ALTER TABLE fetches ADD COLUMN next_attempt TEXT;
ALTER TABLE frontier ADD COLUMN attempts INTEGER NOT NULL DEFAULT 0;
ALTER TABLE frontier ADD COLUMN next_attempt TEXT;
ALTER TABLE frontier ADD COLUMN reason TEXT;
CREATE TABLE robots (
    origin TEXT PRIMARY KEY,
    status INTEGER NOT NULL,
    body BLOB NOT NULL,
    fetched_at TEXT NOT NULL
);
CREATE TABLE held_hosts (
    host TEXT PRIMARY KEY,
    until TEXT NOT NULL
);
CREATE VIEW url_states AS
    SELECT url, source, CASE attempts WHEN 0 THEN 'found' ELSE 'failed' END AS state, attempts, next_attempt, reason,
        NULL AS settled FROM frontier
    UNION ALL SELECT url, source, CASE WHEN outcome IN ('new', 'revised', 'unchanged', 'not-modified') THEN 'extracted'
        WHEN outcome = 'refused' AND reason = 'gone' THEN 'gone' ELSE 'refused' END, 0, NULL, reason, max(at)
    FROM fetches WHERE listing = 0 AND outcome NOT IN ('failed', 'listing') AND url NOT IN (SELECT url FROM frontier)
    GROUP BY url;
CREATE VIEW source_health AS
    WITH listed AS (SELECT DISTINCT source FROM fetches WHERE listing = 1),
    asked AS (SELECT source, url, max(at) AS at, outcome, reason, failures, next_attempt FROM fetches
        WHERE source IS NOT NULL AND (listing = 1 OR source NOT IN (SELECT source FROM listed WHERE source IS NOT NULL))
        GROUP BY source, url),
    newest AS (SELECT source, max(at) AS at FROM asked GROUP BY source)
    SELECT asked.source, CASE WHEN sum(outcome = 'failed') = count(*) THEN 'failing'
        WHEN sum(outcome = 'refused') = count(*) THEN 'refused' WHEN sum(outcome = 'failed') THEN 'partly' ELSE 'ok'
        END AS health,
        count(*) AS listings, sum(outcome = 'failed') AS failing, max(failures) AS failures,
        group_concat(DISTINCT CASE WHEN outcome IN ('failed', 'refused') THEN reason END) AS reasons,
        (SELECT max(at) FROM fetches f WHERE f.source = asked.source AND f.outcome NOT IN ('failed', 'refused'))
            AS last_success,
        CASE WHEN sum(outcome = 'failed') THEN min(CASE WHEN outcome = 'failed' THEN next_attempt END) END
            AS next_attempt,
        (SELECT count(*) FROM frontier f WHERE f.source = asked.source) AS waiting,
        (SELECT count(DISTINCT article) FROM fetches f WHERE f.source = asked.source) AS articles
    -- A listing that the source no longer has stops being asked for; one that fails is asked for once a week at least.
    FROM asked JOIN newest ON newest.source = asked.source AND julianday(newest.at) - julianday(asked.at) < 10
    GROUP BY asked.source;
""")


@migrations()
def m005_clusters(db: Database) -> None:
    """Which articles carry the same text, and what each such text claims, counted once."""
    db.executescript(f"""
CREATE TABLE clusters (
    article TEXT PRIMARY KEY REFERENCES articles (key),
    member INTEGER NOT NULL UNIQUE,
    cluster TEXT NOT NULL,
    sketch BLOB NOT NULL
);
CREATE INDEX clusters_cluster ON clusters (cluster);
CREATE TABLE cluster_bands (
    band INTEGER NOT NULL,
    member INTEGER NOT NULL,
    PRIMARY KEY (band, member)
) WITHOUT ROWID;
CREATE VIEW claims AS SELECT c.cluster, f.kind, f.canonical, {_CLAIM},
    count(DISTINCT f.article) AS articles, count(DISTINCT coalesce(a.publisher, a.key)) AS outlets,
    min(f.quote) AS quote, min(a.published) AS first_published, min(f.id) AS fact
    FROM facts f JOIN articles a ON a.key = f.article JOIN clusters c ON c.article = f.article
    GROUP BY c.cluster, f.kind, f.canonical, {_CLAIM};
""")  # noqa: S608
    place_all(db.conn)
