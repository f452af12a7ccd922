"""A crawl of the bundled press site, over real HTTP, into a real database: the first run, and every later one."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from extractors import Context, Extraction
from pipeline.fetch import FetchPolicy
from pipeline.jobs import Read, Recheck, RunReport, Step, crawl
from pipeline.site import PressSite
from pipeline.sources import Budget, Config, ListPage, Source
from pipeline.store import FactQuery, Outcome, Store, pages_path
from tests.jobs.looking import dump, rows

EDITED = "http://hanbit.test/society/education/20250312001"
GONE = "http://saegyeol.test/article/202506010900111"
DISALLOWED = "http://daon.test/private/20250622_draft.html"
SHORT = "http://hanbit.test/s/0312"
AT_ONCE = Recheck(after=timedelta(0))


def keys(path: Path) -> set[str]:
    return {str(key) for (key,) in rows(path, "SELECT key FROM articles")}


def pages_failed(report: RunReport) -> list[tuple[str, str]]:
    return [(problem.name, problem.reason) for source in report.sources for problem in source.failed]


def test_the_first_run_finds_every_article_and_facts_of_every_kind(
    store: Store, path: Path, site: PressSite, config: Config, policy: FetchPolicy, read: Read
) -> None:
    report = crawl(store, config, policy, read=read)
    assert keys(path) == set(site.article_urls)
    assert report.tally.new == len(site.article_urls)
    assert pages_failed(report) == []
    assert not report.lost
    assert {count.kind for count in report.facts} == {"amount", "count", "duration", "institution"}
    assert report.facts == store.count_facts()
    assert rows(path, "SELECT id, new, failed FROM runs WHERE ended IS NOT NULL") == [(report.run, report.tally.new, 0)]
    assert store.frontier("hanbit") == ()


def test_the_second_run_changes_nothing_but_runs_and_fetches(
    store: Store, path: Path, site: PressSite, config: Config, policy: FetchPolicy, read: Read
) -> None:
    crawl(store, config, policy, read=read)
    before = dump(path, without=("runs", "fetches"))
    raw_before = dump(pages_path(path), without=())
    site.requests.clear()
    report = crawl(store, config, policy, read=read)
    assert dump(path, without=("runs", "fetches")) == before
    assert dump(pages_path(path), without=()) == raw_before
    assert (report.tally.new, report.tally.revised, report.tally.failed, report.facts) == (0, 0, 0, ())
    assert sum(source.known for source in report.sources) == len(site.article_urls)
    asked = [visit for visit in site.requests if not visit.path.endswith(("robots.txt", "sitemap-index.xml"))]
    assert asked
    assert {visit.status for visit in asked} == {304}


def test_every_refused_page_is_written_down_with_its_reason(
    store: Store, path: Path, site: PressSite, config: Config, policy: FetchPolicy, read: Read
) -> None:
    crawl(store, config, policy, read=read)
    refused = dict(rows(path, "SELECT url, reason FROM fetches WHERE outcome = 'refused'"))
    assert refused == {DISALLOWED: "robots", GONE: "gone"}
    assert not [visit for visit in site.requests if visit.path.startswith("/private/")]
    no_article = rows(path, "SELECT url, reason, page FROM fetches WHERE outcome = 'not-article'")
    assert no_article
    for _, reason, page in no_article:
        assert reason
        assert store.page(str(page))


def test_a_redirect_leads_to_the_same_article(
    store: Store, path: Path, hanbit: Config, policy: FetchPolicy, read: Read
) -> None:
    crawl(store, hanbit, policy, read=read)
    assert rows(path, "SELECT final_url, article FROM fetches WHERE url = ?", SHORT) == [(EDITED, EDITED)]
    assert SHORT not in keys(path)


def test_a_server_error_is_asked_again_by_the_next_run_until_it_heals(
    store: Store, path: Path, site: PressSite, hanbit: Config, policy: FetchPolicy, read: Read
) -> None:
    url = "http://hanbit.test/society/court/20250417014"
    site.fail(url, times=2)
    for _ in range(2):
        report = crawl(store, hanbit, policy, read=read)
        assert pages_failed(report) == [(url, "server")]
        assert url not in keys(path)
        assert [item.url for item in store.frontier("hanbit")] == [url]
    assert crawl(store, hanbit, policy, read=read).tally.new == 1
    assert url in keys(path)
    assert store.frontier("hanbit") == ()


def test_an_unreachable_robots_txt_loses_no_article(
    store: Store, path: Path, site: PressSite, config: Config, policy: FetchPolicy, read: Read
) -> None:
    daon = replace(config, sources=config.sources[1:2])
    site.fail("http://daon.test/robots.txt", times=1)
    assert crawl(store, daon, policy, read=read).lost
    assert rows(path, "SELECT DISTINCT outcome, reason, robots FROM fetches") == [
        ("failed", "robots-unreachable", "unreachable")
    ]
    assert crawl(store, daon, policy, read=read).tally.new == 4


def test_an_edited_article_becomes_a_revision_and_the_facts_of_both_are_kept(
    store: Store, path: Path, site: PressSite, hanbit: Config, policy: FetchPolicy, read: Read
) -> None:
    crawl(store, hanbit, policy, read=read)
    before = {row.id: row.fact.text for row in store.select_facts(FactQuery(article=EDITED))}
    site.edit(EDITED)
    report = crawl(store, hanbit, policy, read=read, recheck=AT_ONCE)
    assert report.tally.revised == 1
    assert rows(path, "SELECT n, reason FROM revisions WHERE article = ?", EDITED) == [(1, "first"), (2, "edited")]
    first, second = rows(path, "SELECT text FROM revisions WHERE article = ? ORDER BY n", EDITED)
    assert first != second
    assert dict(rows(path, "SELECT id, quote FROM past_facts WHERE article = ?", EDITED)) == before
    after = {row.id: row.fact.text for row in store.select_facts(FactQuery(article=EDITED))}
    assert {row.revision for row in store.select_facts(FactQuery(article=EDITED))} == {2}
    assert after.keys() & before.keys()
    assert after.keys() != before.keys()
    # Nothing else was due to change: everything but the edited article answered 304.
    assert report.tally.new == 0


def test_an_article_that_was_taken_down_is_marked_and_kept(
    store: Store, path: Path, site: PressSite, hanbit: Config, policy: FetchPolicy, read: Read
) -> None:
    crawl(store, hanbit, policy, read=read)
    facts = rows(path, "SELECT count(*) FROM facts")
    site.remove("http://hanbit.test/society/court/20250417014")
    report = crawl(store, hanbit, policy, read=read, recheck=AT_ONCE)
    assert report.sources[0].gone == 1
    gone = "SELECT key FROM articles WHERE gone IS NOT NULL"
    assert rows(path, gone) == [("http://hanbit.test/society/court/20250417014",)]
    assert rows(path, "SELECT count(*) FROM facts") == facts


def test_a_source_that_fails_as_a_whole_is_lost_work_and_the_others_go_on(
    store: Store, path: Path, site: PressSite, config: Config, policy: FetchPolicy, read: Read
) -> None:
    two = replace(config, sources=config.sources[1:3])
    site.fail("http://daon.test/rss.xml", times=1)
    report = crawl(store, two, policy, read=read)
    assert report.lost
    assert [source.lost for source in report.sources] == [True, False]
    (problem,) = report.sources[0].listing_problems
    assert str(problem).startswith("http://daon.test/rss.xml: ")
    assert report.sources[1].new > 0
    assert not crawl(store, two, policy, read=read).lost
    assert {key.split("/")[2] for key in keys(path)} == {"daon.test", "saegyeol.test"}


def test_a_feed_that_robots_txt_closes_is_an_outcome(
    store: Store, path: Path, config: Config, policy: FetchPolicy, read: Read
) -> None:
    source = replace(config.sources[1], feeds=("http://daon.test/private/rss.xml",))
    report = crawl(store, replace(config, sources=(source,)), policy, read=read)
    assert [problem.reason for problem in report.sources[0].listing_problems] == ["robots"]
    assert not report.lost
    assert rows(path, "SELECT outcome, reason, robots FROM fetches") == [("refused", "robots", "disallowed")]


def test_a_list_of_urls_that_all_fail_is_lost_work(
    store: Store, site: PressSite, hanbit: Config, policy: FetchPolicy, read: Read
) -> None:
    site.fail(EDITED, times=1)
    source = Source(key="other", name="한빛일보", urls=(EDITED,))
    assert crawl(store, replace(hanbit, sources=(source,)), policy, read=read).lost


def test_a_listing_that_is_none_is_told(store: Store, hanbit: Config, policy: FetchPolicy, read: Read) -> None:
    source = replace(hanbit.sources[0], feeds=("http://hanbit.test/list.html",), sitemaps=())
    report = crawl(store, replace(hanbit, sources=(source,)), policy, read=read)
    assert [problem.reason for problem in report.sources[0].listing_problems] == ["not-a-feed"]
    assert report.lost


def test_a_page_that_breaks_us_is_lost_work_and_the_rest_goes_on(
    store: Store, path: Path, hanbit: Config, policy: FetchPolicy, read: Read
) -> None:
    def trip(text: str, context: Context) -> Extraction:
        if context.title and "보조금" in context.title:
            raise KeyError("a defect")
        return read(text, context)

    report = crawl(store, hanbit, policy, read=trip)
    assert report.lost
    (problem,) = report.sources[0].failed
    assert problem.broken
    assert "KeyError: 'a defect'" in problem.detail
    ((page,),) = rows(path, "SELECT page FROM fetches WHERE reason = 'broken'")
    assert store.page(str(page))
    assert report.tally.new == len(keys(path)) > 0
    mended = crawl(store, hanbit, policy, read=read)
    assert (mended.tally.new, mended.lost) == (1, False)


class Trap(dict[str, tuple[str, int]]):
    """Hosts, one of which breaks what asks for it."""

    def __contains__(self, host: object) -> bool:
        if host == "saegyeol.test":
            raise KeyError("a defect")
        return super().__contains__(host)


def test_a_fetch_that_breaks_us_costs_one_page_or_listing_and_the_rest_goes_on(
    store: Store, path: Path, config: Config, policy: FetchPolicy, read: Read
) -> None:
    two = replace(
        config,
        sources=(
            replace(config.sources[1], urls=("http://saegyeol.test/article/1",)),
            Source(key="other", name="새결신문", feeds=("http://saegyeol.test/feed",), urls=(EDITED,)),
        ),
    )
    report = crawl(store, two, replace(policy, allow_hosts=Trap(policy.allow_hosts)), read=read)
    assert [source.lost for source in report.sources] == [True, True]
    assert pages_failed(report) == [("http://saegyeol.test/article/1", "broken")]
    ((listing,),) = (source.listing_problems for source in report.sources[1:])
    assert str(listing) == (
        "http://saegyeol.test/feed: pressfacts broke on this listing (KeyError: 'a defect'); please report it"
    )
    assert [source.new for source in report.sources] == [4, 1]
    failed = "SELECT url, reason, failures FROM fetches WHERE outcome = 'failed' ORDER BY url"
    assert rows(path, failed) == [
        ("http://saegyeol.test/article/1", "broken", 1),
        ("http://saegyeol.test/feed", "broken", 1),
    ]
    assert rows(path, "SELECT url, attempts FROM frontier") == [("http://saegyeol.test/article/1", 1)]


def test_a_budget_leaves_the_rest_to_the_next_run(
    store: Store, path: Path, site: PressSite, hanbit: Config, policy: FetchPolicy, read: Read
) -> None:
    thrifty = replace(hanbit, budget=Budget(pages=2))
    first = crawl(store, thrifty, policy, read=read)
    assert first.sources[0].left == first.sources[0].found - 2
    for _ in range(first.sources[0].left):
        crawl(store, thrifty, policy, read=read)
    assert keys(path) == {url for url in site.article_urls if "//hanbit.test/" in url}


def test_what_is_new_comes_before_what_is_to_be_seen_again(
    store: Store, path: Path, site: PressSite, hanbit: Config, policy: FetchPolicy, read: Read
) -> None:
    thrifty = replace(hanbit, budget=Budget(pages=2))
    for _ in range(3):
        crawl(store, thrifty, policy, read=read, recheck=AT_ONCE)
    assert keys(path) == {url for url in site.article_urls if "//hanbit.test/" in url}
    (seen_again,) = crawl(store, thrifty, policy, read=read, recheck=AT_ONCE).sources
    assert (seen_again.new, seen_again.unchanged) == (0, 2)


@pytest.mark.parametrize(
    "ways",
    [
        pytest.param(
            {"list_pages": (ListPage(url="http://hanbit.test/list.html", pattern=r"/\d{11}$"),)}, id="list page"
        ),
        pytest.param({"urls": (EDITED, f"{EDITED}?utm_source=mail")}, id="url list"),
    ],
)
def test_other_ways_in(
    store: Store, path: Path, hanbit: Config, policy: FetchPolicy, read: Read, ways: dict[str, tuple[object, ...]]
) -> None:
    source = Source(key="other", name="한빛일보", **ways)
    report = crawl(store, replace(hanbit, sources=(source,)), policy, read=read)
    assert pages_failed(report) == []
    assert EDITED in keys(path)
    assert crawl(store, replace(hanbit, sources=(source,)), policy, read=read).tally.new == 0


def test_a_folder_of_files_is_a_source(
    store: Store, path: Path, site: PressSite, hanbit: Config, policy: FetchPolicy, read: Read
) -> None:
    source = Source(
        key="saved", name="한빛일보", files=(str(site.root / "hanbit.test" / "*" / "page.html"), "none/*.html")
    )
    report = crawl(store, replace(hanbit, sources=(source,)), policy, read=read)
    assert EDITED in keys(path)
    assert pages_failed(report) == [("none/*.html", "missing")]
    fetches = rows(path, "SELECT count(*) FROM fetches")
    again = crawl(store, replace(hanbit, sources=(source,)), policy, read=read)
    assert (again.tally.new, again.tally.unchanged) == (0, report.sources[0].pages)
    assert rows(path, "SELECT count(*) FROM fetches") == fetches


def test_each_step_is_told(store: Store, hanbit: Config, policy: FetchPolicy, read: Read) -> None:
    steps: list[Step] = []
    crawl(store, hanbit, policy, read=read, progress=steps.append)
    assert [step.done for step in steps] == list(range(1, len(steps) + 1))
    assert steps[-1].done == steps[-1].total
    assert {step.source for step in steps} == {"hanbit"}
    assert Outcome.NEW in {step.outcome for step in steps}


def test_every_fact_leads_back_to_the_bytes_that_the_site_sent(
    store: Store, site: PressSite, hanbit: Config, policy: FetchPolicy, read: Read
) -> None:
    report = crawl(store, hanbit, policy, read=read)
    found = list(store.select_facts())
    assert found
    for row in found:
        trace = store.trace(row.id)
        article = store.article(row.article)
        assert trace is not None
        assert article is not None
        assert article.text[row.fact.start : row.fact.end] == row.fact.text
        assert row.fact.text in row.sentence
        assert trace.run == report.run
        assert store.page(trace.page) == site.answer(trace.final_url or "", {}).body
