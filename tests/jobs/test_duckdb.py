"""DuckDB straight over the Parquet of a batch answers what the database would, with the views of docs/scaling.md."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import duckdb
import pytest

from pipeline.jobs.batch import run_batch
from pipeline.jobs.loading import load
from pipeline.store import Store
from tests.blocks import DOCS
from tests.jobs.clusters import PAGES, warc_record
from tests.jobs.looking import rows


def test_the_queries_of_the_docs_answer_as_the_database_does(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # The second file has two addresses of the first again, later: one page has other amounts, one is as it was.
    first = [warc_record(n, PAGES[n]) for n in range(12)]
    later = [warc_record(n, PAGES[n]).replace(b"2026-03-02T00:00:0", b"2026-03-03T00:00:0") for n in (3, 4)]
    edited = [record.replace("억원".encode(), "조원".encode()) for record in later]
    for name, records in (("a", first), ("b", edited)):
        (tmp_path / f"{name}.warc.gz").write_bytes(b"".join(map(gzip.compress, records)))
    out = tmp_path / "press-batch"
    run_batch([str(tmp_path / "a.warc.gz"), str(tmp_path / "b.warc.gz")], out)
    database = tmp_path / "press.db"
    with Store.open(database) as store:
        report = load(store, out)
    assert (report.new, report.revised, report.unchanged) == (12, 1, 1)

    monkeypatch.chdir(tmp_path)
    (block,) = re.findall(r"```sql\n(.+?)```", (DOCS / "scaling.md").read_text(encoding="utf-8"), re.DOTALL)
    with duckdb.connect() as connection:
        answers = [connection.execute(query).fetchall() for query in block.strip().removesuffix(";").split(";\n")]
        ids = connection.execute("SELECT id FROM facts ORDER BY id").fetchall()
    *_, institutions, months = answers
    assert ids == rows(database, "SELECT id FROM facts ORDER BY id")
    named = (
        "SELECT canonical, count(DISTINCT article) FROM facts WHERE kind = 'institution' "
        "GROUP BY canonical ORDER BY 2 DESC, 1 LIMIT 20"
    )
    assert institutions == rows(database, named)
    money = (
        "SELECT substr(a.published, 1, 7), count(*), max(f.value) FROM facts f JOIN articles a ON a.key = f.article "
        "WHERE f.kind = 'amount' AND f.currency = 'KRW' GROUP BY 1 ORDER BY 1"
    )
    assert [(month, amounts, most) for month, amounts, _, most in months] == rows(database, money)
