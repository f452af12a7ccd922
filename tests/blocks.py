"""The blocks of a page of the docs, run one after the other in one folder."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

DOCS = Path(__file__).parents[1] / "docs"
_BLOCK = re.compile(r"```(\w*)\n(.*?)```", re.DOTALL)
_ASK = "import duckdb, sys\nfor asked in sys.stdin.read().split(';\\n'): print(duckdb.sql(asked))"


def run_blocks(page: str, folder: Path) -> set[str]:
    """Run the shell, Python and DuckDB blocks of a page and return the languages of all."""
    blocks = _BLOCK.findall((DOCS / page).read_text(encoding="utf-8"))
    place = os.environ | {"PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"}
    before = ""
    for language, block in blocks:
        stdin = None
        if language == "python":
            # A block goes on from those before it, as in a notebook.
            before += block
            command = [sys.executable, "-W", "ignore", "-c", before]
        elif language == "sql":
            command, stdin = [sys.executable, "-c", _ASK], block.strip().removesuffix(";")
        elif language == "sh":
            command = ["bash", "-euo", "pipefail", "-c", block]
        else:
            continue
        done = subprocess.run(command, cwd=folder, env=place, input=stdin, capture_output=True, text=True, timeout=300)
        assert done.returncode == 0, f"{block}\n{done.stdout}\n{done.stderr}"
    return {language for language, _ in blocks}
