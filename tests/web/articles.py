"""Articles written for the tests, as pages that ``pressfacts add`` reads."""

import html

from tests.web.serving import run

PAGE = """<!DOCTYPE html><html lang="ko"><head><meta charset="utf-8"><title>{title}</title>
<meta property="og:title" content="{title}"><meta property="og:type" content="article">
<meta property="og:site_name" content="샛별신문">
<link rel="canonical" href="https://saetbyeol.example/news/{name}">
<meta property="article:published_time" content="2025-03-0{day}T09:00:00+09:00"></head>
<body><article><h1>{title}</h1>{body}</article></body></html>"""

SCHOOL = (
    "교육부는 올해 늘봄 교실에 320억원을 들인다고 5일 밝혔다. 교실은 학교 40곳에 문을 연다.",
    "아이들은 3년 동안 한 사람에 12만원씩 받는다. 선생님 250명이 함께 일한다.",
    "무지개모둠이라는 작은 모임도 돕는다. 모임은 열매를 넉넉히 보냈다.",
)
BRIDGE = (
    "국토교통부는 섬다리 놓기에 4년 6개월이 걸린다고 6일 밝혔다. 다리에는 1천200억원이 든다.",
    "주민 600여 명이 설명회에 왔다. 공사는 구간 3곳으로 나눈다.",
)


def write_page(folder, name, title, paragraphs, *, day=5):
    """Write an article's page and return its path."""
    body = "".join(f"<p>{html.escape(text)}</p>" for text in paragraphs)
    page = folder / f"{name}.html"
    page.write_text(PAGE.format(title=html.escape(title), name=name, body=body, day=day), encoding="utf-8")
    return page


def add_pages(database, *pages):
    """Read pages into a database, made where it is not there."""
    done = run("add", "--db", database, *pages)
    assert done.returncode == 0, done.stderr
    return database


def key_of(name):
    """Return the key of an article that was written by ``write_page``."""
    return f"https://saetbyeol.example/news/{name}"
