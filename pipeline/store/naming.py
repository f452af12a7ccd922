"""An institution under all its names, as SQL on facts: who mentions it, in which articles."""

from __future__ import annotations

from pipeline.store.columns import Value
from pipeline.store.records import Named

# A name that the registry gave to another body in this article is not the one that is asked for.
_UNKNOWN = "resolution != 'registry' AND"


def is_mention(named: Named) -> tuple[str, list[Value]]:
    """Return a test that a mention (``f``) is of this institution, and the values of its marks."""
    ids, names = _marks(named)
    test = f"(f.institution IN ({ids}) OR (f.{_UNKNOWN} (f.canonical IN ({names}) OR f.quote IN ({names}))))"
    return test, [*named.ids, *named.names, *named.names]


def is_beside(named: Named) -> tuple[str, list[Value]]:
    """Return a test that a fact (``f``) is a mention of this institution, or a number of an article that has one."""
    ids, names = _marks(named)
    # An index each: with OR in one query SQLite reads all mentions there are.
    mentions = " UNION ".join(
        f"SELECT article FROM facts WHERE {test}"  # noqa: S608
        for test in (
            f"institution IN ({ids})",
            f"{_UNKNOWN} canonical IN ({names})",
            f"kind = 'institution' AND {_UNKNOWN} quote IN ({names})",
        )
    )
    mention, values = is_mention(named)
    return f"f.article IN ({mentions}) AND (f.kind != 'institution' OR {mention})", [*values, *values]


def _marks(named: Named) -> tuple[str, str]:
    return ", ".join("?" * len(named.ids)), ", ".join("?" * len(named.names))
