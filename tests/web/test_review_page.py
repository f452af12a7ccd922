"""The review pages in a real browser: the whole loop by keyboard and by mouse, and what goes wrong on the way."""

import sqlite3
import time
from contextlib import closing
from urllib.parse import quote

import pytest

from tests.store.examples import copy_database
from tests.web.articles import BRIDGE, SCHOOL, add_pages, key_of, write_page
from tests.web.serving import run, serving

PASSWORD = "맑은 물 열 바가지"


@pytest.fixture(scope="module")
def two(tmp_path_factory):
    """A database of two small articles; the one about a bridge is the newer."""
    home = tmp_path_factory.mktemp("two")
    school = write_page(home, "school", "늘봄 교실 40곳에 320억원", SCHOOL, day=5)
    bridge = write_page(home, "bridge", "섬다리에 1천200억원", BRIDGE, day=6)
    return add_pages(home / "press.db", school, bridge)


@pytest.fixture
def press(two, tmp_path):
    return copy_database(two, tmp_path)


@pytest.fixture
def server(press):
    with serving(press) as running:
        yield running


def article(name):
    return f"/-/review/article?key={quote(key_of(name), safe='')}"


def present(page):
    """The fact in the panel: its quote and its status."""
    return page.locator("#current .fact-quote").inner_text(), page.locator("#current .status").inner_text()


def choose(page, words):
    page.locator("#facts .item", has_text=words).click()
    page.locator("#current .fact-quote", has_text=words).wait_for()


def row(page, words):
    """The status of a fact in the list of all facts."""
    return page.locator("#facts .item", has_text=words).locator(".item-status").text_content()


def wait_until_stored(page):
    page.locator("#saving.is-saved").wait_for()


def select(page, words):
    """Select words of the article as a mouse does."""
    page.evaluate(
        """(words) => {
          const walker = document.createTreeWalker(document.getElementById("text"), NodeFilter.SHOW_TEXT);
          for (let node = walker.nextNode(); node; node = walker.nextNode()) {
            const at = node.data.indexOf(words);
            if (at < 0) continue;
            getSelection().setBaseAndExtent(node, at, node, at + words.length);
            return;
          }
        }""",
        words,
    )


def test_the_queue_is_worked_through_by_keyboard_alone(server, open_page):
    page = open_page(server, path="/-/review?order=newest")
    left = page.locator(".queue-bar strong")
    everything = int(left.inner_text())
    page.keyboard.press("Enter")
    page.wait_for_url("**/article**")
    first = present(page)[0]
    assert first == "국토교통부"
    page.keyboard.press("a")
    assert row(page, first) == "맞음"
    second = present(page)[0]
    assert second == "4년 6개월"
    page.keyboard.press("r")
    assert row(page, second) == "아님"
    page.keyboard.press("n")
    page.keyboard.press("p")
    assert present(page)[0] == "1천200억원"
    for _ in range(3):
        page.keyboard.press("a")
    # The newer article is done: the queue goes on in the other.
    page.wait_for_url("**school**")
    assert present(page)[0] == "교육부"
    page.goto(f"{server.base}/-/review")
    assert int(left.inner_text()) == everything - 5


def test_a_hangul_keyboard_presses_the_same_keys(server, open_page):
    page = open_page(server, path=article("bridge"))
    quote_before = present(page)[0]
    page.evaluate('document.body.dispatchEvent(new KeyboardEvent("keydown", {key: "ㅁ", code: "KeyA", bubbles: true}))')
    assert row(page, quote_before) == "맞음"


def test_a_value_is_corrected_in_typed_fields(server, open_page):
    page = open_page(server, path=article("school"))
    choose(page, "320억원")
    page.keyboard.press("e")
    value = page.get_by_label("값")
    value.fill("이삼백")
    page.locator(".why", has_text="읽히지 않습니다").wait_for()
    page.keyboard.press("Enter")
    assert page.locator("form.edit").count() == 1
    value.fill("약 3백억원")
    page.locator(".reading-line", has_text="30,000,000,000 KRW").wait_for()
    page.get_by_label("한계").select_option("max")
    page.get_by_label("메모").fill("제목을 볼 것")
    page.keyboard.press("Enter")
    wait_until_stored(page)
    page.reload()
    choose(page, "320억원")
    assert present(page)[1] == "고침"
    assert page.locator("#current .reading-line").first.inner_text() == "≤ 30,000,000,000 KRW"
    assert "제목을 볼 것" in page.locator(".history").inner_text()


def test_an_institution_is_found_in_the_registry(server, open_page):
    page = open_page(server, path=article("school"))
    choose(page, "교육부")
    page.keyboard.press("e")
    page.get_by_role("combobox", name="정식 이름").fill("과기부")
    page.get_by_role("option", name="과학기술정보통신부").wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.locator(".reading-line", has_text="과학기술정보통신부 (government)").wait_for()
    page.keyboard.press("Enter")
    wait_until_stored(page)
    choose(page, "교육부")
    assert page.locator("#current .reading-line").first.inner_text() == "과학기술정보통신부 (government)"


def test_a_missed_fact_is_added_from_a_selection_by_key_by_mouse_and_by_words(server, open_page):
    page = open_page(server, path=article("school"))
    select(page, "무지개모둠")
    page.keyboard.press("i")
    page.get_by_label("종류").select_option("association")
    page.get_by_role("button", name="저장").click()
    assert row(page, "무지개모둠") == "더함"
    wait_until_stored(page)
    select(page, "넉넉히")
    page.locator("#selection-tools").get_by_role("button", name="수").click()
    page.get_by_label("어림수").check()
    page.get_by_role("button", name="저장").click()
    assert row(page, "넉넉히") == "더함"
    wait_until_stored(page)
    # With the keyboard alone: find the words, then the kind's key.
    page.keyboard.press("f")
    page.keyboard.type("늘봄 교실")
    page.keyboard.press("Enter")
    page.locator("#selection-tools").wait_for()
    page.keyboard.press("i")
    page.locator("form.edit").wait_for()
    page.keyboard.press("Enter")
    assert row(page, "늘봄 교실") == "더함"
    wait_until_stored(page)
    page.reload()
    assert [row(page, words) for words in ("무지개모둠", "넉넉히", "늘봄 교실")] == ["더함"] * 3
    marked = page.locator("#text mark.s-added").all_inner_texts()
    assert marked == ["늘봄 교실", "무지개모둠", "넉넉히"]


def test_finding_goes_on_with_enter_and_ends_with_escape_and_with_a_question(server, open_page):
    page = open_page(server, path=article("school"))
    tools, find = page.locator("#selection-tools"), page.locator("#find")
    places = []
    page.keyboard.press("f")
    page.keyboard.type("모임")
    for _ in range(2):
        page.keyboard.press("Enter")
        tools.wait_for()
        places.append(page.evaluate("[String(getSelection()), getSelection().getRangeAt(0).startOffset]"))
    assert [words for words, _ in places] == ["모임", "모임"]
    assert places[0] != places[1]
    page.keyboard.press("Escape")
    tools.wait_for(state="hidden")
    assert find.is_hidden()
    # The box keeps the words; its own button adds as the key does.
    page.keyboard.press("f")
    page.keyboard.press("Enter")
    find.locator("button[value=count]").click()
    page.locator("form.edit").get_by_text("모임").wait_for()
    page.keyboard.press("Escape")
    page.keyboard.press("f")
    page.keyboard.press("Enter")
    tools.wait_for()
    page.keyboard.press("Shift+A")
    page.locator("#bar .sample").wait_for()
    assert (tools.is_hidden(), find.is_hidden()) == (True, True)


def test_a_form_opens_at_its_first_field_and_ends_by_key_wherever_the_focus_is(tmp_path, open_page):
    page_file = write_page(tmp_path, "range", "사이의 값", ["비용은 30억~50억원으로 본다고 5일 밝혔다.", *SCHOOL])
    with serving(add_pages(tmp_path / "press.db", page_file)) as server:
        page = open_page(server, path=article("range"))
        choose(page, "30억~50억원")
        form = page.locator("form.edit")
        page.keyboard.press("e")
        # A range has no value of its own: what is seen first is its bound.
        assert page.evaluate("document.activeElement.name") == "bound"
        page.evaluate("document.activeElement.blur()")
        page.keyboard.press("Escape")
        form.wait_for(state="detached")
        page.keyboard.press("e")
        page.keyboard.press("Tab")
        page.keyboard.type("20억")
        page.locator(".reading-line", has_text="2,000,000,000").wait_for()
        page.locator("#text p").last.click(position={"x": 2, "y": 2})
        page.keyboard.press("Enter")
        wait_until_stored(page)
        choose(page, "30억~50억원")
        assert page.locator("#current .reading-line").first.inner_text() == "2,000,000,000 – 5,000,000,000 KRW"


def test_accepting_all_asks_first(server, open_page):
    page = open_page(server, path=article("bridge"))
    page.keyboard.press("Shift+A")
    page.locator("#bar", has_text="5건").wait_for()
    page.keyboard.press("Escape")
    assert page.locator("#text mark.s-open").count() == 5
    page.keyboard.press("Shift+A")
    page.keyboard.press("Enter")
    wait_until_stored(page)
    assert page.locator("#text mark.s-accepted").count() == 5
    page.reload()
    assert page.locator("#text mark.s-accepted").count() == 5


def test_undo_goes_back_across_articles(server, open_page):
    page = open_page(server, path=article("school"))
    page.keyboard.press("a")
    wait_until_stored(page)
    page.goto(f"{server.base}{article('bridge')}")
    page.keyboard.press("r")
    wait_until_stored(page)
    page.keyboard.press("u")
    assert present(page) == ("국토교통부", "저장 중") or present(page) == ("국토교통부", "미검토")
    wait_until_stored(page)
    page.keyboard.press("u")
    page.wait_for_url("**school**")
    assert present(page) == ("교육부", "미검토")
    assert "되돌림" in page.locator(".history").inner_text()
    page.reload()
    assert page.locator("#text mark:not(.s-open)").count() == 0


def test_a_lost_connection_loses_no_decision(server, open_page):
    page = open_page(server, path=article("bridge"))
    page.context.set_offline(True)
    page.keyboard.press("a")
    page.keyboard.press("r")
    page.keyboard.press("u")
    page.keyboard.press("a")
    page.locator("#saving.is-failing", has_text="다시 시도").wait_for()
    assert [row(page, "국토교통부"), row(page, "4년 6개월")] == ["맞음", "맞음"]
    page.context.set_offline(False)
    wait_until_stored(page)
    page.reload()
    assert [row(page, "국토교통부"), row(page, "4년 6개월")] == ["맞음", "맞음"]
    drop_network_complaints(open_page)


def test_decisions_outlive_the_page_and_the_server(press, open_page):
    with serving(press) as first:
        port = int(first.base.rpartition(":")[2])
        page = open_page(first, path=article("bridge"))
    page.keyboard.press("a")
    page.locator("#saving.is-failing").wait_for()
    with serving(press, port=port) as second:
        page.on("dialog", lambda dialog: dialog.accept())
        page.goto(f"{second.base}/-/review")
        wait_until_stored(page)
        page.goto(f"{second.base}{article('bridge')}")
        assert row(page, "국토교통부") == "맞음"
    drop_network_complaints(open_page)


def drop_network_complaints(open_page):
    """Chromium writes each request that the test let fail to the console."""
    for one in open_page.watched:
        one.complaints = [line for line in one.complaints if "net::ERR_" not in line]


def test_the_second_of_two_reviewers_sees_what_the_first_said(press, open_page):
    for name in ("지우", "하람"):
        assert run("reviewer", "add", "--db", press, name, stdin=PASSWORD + "\n").returncode == 0
    with serving(press) as server:
        pages = {}
        for name in ("지우", "하람"):
            page = pages[name] = open_page(server, path="/-/login?next=/-/review", enter=False)
            page.get_by_label("이름").fill(name)
            page.get_by_label("비밀번호").fill(PASSWORD)
            page.get_by_role("button", name="들어가기").click()
            page.wait_for_url("**/-/review")
            page.goto(f"{server.base}{article('bridge')}")
        first, second = pages.values()
        first.keyboard.press("r")
        wait_until_stored(first)
        second.keyboard.press("a")
        second.locator("#bar .conflict", has_text="지우").wait_for()
        assert present(second) == ("국토교통부", "아님")
        second.get_by_role("button", name="그대로 두기").click()
        first.reload()
        assert row(first, "국토교통부") == "아님"
        # Once seen, it can be answered, and both words stay in the history.
        choose(second, "국토교통부")
        second.keyboard.press("a")
        wait_until_stored(second)
        first.reload()
        choose(first, "국토교통부")
        said = first.locator(".history").inner_text()
        assert ("지우" in said, "하람" in said, row(first, "국토교통부")) == (True, True, "맞음")
    for one in open_page.watched:
        one.complaints = [line for line in one.complaints if "409" not in line]


def test_a_page_that_was_left_open_while_the_article_changed_asks_to_be_loaded_again(press, open_page, tmp_path):
    with serving(press) as server:
        page = open_page(server, path=article("bridge"))
        choose(page, "600여 명")
        page.keyboard.press("a")
        wait_until_stored(page)
        page.reload()
        later = (BRIDGE[0], "공사를 막겠다고 나선 600여 명은 흩어졌다.")
        add_pages(press, write_page(tmp_path, "bridge", "섬다리에 1천200억원", later, day=6))
        choose(page, "600여 명")
        page.keyboard.press("r")
        page.locator("#bar [role=alert]", has_text="기사가 바뀌었거나").wait_for()
        wait_until_stored(page)
        page.get_by_role("button", name="다시 열기").click()
        page.locator("#text", has_text="공사를 막겠다고").wait_for()
        rows = page.locator("#facts .item", has_text="600여 명").locator(".item-status")
        rows.first.wait_for(state="attached")
        assert sorted(rows.all_text_contents()) == ["미검토", "자리 잃음"]
    for one in open_page.watched:
        one.complaints = [line for line in one.complaints if "409" not in line]


def test_a_reading_that_changed_behind_an_open_page_is_not_judged_unseen(press, open_page, tmp_path):
    with serving(press) as server:
        page = open_page(server, path=article("bridge"))
        later = (BRIDGE[0].replace("다리에는 1천200억원", "해마다 1천200억원"), BRIDGE[1])
        add_pages(press, write_page(tmp_path, "bridge", "섬다리에 1천200억원", later, day=6))
        choose(page, "1천200억원")
        page.keyboard.press("a")
        page.locator("#bar [role=alert]", has_text="기사가 바뀌었거나").wait_for()
        page.reload()
        assert row(page, "1천200억원") == "미검토"
        # What was corrected a moment ago, and is still on its way, was seen as it was typed.
        choose(page, "600여 명")
        page.context.set_offline(True)
        page.keyboard.press("e")
        page.get_by_label("값").fill("700")
        page.keyboard.press("Enter")
        page.locator("form.edit").wait_for(state="detached")
        choose(page, "600여 명")
        page.keyboard.press("a")
        page.context.set_offline(False)
        wait_until_stored(page)
        page.reload()
        assert row(page, "600여 명") == "맞음"
        choose(page, "600여 명")
        assert page.locator("#current .reading-line").first.inner_text() == "~700 명 주민"
    offline = ("409", "net::ERR_", "Failed to fetch")
    for one in open_page.watched:
        one.complaints = [line for line in one.complaints if not any(word in line for word in offline)]


def test_a_decision_at_which_the_server_breaks_stops_none_behind_it(press, open_page):
    trouble = "CREATE TRIGGER trouble BEFORE INSERT ON reviews WHEN new.quote = '국토교통부'"
    with closing(sqlite3.connect(press)) as connection:
        connection.execute(f"{trouble} BEGIN SELECT raise(ABORT, 'no such luck'); END")
    with serving(press) as server:
        page = open_page(server, path=article("bridge"))
        page.keyboard.press("a")
        page.keyboard.press("r")
        page.locator("#saving.is-failing").wait_for()
        page.locator("#bar [role=alert]", has_text="국토교통부").wait_for()
        page.locator("#saving.is-aside", has_text="1건").wait_for()
        assert [row(page, "국토교통부"), row(page, "4년 6개월")] == ["미검토", "아님"]
        with closing(sqlite3.connect(press)) as connection:
            connection.execute("DROP TRIGGER trouble")
        page.reload()
        wait_until_stored(page)
        page.reload()
        assert [row(page, "국토교통부"), row(page, "4년 6개월")] == ["맞음", "아님"]
    for one in open_page.watched:
        one.complaints = [line for line in one.complaints if "500" not in line]


def test_a_session_that_ended_keeps_the_decisions_until_the_next_login(press, open_page):
    run("reviewer", "add", "--db", press, "지우", stdin=PASSWORD + "\n")
    with serving(press) as server:
        page = open_page(server, path=f"/-/login?next={quote(article('bridge'), safe='')}", enter=False)

        def log_in():
            page.get_by_label("이름").fill("지우")
            page.get_by_label("비밀번호").fill(PASSWORD)
            page.get_by_role("button", name="들어가기").click()
            page.locator("#facts .item").first.wait_for()

        log_in()
        run("reviewer", "password", "--db", press, "지우", stdin=PASSWORD + "\n")
        page.keyboard.press("a")
        page.locator("#saving.is-locked", has_text="다시 로그인").wait_for()
        page.on("dialog", lambda dialog: dialog.accept())
        page.goto(f"{server.base}/-/login?next={quote(article('bridge'), safe='')}")
        log_in()
        wait_until_stored(page)
        page.reload()
        assert row(page, "국토교통부") == "맞음"
    for one in open_page.watched:
        one.complaints = [line for line in one.complaints if "401" not in line]


def test_the_mouse_alone_is_enough_and_a_phone_is_wide_enough(server, open_page):
    page = open_page(server, path="/-/review?order=newest", viewport={"width": 360, "height": 740}, has_touch=True)
    page.locator(".queue a").first.tap()
    page.wait_for_url("**/article**")
    for name, words in (("맞음", "국토교통부"), ("아님", "4년 6개월")):
        page.locator("#current").get_by_role("button", name=name).tap()
        assert row(page, words) == name
    page.locator("#text mark", has_text="600여 명").tap()
    assert present(page)[0] == "600여 명"
    page.locator("#current").get_by_role("button", name="고치기").tap()
    page.get_by_role("button", name="그만두기").tap()
    page.get_by_role("button", name="되돌리기").tap()
    wait_until_stored(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.goto(f"{server.base}/-/review")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_a_phone_shows_the_whole_menu_and_more_text_than_panel(server, open_page):
    page = open_page(
        server, path=article("bridge"), viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True
    )
    page.locator("#current .act.accept").wait_for()
    for link in page.locator(".site-header nav a").all():
        box = link.bounding_box()
        assert box["x"] + box["width"] <= 390, link.inner_text()
    assert page.locator(".site-header nav a").last.inner_text() == "기록"
    assert page.locator(".panel").bounding_box()["height"] <= 844 * 0.37
    assert page.locator('.moves [data-act="?"]').is_hidden()
    for button in page.locator("#current .act").all():
        box = button.bounding_box()
        assert box["y"] + box["height"] <= 844


def test_a_reader_looks_and_decides_nothing(server, open_page):
    page = open_page(server, path=article("bridge"), enter=False)
    page.keyboard.press("n")
    assert page.locator("#current .decide").count() == 0
    page.keyboard.press("a")
    assert page.locator("#text mark:not(.s-open)").count() == 0


def test_screen_readers_hear_where_they_are(server, open_page):
    page = open_page(server, path=article("bridge"))
    page.keyboard.press("n")
    heard = page.locator("#live")
    heard.get_by_text("5 가운데 2. 기간 4년 6개월. 4 years 6 months. 미검토.").wait_for()
    unnamed = page.evaluate(
        """() => [...document.querySelectorAll("button, a, input, select, textarea")]
          .filter((one) => !one.closest("[hidden], dialog:not([open])"))
          .filter((one) => !(one.textContent.trim() || one.labels?.length || one.getAttribute("aria-label")
            || one.type === "hidden"))
          .map((one) => one.outerHTML)"""
    )
    assert unnamed == []


def test_english_is_a_switch_away(server, open_page):
    page = open_page(server, path=article("bridge"))
    page.get_by_role("link", name="English").click()
    page.get_by_role("button", name="Accept a", exact=True).wait_for()
    assert page.locator("html").get_attribute("lang") == "en"


HOSTILE = (
    "<script>document.title = 'broken'</script> 값은 30억원이다.",
    '"><img src=x onerror="document.title=\'broken\'"> 사람 20명이 왔다. {{ 7 * 7 }} ${7 * 7}',
    "\u202e뒤집힌 글 40억원\u202c \u2067오른쪽\u2069 \u200f끝 5년 동안</p></mark></script><!--",
    "javascript:document.title='broken' onclick=document.title='broken' 금액 50억원",
)


def test_hostile_text_is_text(tmp_path, open_page):
    page_file = write_page(tmp_path, "hostile", "<script>document.title='broken'</script>\"'>", (*SCHOOL, *HOSTILE))
    with serving(add_pages(tmp_path / "press.db", page_file)) as server:
        page = open_page(server, path=article("hostile"))
        for _ in range(page.locator("#facts .item").count()):
            page.keyboard.press("a")
        wait_until_stored(page)
        assert "<script>" in page.locator("#text").inner_text()
        assert page.locator("#text script, #text img, h1 script").count() == 0
        assert "broken" not in page.title().replace("document.title='broken'", "")
        page.goto(f"{server.base}/-/review?status=any")
        assert page.locator(".queue script, .queue img").count() == 0


def test_an_article_of_200_000_letters_and_3_000_facts_is_reviewed_like_any(tmp_path, open_page):
    lines = [
        f"{number}번째 줄에서 교육부는 {number + 1}억원을 낸다고 했다. " + "말이 이어진다. " * 8
        for number in range(1500)
    ]
    page_file = write_page(tmp_path, "long", "긴 기사", lines)
    with serving(add_pages(tmp_path / "press.db", page_file)) as server:
        page = open_page(server, path=article("long"))
        assert page.locator("#text mark").count() >= 3000
        assert len(page.locator("#text").inner_text()) > 150_000
        for _ in range(20):
            page.keyboard.press("a")
        assert page.locator("#text mark.s-accepted").count() == 20
        page.locator("#saving.is-saved").wait_for(timeout=60_000)


def test_decisions_a_minute_by_keyboard(tmp_path, open_page, capsys):
    lines = [
        f"교육부는 {number}번째로 {number + 1}억원을 낸다. 아이 {number + 2}명이 3년 동안 받는다."
        for number in range(12)
    ]
    pages = [write_page(tmp_path, f"n{number}", f"기사 {number}", lines[number * 4 :][:4]) for number in range(3)]
    with serving(add_pages(tmp_path / "press.db", *pages)) as server:
        page = open_page(server, path="/-/review?order=newest")
        number = int(page.locator(".queue-bar strong").inner_text())
        page.keyboard.press("Enter")
        page.wait_for_url("**/article**")
        page.locator("#current .fact-quote").wait_for()
        began = time.monotonic()
        undecided = page.locator("#text mark.s-open")
        for done in range(1, number + 1):
            before, left = page.url, undecided.count()
            # A key while the next fact is on its way is passed over.
            while undecided.count() == left and time.monotonic() - began < 120:
                page.keyboard.press("r" if done % 7 == 0 else "a")
            if undecided.count() == 0 and done < number:
                page.wait_for_url(lambda url, before=before: url.split("#")[0] != before.split("#")[0])
                page.locator("#current .fact-quote").wait_for()
        wait_until_stored(page)
        took = time.monotonic() - began
        page.goto(f"{server.base}/-/review")
        assert page.locator(".queue-bar strong").inner_text() == "0"
    with capsys.disabled():
        print(f"\n{number} decisions over 3 articles by keyboard in {took:.1f} s: {number / took * 60:.0f} a minute")
