"""One run at a time: the second is told who holds the database, and a dead holder holds nothing."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.store import Locked, Store, lock_path

HOLD = """
import sys, time
from pipeline.store import Store
with Store.open(sys.argv[1]) as store, store.lock():
    print("held", flush=True)
    time.sleep(60)
"""


def test_a_second_run_is_told_who_holds_the_database(store: Store, path: Path) -> None:
    with store.lock(), Store.open(path) as other, pytest.raises(Locked) as caught, other.lock():
        pass
    line = str(caught.value)
    assert line.startswith(f"{path}: ")
    assert f"process {os.getpid()}, since 20" in line


def test_a_link_to_the_database_is_the_same_database(store: Store, path: Path) -> None:
    link = path.with_name("link.db")
    link.symlink_to(path)
    with store.lock(), Store.open(link) as other, pytest.raises(Locked, match=f"^{link}: "), other.lock():
        pass


def test_the_lock_leaves_no_trace(store: Store, path: Path) -> None:
    for _ in range(2):
        with store.lock():
            assert lock_path(path).exists()
        assert not lock_path(path).exists()


def test_the_lock_of_a_killed_run_is_taken_over(store: Store, path: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    holder = subprocess.Popen([sys.executable, "-c", HOLD, str(path)], stdout=subprocess.PIPE, env=environment)
    with holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        with pytest.raises(Locked, match=f"process {holder.pid}, "), store.lock():
            pass
        holder.kill()
    assert lock_path(path).read_text().startswith(f"{holder.pid} ")
    with store.lock():
        assert lock_path(path).read_text().startswith(f"{os.getpid()} ")
