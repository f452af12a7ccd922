"""The numbered steps of sums: which amounts count, and what they add up to, like with like."""

from __future__ import annotations

from collections.abc import Callable

from sqlite_utils import Database

from pipeline.store.run_migrations import migrations

__all__ = ["migrations"]

# The rows of reviewed_facts that count come from two tables. They are joined here one by one: SQLite would write a join
# of two views of two tables each to a temporary table before it looked at the first condition.
_JUDGED = (
    "FROM review_anchors v JOIN facts g ON g.id = v.fact JOIN clusters k ON k.article = v.article "
    "WHERE v.verdict IN ('reject', 'correct')"
)


def _open(fact: str) -> str:
    # A copy that nobody looked at says no more than the copies in which a reviewer judged the same words.
    return f"""({fact}.article NOT IN (SELECT article FROM review_anchors) OR NOT EXISTS (SELECT 1 FROM review_anchors v
        WHERE v.article = {fact}.article AND v.kind = {fact}.kind AND ((v.hides IS NOT NULL AND v.fact = {fact}.id)
        OR (v.hides = 'place' AND v.start < {fact}.end AND v.end > {fact}.start))))
    AND ((c.cluster, {fact}.kind, {fact}.quote) NOT IN (SELECT k.cluster, g.kind, g.quote {_JUDGED})
        OR ({fact}.article, {fact}.kind, {fact}.quote) IN (SELECT g.article, g.kind, g.quote {_JUDGED}))"""  # noqa: S608


def _said(fact: str) -> str:
    return f"{fact}.verdict IN ('accept', 'correct', 'add') AND {fact}.anchor != 'stale'"


_STANDING: dict[str, Callable[[str], str]] = {"facts": _open, "review_anchors": _said}


def _id(table: str, fact: str) -> str:
    if table == "facts":
        return f"{fact}.id"
    return f"CASE WHEN {fact}.hides IS NOT NULL AND {fact}.fact IS NOT NULL THEN {fact}.fact ELSE {fact}.target END"


def _status(table: str, fact: str) -> str:
    if table == "facts":
        return "'open'"
    return f"CASE {fact}.verdict WHEN 'accept' THEN 'accepted' WHEN 'correct' THEN 'corrected' ELSE 'added' END"


_CLAIM = "currency, per, each, bound, approx, value, low, high"
_ALIKE = "currency, per, each, bound, approx"
_SHOWN = ", ".join(f"f.{name}" for name in ("value", "low", "high", "bound", "approx", "currency", "per", "each"))
_BESIDE = "c.cluster, f.article, a.title, a.publisher, a.published, a.url"
_ARTICLE = "CROSS JOIN clusters c ON c.article = f.article CROSS JOIN articles a ON a.key = f.article"
# 수십억원 has no number: two of them are two claims where they are written otherwise.
_VAGUE = "CASE WHEN coalesce(value, low, high) IS NULL THEN {quote} END"

_AMOUNTS = " UNION ALL ".join(
    f"SELECT {_id(table, 'f')} AS id, f.quote, {_SHOWN}, {_status(table, 'f')} AS status, f.sentence, {_BESIDE} "  # noqa: S608
    f"FROM {table} f {_ARTICLE} WHERE f.kind = 'amount' AND {standing('f')}"
    for table, standing in _STANDING.items()
)
_INSTITUTION_AMOUNTS = " UNION ALL ".join(
    f"SELECT i.id AS institution, i.canonical, i.type, m.quote AS mention, f.quote AS amount, {_SHOWN}, "  # noqa: S608
    f"{_status(table, 'f')} AS status, f.sentence, {_BESIDE}, {_id(beside, 'm')} AS reviewed_mention, "
    f"{_id(table, 'f')} AS reviewed_amount FROM institutions i JOIN {beside} m ON m.institution = i.id "
    f"CROSS JOIN {table} f ON f.article = m.article AND f.sentence_start = m.sentence_start {_ARTICLE} "
    f"WHERE f.kind = 'amount' AND {standing('f')} AND {besides('m')}"
    for table, standing in _STANDING.items()
    for beside, besides in _STANDING.items()
)


def _claims(*keys: str, rows: str, quote: str, ids: str) -> str:
    columns = ", ".join((*keys, "cluster", _CLAIM))
    return (
        f"SELECT {columns}, count(DISTINCT article) AS articles, "  # noqa: S608
        "count(DISTINCT coalesce(publisher, article)) AS outlets, "
        "count(DISTINCT CASE WHEN status != 'open' THEN article END) AS reviewed, "
        f"min({quote}) AS quote, min(published) AS first_published, min({ids}) AS reviewed_amount "
        f"FROM {rows} GROUP BY {columns}, {_VAGUE.format(quote=quote)}"
    )


def _sums(*keys: str, claims: str) -> str:
    alike = ", ".join((*keys, _ALIKE))
    return (
        f"SELECT {alike}, sum(told) AS claims, sum(looked_at) AS reviewed, sum(told * vague) AS unvalued, "  # noqa: S608
        f"{_sum('told * low')} AS low_sum, {_sum('told * high')} AS high_sum, count(*) AS figures, "
        f"{_sum('low')} AS low_once, {_sum('high')} AS high_once FROM (SELECT {alike}, low, high, "
        "count(*) AS told, sum(reviewed > 0) AS looked_at, coalesce(low, high) IS NULL AS vague "
        f"FROM {claims} GROUP BY {alike}, value, low, high, {_VAGUE.format(quote='quote')}) GROUP BY {alike}"
    )


def _sum(term: str) -> str:
    # sum() fails past 2^63 won, which the budgets of a state reach; total() has none where nothing was added.
    whole = f"abs(total({term})) < 9007199254740992 AND total({term}) = CAST(total({term}) AS INTEGER)"
    exact = f"CASE WHEN {whole} THEN CAST(total({term}) AS INTEGER) ELSE total({term}) END"
    return f"CASE WHEN count({term}) THEN {exact} END"


@migrations()
def m011_sums(db: Database) -> None:
    """The amounts that count under the reviewers' words, each text's claim once, and sums of like with like."""
    beside = _claims(
        "institution", "canonical", "type", rows="standing_institution_amounts", quote="amount", ids="reviewed_amount"
    )
    db.executescript(f"""
CREATE INDEX facts_money ON facts (article, sentence_start) WHERE kind = 'amount';
CREATE VIEW standing_amounts AS {_AMOUNTS};
CREATE VIEW standing_institution_amounts AS {_INSTITUTION_AMOUNTS};
CREATE VIEW money_claims AS {_claims(rows="standing_amounts", quote="quote", ids="id")};
CREATE VIEW money_by_currency AS {_sums(claims="money_claims")};
CREATE VIEW money_by_institution AS {_sums("institution", "canonical", "type", claims=f"({beside})")};
""")
