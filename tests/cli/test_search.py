"""``pressfacts search`` on the bundled articles."""

import json

import pytest

from pipeline.site import fixtures_path
from tests.cli.conftest import run_in

ARTICLES = sorted(fixtures_path().glob("*/*/article.json"))


@pytest.fixture(scope="module")
def database(tmp_path_factory):
    """All bundled articles; the tests only read them."""
    home = tmp_path_factory.mktemp("bundled")
    assert run_in(home, "add", "--db", "press.db", *(path.with_name("page.html") for path in ARTICLES)).code == 0
    return home / "press.db"


def lines(answer):
    assert answer.code == 0
    return [json.loads(line) for line in answer.out.splitlines()]


def test_a_word_finds_the_articles_that_hold_it(pressfacts, database):
    holding = set()
    for path in ARTICLES:
        article = json.loads(path.read_text(encoding="utf-8"))
        if "예산" in (article["title"] or "") + article["text"]:
            holding.add(article["title"])
    assert len(holding) > 1
    found = lines(pressfacts("search", "--db", database, "예산", "--limit", "100", "--format", "jsonl"))
    assert {row["title"] for row in found} == holding
    for row in found:
        marked = [row["title"][start:end] for start, end in row["title_marks"]]
        marked += [row["snippet"][start:end] for start, end in row["snippet_marks"]]
        assert set(marked) == {"예산"}


def test_newest_first_and_narrowed(pressfacts, database):
    ask = ("search", "--db", database, "예산", "--newest", "--limit", "100", "--format", "jsonl")
    times = [row["published"] for row in lines(pressfacts(*ask)) if row["published"]]
    assert times == sorted(times, reverse=True)
    few = lines(pressfacts(*ask, "--kind", "amount", "--min", "1조원"))
    assert 0 < len(few) < len(times)


def test_an_institution_is_found_under_its_aliases(pressfacts, database):
    ask = ("search", "--db", database, "위", "OR", "이", "OR", "한", "--limit", "100", "--format", "jsonl")
    by_name = lines(pressfacts(*ask, "--institution", "보건복지부"))
    assert by_name
    assert {row["article"] for row in by_name} == {
        row["article"] for row in lines(pressfacts(*ask, "--institution", "복지부"))
    }


def test_text_shows_title_place_and_snippet(pressfacts, database):
    answer = pressfacts("search", "--db", database, "예산", "--limit", "1")
    title, place, snippet, *_ = answer.out.splitlines()
    assert "[예산]" in title + snippet
    assert "http" in place
    none = pressfacts("search", "--db", database, "없는낱말")
    assert (none.code, none.out, none.err) == (0, "", "pressfacts: no article matches\n")


@pytest.mark.parametrize("words", ["(예산", "-예산", '"예산', "(" * 3000 + "예산" + ")" * 3000])
def test_what_cannot_be_searched_for_is_one_line(pressfacts, database, words):
    answer = pressfacts("search", "--db", database, "--", words)
    assert (answer.code, answer.out) == (2, "")
    (line,) = answer.err.splitlines()
    assert words in line
