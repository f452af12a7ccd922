"""A database of bundled pages, and a server over it."""

import pytest

from pipeline.site import fixtures_path
from tests.store.examples import copy_database
from tests.web.browsing import Watched, chromium
from tests.web.serving import entered, run, serving


@pytest.fixture(scope="session")
def filled(tmp_path_factory):
    """A database of six articles, made once; tests copy it."""
    database = tmp_path_factory.mktemp("filled") / "press.db"
    pages = [path.with_name("page.html") for path in sorted(fixtures_path().glob("*/*/article.json"))[:6]]
    assert run("add", "--db", database, *pages).returncode == 0
    return database


@pytest.fixture
def database(filled, tmp_path):
    return copy_database(filled, tmp_path)


@pytest.fixture(scope="module")
def server(filled, tmp_path_factory):
    """One server for the tests of a module that change nothing that the next one reads."""
    with serving(copy_database(filled, tmp_path_factory.mktemp("served"))) as running:
        yield running


@pytest.fixture
def local(database):
    """A server of its own, and a client that came in by its link."""
    with serving(database) as running, entered(running) as client:
        yield client


# A module long: its event loop stays open meanwhile, and other tests of the same process run loops of their own.
@pytest.fixture(scope="module")
def browser():
    """A Chromium for the tests of a file."""
    with chromium() as running:
        yield running


@pytest.fixture
def open_page(browser):
    """Open pages, each in a context of its own; at the end none of them may have complained."""
    contexts, watched = [], []

    def opened(server, *, path="/-/review", enter=True, **settings):
        context = browser.new_context(locale="ko-KR", **settings)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(10_000)
        watched.append(Watched(page))
        if enter:
            page.goto(server.link)
            page.wait_for_url("**/-/review")
        page.goto(f"{server.base}{path}")
        return page

    opened.watched = watched
    yield opened
    complaints = [complaint for one in watched for complaint in one.complaints]
    for context in contexts:
        context.close()
    assert complaints == []
