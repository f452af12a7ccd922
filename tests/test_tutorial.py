"""Every block of the tutorial, and of the page on taking data away, runs, in order, in one folder."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from tests.blocks import run_blocks

FACTS = "SELECT kind, quote, value_text FROM facts ORDER BY article, start"


def select(path: Path, sql: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(sql).fetchall()


def test_every_block_of_the_tutorial_runs(tmp_path: Path) -> None:
    assert run_blocks("tutorial.md", tmp_path) == {"sh", "python"}
    assert (tmp_path / "largest.png").read_bytes().startswith(b"\x89PNG")
    picture = (tmp_path / "counts.html").read_text(encoding="utf-8")
    assert "1200" in picture
    assert "COUNT" in picture
    assert select(tmp_path / "pressfacts-demo.db", FACTS) == select(tmp_path / "archive.db", FACTS)


def test_every_block_on_taking_away_runs(tmp_path: Path) -> None:
    assert run_blocks("taking-away.md", tmp_path) == {"sh", "python", "sql", "r"}
    assert select(tmp_path / "pressfacts-demo.db", FACTS) == select(tmp_path / "again.db", FACTS)
    assert select(tmp_path / "news.db", "SELECT key FROM articles") == [("https://news.example/ko/2026/parks",)]
    assert "84억원" in {quote for (quote,) in select(tmp_path / "news.db", "SELECT quote FROM facts")}
    assert "CC-NEWS" not in (tmp_path / "refused.txt").read_text(encoding="utf-8")
