"""Datasette's pages in a real browser, under our header and our policy: they work, and nothing complains."""


def test_tables_rows_and_the_sql_editor_work_under_the_policy(server, open_page):
    page = open_page(server, path="/press/amounts", enter=False)
    page.get_by_role("link", name="currency", exact=True).first.click()
    page.locator("svg.dropdown-menu-icon").first.click()
    page.get_by_role("link", name="Sort descending").click()
    page.goto(f"{server.base}/press?sql=select+1+as+one")
    assert page.locator(".CodeMirror").count() == 1
    page.get_by_role("button", name="Format SQL").click()
    page.get_by_role("button", name="Run SQL").click()
    assert page.locator("td.col-one").inner_text() == "1"
    for path in ("/", "/press", "/press/facts", "/press/articles", "/-/metadata", "/nothing"):
        page.goto(f"{server.base}{path}")
        assert page.get_by_role("navigation", name="주 메뉴").count() == 1, path
    # A missing page is an error to the browser's console, and to nobody else.
    for one in open_page.watched:
        one.complaints = [line for line in one.complaints if not line.endswith("/nothing")]


def test_the_page_of_the_database_begins_with_its_views_and_leaves_bookkeeping_out(server, open_page):
    page = open_page(server, path="/press", enter=False)
    headings = page.locator("main h2").all_inner_texts()
    assert headings == ["Views", "Tables"]
    named = page.locator("dl.tables a").all_inner_texts()
    assert named[0] == "amounts"
    assert {"articles", "facts", "reviews", "revisions"} <= set(named)
    assert not {"_sqlite_migrations", "cluster_bands", "search_idx"} & set(named)
    assert "Sums of money" in page.locator("dl.tables dd").first.inner_text()
    page.get_by_role("link", name="hidden tables").click()
    page.locator("dl.tables a", has_text="cluster_bands").wait_for()


def test_every_page_follows_the_scheme_of_the_browser(server, open_page):
    page = open_page(server, path="/", enter=False, color_scheme="dark")
    shade = "(one) => getComputedStyle(one).backgroundColor"
    for path in ("/", "/press", "/press/facts", "/press?sql=select+1", "/-/search", "/-/review", "/-/quality"):
        page.goto(f"{server.base}{path}")
        assert page.locator("body").evaluate(shade) == "rgb(20, 24, 29)", path
    page.goto(f"{server.base}/press?sql=select+1")
    assert page.locator(".CodeMirror").evaluate(shade) == "rgb(28, 33, 40)"
    page.goto(f"{server.base}/-/report")
    page.locator("article.report").wait_for()
    assert page.locator("article.report").evaluate(shade) == page.locator(".card").evaluate(shade) == "rgb(28, 33, 40)"
    assert "invert" in page.locator(".chart svg").first.evaluate("(one) => getComputedStyle(one).filter")


def test_the_link_lets_its_reader_in_at_once(server, open_page):
    page = open_page(server, path="/-/login")
    assert page.locator(".who strong").inner_text() == "local"
