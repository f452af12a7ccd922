"""Every block of the tutorial runs, in order, in one folder."""

from __future__ import annotations

import os
import re
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

PAGE = Path(__file__).parent.parent / "docs" / "tutorial.md"
_BLOCK = re.compile(r"```(\w*)\n(.*?)```", re.DOTALL)


def test_every_block_runs(tmp_path: Path) -> None:
    blocks = _BLOCK.findall(PAGE.read_text(encoding="utf-8"))
    assert {language for language, _ in blocks} == {"sh", "python"}
    place = os.environ | {"PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"}
    before = ""
    for language, block in blocks:
        if language == "python":
            # A block goes on from those before it, as in a notebook.
            before += block
            command = [sys.executable, "-W", "ignore", "-c", before]
        else:
            command = ["bash", "-euo", "pipefail", "-c", block]
        done = subprocess.run(command, cwd=tmp_path, env=place, capture_output=True, text=True, timeout=300)
        assert done.returncode == 0, f"{block}\n{done.stderr}"
    assert (tmp_path / "largest.png").read_bytes().startswith(b"\x89PNG")
    picture = (tmp_path / "counts.html").read_text(encoding="utf-8")
    assert "1200" in picture
    assert "COUNT" in picture
    facts = "SELECT kind, quote, value_text FROM facts ORDER BY article, start"
    shown = []
    for name in ("pressfacts-demo.db", "archive.db"):
        with closing(sqlite3.connect(tmp_path / name)) as connection:
            shown.append(connection.execute(facts).fetchall())
    assert shown[0] == shown[1]
