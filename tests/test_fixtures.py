"""Every article of the bundled press site, from page to facts, against its golden files.

A missing ``article.json`` or ``facts.json`` is written and the test fails: read it, correct what is wrong, commit it.
"""

import json

import pytest

from extractors import Context, as_record, extract
from pipeline.clean import clean
from pipeline.cli.clean import article_record
from pipeline.site import fixtures_path

SITE = fixtures_path()
PAGES = sorted(
    page
    for page in SITE.glob("*/*/page*.html")
    if page.with_name(page.name.replace("page", "article", 1).replace(".html", ".json")).exists()
)
ARTICLE_FIELDS = ("url", "title", "byline", "published", "updated", "publisher", "text", "captions", "subtitles")


def golden(page, what):
    return page.with_name(page.name.replace("page", what, 1).replace(".html", ".json"))


def name(page):
    return str(page.relative_to(SITE).with_suffix(""))


def compare_or_write(path, record):
    if not path.exists():
        path.write_text(json.dumps(record, ensure_ascii=False, indent=1, sort_keys=True) + "\n", encoding="utf-8")
        pytest.fail(f"{path} was missing and has been written: read it, correct what is wrong, commit it")
    return json.loads(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_the_page_gives_the_article(page):
    record = article_record("", clean(page.read_bytes()))
    expected = compare_or_write(golden(page, "article"), {field: record[field] for field in ARTICLE_FIELDS})
    assert {field: record[field] for field in expected} == expected


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_the_article_gives_the_facts(page):
    article = clean(page.read_bytes())
    context = Context(published=article.published, title=article.title, publisher=article.publisher)
    records = json.loads(json.dumps([as_record(fact) for fact in extract(article.text, context).facts]))
    expected = compare_or_write(golden(page, "facts"), records)
    lines = {json.dumps(record, ensure_ascii=False, sort_keys=True) for record in records}
    wanted = {json.dumps(record, ensure_ascii=False, sort_keys=True) for record in expected}
    gained = "".join(f"\n  + {line}" for line in sorted(lines - wanted))
    lost = "".join(f"\n  - {line}" for line in sorted(wanted - lines))
    assert records == expected, f"{name(page)}: facts gained and lost{gained}{lost}"


def test_the_site_is_large_enough_to_mean_something():
    assert len(PAGES) >= 24
    assert len({page.parts[-3] for page in PAGES}) >= 5
