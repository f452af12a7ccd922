"""A batch on a real cluster of two processes: one is killed, and no shard is lost, doubled or different."""

import gzip
import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from extractors.registry.check import add_file
from pipeline.fetch import FetchPolicy
from pipeline.forking import get_ready
from pipeline.jobs import crawl
from pipeline.jobs.batch import BadOutput, ShardDone, ShardFailed, read_marks, run_batch, run_shard
from pipeline.jobs.cluster import on_this_machine
from pipeline.jobs.loading import load
from pipeline.jobs.shards import BadInput, Shard, plan_shards
from pipeline.sources import Config, Source
from pipeline.store import Store
from tests.jobs.clusters import PAGES, contents, wait_until, warc_record
from tests.jobs.command import COMMAND
from tests.jobs.looking import harvest, rows
from tests.jobs.test_workers import children

AGENT = "pressfacts-tests"


@pytest.fixture
def archives(tmp_path: Path) -> Path:
    """Six WARC files of a few pages each; the last has a broken record and a page that is no article."""
    folder = tmp_path / "archives"
    folder.mkdir()
    for file in range(6):
        records = [warc_record(n, PAGES[n % len(PAGES)]) for n in range(file * 4, file * 4 + 4)]
        if file == 5:
            empty = tmp_path / "empty.html"
            empty.write_text("<html><body></body></html>")
            records += [warc_record(90, empty), b"WARC/1.0\r\nContent-Length: none\r\n\r\n\r\n\r\n"]
        (folder / f"news-{file}.warc").write_bytes(b"".join(records))
    return folder


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM])
def test_a_killed_worker_of_a_cluster_costs_nothing(archives: Path, tmp_path: Path, how: signal.Signals) -> None:
    here, there = tmp_path / "here", tmp_path / "there"
    alone = run_batch([str(archives)], here)
    assert (alone.shards, len(alone.done), alone.failed) == (6, 6, ())
    killed: list[int] = []

    with on_this_machine(2) as runner:

        def kill_one() -> None:
            # In the middle: one shard is done, others are in hand.
            while not list((there / "done").glob("*.json")):
                time.sleep(0.005)
            pids = children(os.getpid())
            assert len(pids) == 2
            os.kill(pids[0], how)
            wait_until(lambda: pids[0] not in children(os.getpid()))
            killed.append(pids[0])

        killer = threading.Thread(target=kill_one)
        killer.start()
        report = run_batch([str(archives)], there, runner)
        killer.join()
    assert killed
    assert (len(report.done), report.failed) == (6, ())
    assert contents(there) == contents(here)
    # A second start, with another number of workers, has nothing to do.
    assert run_batch([str(archives)], there).before == 6
    reasons = {json.loads(line)["reason"] for line in contents(there)["bad"]}
    assert "broken-record" in reasons
    assert len(reasons) > 1


def test_the_workers_of_a_cluster_know_the_user_s_own_institutions(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    get_ready()
    own = tmp_path / "own.csv"
    header = "id,name,type,aliases,parent,region,valid_from,valid_to,successor,source"
    own.write_text(f"{header}\nmy-lab,별빛마을연구소,research,별빛연,,,,,,own\n", encoding="utf-8")
    add_file(own, tmp_path / "kept")
    texts = [{"url": "https://hanbit.test/1", "text": "별빛연은 올해 직원 3명을 뽑는다."}]
    pq.write_table(pa.Table.from_pylist(texts), tmp_path / "texts.parquet")
    # Set later than what the workers are forked from was started.
    monkeypatch.setenv("PRESSFACTS_REGISTRY", str(tmp_path / "kept"))
    with on_this_machine(1) as runner:
        run_batch([str(tmp_path / "texts.parquet")], tmp_path / "out", runner)
    assert "별빛마을연구소" in "".join(contents(tmp_path / "out")["facts"])


def test_a_shard_that_is_done_is_not_done_again_for_a_lost_answer(archives: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    run_batch([str(archives)], out)
    shard = plan_shards([str(archives)])[0]
    written = (out / "facts" / f"{shard.name}.parquet").stat().st_mtime_ns
    assert run_shard(shard, out) == read_marks(out)[0]
    assert (out / "facts" / f"{shard.name}.parquet").stat().st_mtime_ns == written


def test_the_pieces_of_one_file_give_the_rows_of_the_whole(archives: Path, tmp_path: Path) -> None:
    packed = tmp_path / "news.warc.gz"
    records = [warc_record(n, PAGES[n % len(PAGES)]) for n in range(16)]
    packed.write_bytes(b"".join(map(gzip.compress, [*records, b"WARC/1.0\r\nContent-Length: none\r\n\r\n\r\n\r\n"])))
    whole = run_batch([str(packed)], tmp_path / "whole")
    assert whole.shards == 1
    pieces = run_batch([str(packed)], tmp_path / "pieces", cut=4_000)
    assert pieces.shards > 4
    assert len(pieces.done) == pieces.shards
    assert contents(tmp_path / "pieces") == contents(tmp_path / "whole")
    assert run_batch([str(packed)], tmp_path / "pieces", cut=4_000).before == pieces.shards
    with pytest.raises(BadOutput, match="as another pressfacts cut it; name another folder"):
        run_batch([str(packed)], tmp_path / "pieces")


def test_what_is_loaded_is_what_a_crawl_stores(archives: Path, tmp_path: Path) -> None:
    run_batch([str(archives)], tmp_path / "out")
    source = Source(key="archives", name="", warcs=(str(archives),))
    with Store.open(tmp_path / "crawled.db") as store:
        crawl(store, Config(user_agent=AGENT, sources=(source,)), FetchPolicy(user_agent=AGENT))
    with Store.open(tmp_path / "loaded.db") as store:
        report = load(store, tmp_path / "out", workers=2)
        assert report.new == len(contents(tmp_path / "out")["articles"])
        again = load(store, tmp_path / "out")
        assert (again.new, again.revised, again.unchanged) == (0, 0, report.new)
    assert harvest(tmp_path / "loaded.db") == harvest(tmp_path / "crawled.db")
    pages = "SELECT * FROM pages ORDER BY sha256"
    articles = "SELECT sha256, bytes, zlib FROM pages WHERE sha256 IN (SELECT sha256 FROM pages) ORDER BY sha256"
    assert set(rows(tmp_path / "loaded.pages.db", pages)) <= set(rows(tmp_path / "crawled.pages.db", articles))


def test_a_batch_that_was_cut_off_does_only_what_is_left(archives: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    run_batch([str(archives)], out)
    whole = contents(out)
    marks = sorted((out / "done").glob("*.json"))
    marks[0].unlink()
    (out / "facts" / f"{marks[1].stem}.parquet").with_name(".half-written.1234").write_bytes(b"PAR1")
    report = run_batch([str(archives)], out)
    assert (report.before, len(report.done)) == (5, 6)
    assert contents(out) == whole


def test_parquet_of_pages_and_of_texts(tmp_path: Path) -> None:
    at = datetime(2026, 3, 2, tzinfo=UTC)
    texts = [
        {"url": f"https://hanbit.test/{n}", "text": f"교육부는 {n}억원을 학교 3곳에 준다.", "published": at}
        for n in (1, 2, 3)
    ]
    pq.write_table(
        pa.Table.from_pylist([*texts, texts[0] | {"text": ""}]), tmp_path / "texts.parquet", row_group_size=2
    )
    page = {"url": "https://hanbit.test/9", "html": PAGES[0].read_bytes(), "fetched_at": at}
    pq.write_table(pa.Table.from_pylist([page]), tmp_path / "pages.parquet")
    inputs = [str(tmp_path / "texts.parquet"), str(tmp_path / "pages.parquet")]
    assert len(plan_shards(inputs)) == 3
    report = run_batch(inputs, tmp_path / "out")
    assert (report.total("articles"), report.total("bad")) == (4, 1)
    with Store.open(tmp_path / "press.db") as store:
        assert load(store, tmp_path / "out").new == 4
    amounts = (
        "SELECT quote, value FROM amounts WHERE article LIKE '%hanbit.test/_' AND sentence LIKE '교육부%' ORDER BY 2"
    )
    assert rows(tmp_path / "press.db", amounts)[:3] == [
        ("1억원", 100_000_000),
        ("2억원", 200_000_000),
        ("3억원", 300_000_000),
    ]


def test_a_file_that_changed_is_not_mixed_with_what_it_was(archives: Path, tmp_path: Path) -> None:
    run_batch([str(archives)], tmp_path / "out")
    with (archives / "news-0.warc").open("ab") as file:
        file.write(warc_record(70, PAGES[0]))
    with pytest.raises(BadOutput, match="as it was before it changed"):
        run_batch([str(archives)], tmp_path / "out")


def test_what_is_no_input_or_no_batch_is_said_in_a_line(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("x")
    (tmp_path / "bad.parquet").write_bytes(b"x" * 100)
    pq.write_table(pa.table({"a": [1]}), tmp_path / "other.parquet")
    for name, said in (
        ("notes.txt", "is no .warc"),
        ("bad.parquet", "is no Parquet file"),
        ("other.parquet", "has no column html"),
        ("none*.warc", "means no"),
    ):
        with pytest.raises(BadInput, match=said):
            run_batch([str(tmp_path / name)], tmp_path / "out")
    with pytest.raises(BadOutput, match="holds no finished shard"):
        read_marks(tmp_path)


def test_without_the_extra_the_command_says_which_to_install(tmp_path: Path) -> None:
    hidden = "import sys; sys.modules['distributed'] = None; from pipeline.cli import main; main()"
    command = [COMMAND.with_name("python"), "-c", hidden, "batch", "--local", "1", "--out", tmp_path / "out", "x.warc"]
    ended = subprocess.run(command, capture_output=True, text=True)
    assert (ended.returncode, ended.stderr) == (2, "pressfacts: needs distributed: pip install 'pressfacts[cluster]'\n")


def test_a_record_that_ends_its_process_twice_is_left_out(archives: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    program = """
import os, signal, sys
from pathlib import Path
from pipeline.jobs import batch

read = batch._read

def read_or_die(record):
    if getattr(record, "url", "").endswith("/2"):
        os.kill(os.getpid(), signal.SIGKILL)
    return read(record)

batch._read = read_or_die
batch.run_batch([sys.argv[1]], Path(sys.argv[2]))
"""
    command = [sys.executable, "-c", program, str(archives / "news-0.warc"), str(out)]
    ends = [subprocess.run(command, timeout=60).returncode for _ in range(3)]
    assert ends == [-signal.SIGKILL, -signal.SIGKILL, 0]
    (mark,) = read_marks(out)
    assert (mark.records, mark.articles, mark.lost, mark.attempts) == (4, 3, 1, 3)
    (killed,) = map(json.loads, contents(out)["bad"])
    assert (killed["url"][-2:], killed["reason"]) == ("/2", "killed")
    assert [path for path in out.rglob("*") if path.name.startswith(".") or path.parent.name == "attempts"] == []


def test_other_institutions_of_one_s_own_have_the_shards_done_again(
    archives: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run_batch([str(archives)], tmp_path / "out")
    own = tmp_path / "own.csv"
    own.write_text(
        "id,name,type,aliases,parent,region,valid_from,valid_to,successor,source\nlab,별빛연,research,,,,,,,\n"
    )
    add_file(own, tmp_path / "kept")
    monkeypatch.setenv("PRESSFACTS_REGISTRY", str(tmp_path / "kept"))

    def of_another(shards: Sequence[Shard], out: Path) -> Iterator[ShardDone | ShardFailed]:
        with monkeypatch.context() as elsewhere:
            elsewhere.delenv("PRESSFACTS_REGISTRY")
            (out / "done" / f"{shards[0].name}.json").unlink()
            end = run_shard(shards[0], out)
        yield end

    report = run_batch([str(archives)], tmp_path / "out", of_another)
    assert (report.before, len(report.done)) == (0, 0)
    assert "other institutions of your own" in report.failed[0].detail
    assert run_batch([str(archives)], tmp_path / "out").before == 0
    assert run_batch([str(archives)], tmp_path / "out").before == 6
