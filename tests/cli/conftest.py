"""The real command, as a user runs it."""

import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.forked import run_forked

COMMAND = Path(sys.executable).with_name("pressfacts")


@dataclass(frozen=True)
class Answer:
    code: int
    out: str
    err: str


def run_in(home, *arguments, stdin=b""):
    """Run ``pressfacts`` in a folder and return its exit code, standard output and standard error."""
    stdin = stdin if isinstance(stdin, bytes) else stdin.encode()
    done = run_forked(arguments, stdin=stdin, home=home)
    answer = Answer(done.returncode, done.stdout, done.stderr)
    assert "Traceback" not in answer.err, answer.err
    return answer


@pytest.fixture
def pressfacts(tmp_path):
    """Run ``pressfacts`` in an empty folder."""

    def run(*arguments, stdin=b"", home=tmp_path):
        return run_in(home, *arguments, stdin=stdin)

    return run
