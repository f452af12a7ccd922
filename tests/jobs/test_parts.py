"""The Parquet of a batch: the columns and types of every other way out, and a folder of other types refused."""

import json
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pipeline.exports import FORMATS, Written, arrow_schema, croissant, data_package, record_batch, stored_rows
from pipeline.jobs.batch import run_batch
from pipeline.jobs.loading import load
from pipeline.store import EXPORTABLE, PARTS, TABLES, ColumnType, Store
from tests.jobs.looking import rows
from tests.store.test_batch import DAY

WHERE_IT_IS = {"articles": ("articles", "revisions"), "facts": ("facts",), "pages": ("fetches",)}
TEXTS = [
    {"url": f"https://hanbit.test/{n}", "text": f"교육부는 약 {n}억원을 학교 3곳에 2년간 준다.", "published": DAY}
    for n in (1, 2, 3)
]
# Each kind of column, as each format says it.
TOLD = {
    ColumnType.TEXT: ("string", "string", "sc:Text"),
    ColumnType.INTEGER: ("int64", "integer", "sc:Integer"),
    ColumnType.NUMBER: ("double", "number", "sc:Float"),
    ColumnType.BOOLEAN: ("bool", "boolean", "sc:Boolean"),
    ColumnType.PRESS_TIME: ("timestamp[ms, tz=Asia/Seoul]", "datetime", "sc:DateTime"),
    ColumnType.SYSTEM_TIME: ("timestamp[ms, tz=UTC]", "datetime", "sc:DateTime"),
    ColumnType.LIST: ("string", "array", "sc:Text"),
    ColumnType.OBJECT: ("string", "object", "sc:Text"),
    ColumnType.HEX: ("string", "string", "sc:Text"),
}


@pytest.fixture
def batch(tmp_path: Path) -> Path:
    pq.write_table(pa.Table.from_pylist(TEXTS), tmp_path / "texts.parquet")
    assert len(run_batch([str(tmp_path / "texts.parquet")], tmp_path / "batch").done) == 1
    return tmp_path / "batch"


def types(schema: pa.Schema) -> dict[str, str]:
    return {field.name: str(field.type) for field in schema}


def test_a_column_has_one_name_and_type_in_every_way_out(batch: Path) -> None:
    files = []
    for name in EXPORTABLE:
        path = batch / f"{name}.csv"
        path.touch()  # what it holds is not looked at here
        files.append(Written(table=TABLES[name], keys=(), form=FORMATS["csv"], path=path, rows=0))
    resources = data_package(files, name="press", version="1")["resources"]
    record_sets = croissant(files, name="press", version="1")["recordSet"]
    package = {table["name"]: table["schema"]["fields"] for table in resources}
    crumbs = {table["name"]: table["field"] for table in record_sets}
    for name in EXPORTABLE:
        arrow = types(arrow_schema(TABLES[name]))
        assert list(arrow) == list(TABLES[name].columns)
        frictionless = {field["name"]: field["type"] for field in package[name]}
        crumb = {field["name"]: field["dataType"] for field in crumbs[name]}
        for column, kind in TABLES[name].types.items():
            assert (arrow[column], frictionless[column], crumb[column]) == TOLD[kind], f"{name}.{column}"


def test_the_parts_of_a_batch_have_the_columns_of_an_export(batch: Path) -> None:
    for part, tables in WHERE_IT_IS.items():
        (path,) = (batch / part).glob("*.parquet")
        written = types(pq.read_schema(path))
        exported: dict[str, str] = {}
        for table in tables:
            exported |= types(arrow_schema(TABLES[table]))
        for column, kind in written.items():
            if column.startswith("fetch_"):
                assert kind == types(arrow_schema(TABLES["fetches"]))[column.removeprefix("fetch_")]
            elif column in exported:
                assert kind == exported[column], f"{part}.{column}"
            else:
                assert (part, column) in {(name, "record") for name in PARTS} | {("pages", "sha256"), ("pages", "zlib")}
    (facts,) = (batch / "facts").glob("*.parquet")
    assert types(pq.read_schema(facts))["approx"] == "bool"
    # Every column of the exported facts is there, in its order.
    assert list(types(pq.read_schema(facts)))[1:] == list(TABLES["facts"].columns)


def test_rows_come_back_from_arrow_as_they_were() -> None:
    table = TABLES["fetches"]
    first = dict.fromkeys(table.columns) | {
        "run": "r", "n": 1, "url": "가", "at": "2026-03-01T15:00:00.125+00:00", "listing": 1, "seconds": 0.25,
        "listed": "1987-08-01T09:00:00+09:00",
    }  # fmt: skip
    last = first | {"listed": "0001-01-01T00:00:00+09:00", "at": "9999-12-31T23:59:59.999+00:00", "listing": 0}
    cells = [tuple(row.values()) for row in (first, last, dict.fromkeys(table.columns))]
    assert list(stored_rows(record_batch(table, cells))) == cells


def test_a_folder_of_the_earlier_types_is_refused_and_done_again(batch: Path, tmp_path: Path) -> None:
    (path,) = (batch / "facts").glob("*.parquet")
    table = pq.read_table(path)
    earlier = table.set_column(table.schema.get_field_index("approx"), "approx", table["approx"].cast(pa.int64()))
    pq.write_table(earlier, path)
    with Store.open(tmp_path / "press.db") as store:
        (problem,) = load(store, batch).problems
    assert str(problem) == (
        f"{path}: its columns are those of another pressfacts (approx is int64, not bool); run the same pressfacts "
        "batch into this folder again, and load that"
    )
    (mark,) = (batch / "done").glob("*.json")
    # As it was marked when marks did not say which columns the files have.
    mark.write_text(json.dumps({k: v for k, v in json.loads(mark.read_text()).items() if k != "columns"}))
    assert run_batch([str(tmp_path / "texts.parquet")], batch).before == 0
    with Store.open(tmp_path / "press.db") as store:
        assert load(store, batch).new == 3
    assert rows(tmp_path / "press.db", "SELECT count(*) FROM facts WHERE approx") == [(3,)]


def test_facts_of_other_articles_are_refused_whatever_is_there(batch: Path, tmp_path: Path) -> None:
    (facts,) = (batch / "facts").glob("*.parquet")
    table = pq.read_table(facts)
    others = pa.array([f"{key}/other" for key in table["article"].to_pylist()])
    pq.write_table(table.set_column(table.column_names.index("article"), "article", others), facts)
    with Store.open(tmp_path / "press.db") as store:
        report = load(store, batch)
        assert (report.new, store.count_articles()) == (0, 0)
    remedy = f"remove its mark in {batch / 'done'}, run the batch again, then the load"
    assert [str(problem) for problem in report.problems] == [f"{facts}: does not fit the shard's articles; {remedy}"]
