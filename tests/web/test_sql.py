"""What a reader's SQL cannot do: write, run for ever, fill the memory, reach a file."""

import time

import httpx
import pytest


def ask(server, sql):
    return httpx.get(f"{server.home}.json", params={"sql": sql, "_shape": "array"}, timeout=60)


@pytest.mark.parametrize(
    "sql",
    [
        "delete from facts",
        "with x as (select 1) delete from facts",
        "select load_extension('/tmp/x.so')",
        "select writefile('/tmp/x', 'y')",
        "select readfile('/etc/passwd')",
        "attach database '/etc/passwd' as p",
        "select * from pragma_writable_schema",
        "select fts3_tokenizer('x', x'00')",
        "vacuum into '/tmp/copy.db'",
        "select edit('x', 'sh')",
    ],
)
def test_sql_reads_the_served_tables_and_nothing_else(server, sql):
    answer = ask(server, sql)
    assert answer.status_code == 400, answer.text


def test_a_query_that_runs_on_is_stopped(server):
    began = time.monotonic()
    answer = ask(server, "with recursive n(i) as (select 1 union all select i + 1 from n) select count(*) from n")
    assert answer.status_code == 400
    assert "2초" in answer.json()["error"]
    assert time.monotonic() - began < 30
    assert ask(server, "select 1 as one").json() == [{"one": 1}]


def test_a_value_beyond_measure_is_refused(server):
    assert "too big" in ask(server, "select length(hex(zeroblob(900000000)))").text


def test_the_full_text_index_and_json_can_be_asked(server):
    assert ask(server, "select count(*) as n from search").json()[0]["n"] == 6
    assert ask(server, "select value from json_each('[7]')").json() == [{"value": 7}]


def test_the_file_is_not_downloaded_and_no_other_is_served(server):
    assert httpx.get(f"{server.home}.db").status_code in {403, 404}
    for path in (
        "/press~2Eaccounts",
        "/press~2Epages",
        "/-/pressfacts/..%2f..%2fcalls.py",
        "/-/pressfacts/%2e%2e/calls.py",
    ):
        assert httpx.get(f"{server.base}{path}").status_code in {403, 404}, path
