"""``add``, ``crawl``, ``demo`` and ``facts`` on real files: what they store, show and refuse."""

import csv
import io
import json
import re
import sqlite3
from pathlib import Path

import pytest

from pipeline.site import fixtures_path
from tests.cli.conftest import run_in

ARTICLES = sorted(fixtures_path().glob("*/*/article.json"))


def tables(path, *left_out):
    """Every row of every table, for comparing two states of a database."""
    with sqlite3.connect(path) as db:
        names = [name for (name,) in db.execute("select name from sqlite_master where type = 'table' order by name")]
        return {
            name: sorted(map(repr, db.execute(f'select * from "{name}"'))) for name in names if name not in left_out
        }


def test_demo_shows_what_it_found_and_a_second_one_finds_nothing_new(pressfacts, tmp_path):
    first = pressfacts("demo")
    assert first.code == 0
    for words in ("The run", "amounts", "durations", "counts", "institutions named most", "Try next:", "KRW"):
        assert words in first.out
    before = tables(tmp_path / "pressfacts-demo.db", "runs", "fetches")
    assert len(before["articles"]) >= 24
    second = pressfacts("demo")
    assert second.code == 0
    assert tables(tmp_path / "pressfacts-demo.db", "runs", "fetches") == before


def test_the_readme_s_question_has_the_readme_s_answer(pressfacts, tmp_path):
    readme = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
    (query,) = re.findall(r"```sql\n(.+?)```", readme, re.DOTALL)
    assert pressfacts("demo").code == 0
    with sqlite3.connect(tmp_path / "pressfacts-demo.db") as db:
        answer = db.execute(query)
        head, *rows = [column[0] for column in answer.description], *answer
    shown = readme[readme.index(query) :].split("\n\n")[1].splitlines()
    assert shown == [f"| {' | '.join(map(str, row))} |" for row in (head, ["---"] * len(head), *rows)]


def test_adding_files_folders_and_globs(pressfacts, tmp_path):
    (tmp_path / "saved").mkdir()
    for number, path in enumerate(ARTICLES[:4]):
        (tmp_path / "saved" / f"{number}.html").write_bytes(path.with_name("page.html").read_bytes())
    answer = pressfacts("add", "--db", "press.db", "saved/0.html", "saved/[12].html", "saved")
    assert answer.code == 0
    assert answer.out.startswith("press.db: 4 new, 0 revised")


def test_what_cannot_be_added_is_named_and_the_rest_goes_on(pressfacts, tmp_path):
    (tmp_path / "empty.html").touch()
    page = ARTICLES[0].with_name("page.html")
    answer = pressfacts("add", "--db", "press.db", "missing.html", "empty.html", "ftp://hanbit.test/1", page)
    assert answer.code == 1
    assert "press.db: 1 new" in answer.out
    for name in ("missing.html", "empty.html", "ftp://hanbit.test/1"):
        assert sum(line.startswith(f"pressfacts: {name}: ") for line in answer.err.splitlines()) == 1


def test_a_new_database_that_nothing_came_into_is_not_left_behind(pressfacts, tmp_path):
    (tmp_path / "articles.jsonl").write_text('{"id": "1", "text": "20억원"}\n')
    answer = pressfacts("add", "--db", "press.db", "mistyped.html", "articles.jsonl")
    assert answer.code == 1
    assert "articles.jsonl: holds JSON lines, not a page; pressfacts extract" in answer.err
    assert [file.name for file in tmp_path.iterdir()] == ["articles.jsonl"]


@pytest.mark.parametrize("command", ["reclean", "reextract", "facts"])
def test_an_empty_file_is_told_and_left_as_it_is(pressfacts, tmp_path, command):
    (tmp_path / "press.db").touch()
    answer = pressfacts(command, "--db", "press.db")
    assert answer.code == 2
    assert answer.err.splitlines()[-1].startswith("pressfacts: press.db: is empty; fill it")
    assert (tmp_path / "press.db").stat().st_size == 0


def not_sqlite(path):
    path.write_text("no database at all, but long enough to look at" * 50)


def newer(path):
    with sqlite3.connect(path) as db:
        db.execute("pragma user_version = 9999")
        db.execute("create table facts (x)")


@pytest.mark.parametrize(
    ("name", "prepare"),
    [("press.db", not_sqlite), ("press.db", newer), ("missing/press.db", lambda path: None)],
)
def test_an_unusable_database_is_one_line(pressfacts, tmp_path, name, prepare):
    prepare(tmp_path / name)
    content = (tmp_path / name).read_bytes() if (tmp_path / name).exists() else None
    page = ARTICLES[0].with_name("page.html")
    answer = pressfacts("add", "--db", name, page)
    assert (answer.code, answer.out) == (2, "")
    (line,) = answer.err.splitlines()
    assert name in line
    assert content is None or (tmp_path / name).read_bytes() == content


def test_a_config_with_an_unknown_key_names_the_nearest(pressfacts, tmp_path):
    (tmp_path / "sources.toml").write_text(
        'delai = 1\n[[sources]]\nkey = "a"\nname = "a"\nfeeds = ["https://a.test/rss"]\n'
    )
    answer = pressfacts("crawl", "--db", "press.db", "--config", "sources.toml")
    assert answer.code == 2
    assert "delai" in answer.err
    assert "delay" in answer.err
    assert not (tmp_path / "press.db").exists()


def test_a_config_without_sources_makes_no_database(pressfacts, tmp_path):
    (tmp_path / "sources.toml").write_text("delay = 1\n")
    answer = pressfacts("crawl", "--db", "press.db", "--config", "sources.toml")
    assert (answer.code, answer.out) == (2, "")
    assert answer.err == "pressfacts: sources.toml: names no sources; add a [[sources]] table\n"
    assert not (tmp_path / "press.db").exists()


@pytest.fixture(scope="module")
def database(tmp_path_factory):
    """Six bundled articles; the tests only read them."""
    home = tmp_path_factory.mktemp("six")
    pages = [path.with_name("page.html") for path in ARTICLES[:6]]
    assert run_in(home, "add", "--db", "press.db", *pages).code == 0
    return home / "press.db"


def test_facts_as_table_csv_and_lines(pressfacts, database):
    shown = [json.loads(line) for line in pressfacts("facts", "--db", database, "--format", "jsonl").out.splitlines()]
    assert {row["kind"] for row in shown} == {"amount", "duration", "count", "institution"}
    answer = pressfacts("facts", "--db", database, "--format", "csv")
    assert len(list(csv.DictReader(io.StringIO(answer.out)))) == len(shown)
    assert "reading" in pressfacts("facts", "--db", database, "--limit", 3).out


def test_facts_of_at_least_a_sum(pressfacts, database):
    out = pressfacts("facts", "--db", database, "--kind", "amount", "--min", "10억원", "--format", "jsonl").out
    rows = [json.loads(line) for line in out.splitlines()]
    assert rows
    assert all(max(row["value"] or 0, row["high"] or 0, row["low"] or 0) >= 1_000_000_000 for row in rows)


@pytest.mark.parametrize("arguments", [("--min", "많이"), ("--since", "어제")])
def test_a_filter_that_cannot_be_read(pressfacts, database, arguments):
    answer = pressfacts("facts", "--db", database, *arguments)
    assert (answer.code, answer.out) == (2, "")
    assert arguments[1] in answer.err


def test_institutions_named_most_and_those_the_registry_lacks(pressfacts, tmp_path):
    lines = [
        "<html><head><title>산업단지 소식</title><meta property='og:site_name' content='한빛일보'>"
        "<meta property='article:published_time' content='2025-03-04T09:00:00+09:00'></head><body><article>",
        *(
            "<p>누리골해양바이오진흥원은 교육부와 협약을 맺고 연구 인력 30명을 기르기로 했다고 밝혔다.</p>"
            for _ in range(6)
        ),
        "</article></body></html>",
    ]
    (tmp_path / "page.html").write_text("\n".join(lines), encoding="utf-8")
    assert pressfacts("add", "--db", "press.db", "page.html").code == 0
    known, lacking = pressfacts("institutions", "--db", "press.db").out.split("not in the registry")
    assert "교육부" in known
    assert "누리골해양바이오진흥원" in lacking
    assert "교육부" not in lacking
