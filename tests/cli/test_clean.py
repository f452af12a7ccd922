"""``pressfacts clean``: a line an article, and one line on stderr for what is none."""

import json

import pytest
from click.testing import CliRunner

import pipeline.clean
from pipeline.cli.clean import clean
from pipeline.site import fixtures_path

PAGES = sorted(fixtures_path().glob("*/*/article.json"))


def test_an_article_is_one_line(pressfacts):
    page = PAGES[0].with_name("page.html")
    golden = json.loads(PAGES[0].read_text(encoding="utf-8"))
    answer = pressfacts("clean", "--format", "jsonl", page)
    assert (answer.code, answer.err) == (0, "")
    record = json.loads(answer.out)
    keys = ["path", "url", "title", "byline", "published", "publisher", "text", "captions"]
    assert list(record)[: len(keys)] == keys
    assert record["path"] == str(page)
    assert {name: record[name] for name in keys[1:]} == {name: golden[name] for name in keys[1:]}


def test_standard_input_is_one_document(pressfacts):
    page = PAGES[0].with_name("page.html")
    piped = json.loads(pressfacts("clean", "--format", "jsonl", "-", stdin=page.read_bytes()).out)
    named = json.loads(pressfacts("clean", "--format", "jsonl", page).out)
    assert piped.pop("path") == "-"
    del named["path"]
    assert piped == named


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("empty.html", b"", "empty"),
        ("photo.jpg", b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(range(256)) * 8, "picture"),
        ("program.bin", b"\x7fELF" + bytes(range(256)) * 8, "binary"),
        ("shell.html", b"<html><body><div id=root></div></body></html>", ""),
        ("missing.html", None, "there is no such file"),
    ],
    ids=["empty", "picture", "binary", "shell", "missing"],
)
def test_what_is_no_article_is_one_line_on_stderr(pressfacts, tmp_path, name, content, words):
    if content is not None:
        (tmp_path / name).write_bytes(content)
    answer = pressfacts("clean", "--format", "jsonl", name)
    assert (answer.code, answer.out) == (1, "")
    (line,) = answer.err.splitlines()
    assert line.startswith(f"pressfacts: {name}: ")
    assert words in line


def test_the_rest_of_a_batch_goes_on(pressfacts, tmp_path):
    (tmp_path / "empty.html").write_bytes(b"")
    pages = [path.with_name("page.html") for path in PAGES[:2]]
    answer = pressfacts("clean", "--format", "jsonl", pages[0], "empty.html", pages[1])
    assert answer.code == 1
    assert [json.loads(line)["path"] for line in answer.out.splitlines()] == [str(page) for page in pages]
    assert answer.err.splitlines()[-1] == "pressfacts: 1 of 3 files gave no article"


def test_a_page_that_breaks_the_cleaner_costs_no_other_page_its_article(monkeypatch):
    pages = [path.with_name("page.html") for path in PAGES[:3]]

    def breaks_on_the_second(body, clean=pipeline.clean.clean):
        return clean(body) if body != pages[1].read_bytes() else 1 / 0

    monkeypatch.setattr(pipeline.clean, "clean", breaks_on_the_second)
    answer = CliRunner().invoke(clean, ["--format", "jsonl", *map(str, pages)])
    assert answer.exit_code == 1
    assert [json.loads(line)["path"] for line in answer.stdout.splitlines()] == [str(pages[0]), str(pages[2])]
    assert answer.stderr.splitlines() == [
        f"pressfacts: {pages[1]}: pressfacts broke on it (ZeroDivisionError: division by zero); please report it",
        "Error: 1 of 3 files gave no article",
    ]


def test_for_reading(pressfacts):
    golden = json.loads(PAGES[0].read_text(encoding="utf-8"))
    answer = pressfacts("clean", PAGES[0].with_name("page.html"))
    assert answer.out.startswith(golden["title"])
    assert golden["text"] in answer.out
