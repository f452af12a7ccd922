"""docs/operating.md works as pasted: its units, its cron line, its commands and its configuration."""

from __future__ import annotations

import re
import shlex
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import click
import pytest

from pipeline.cli import cli
from pipeline.site import PressSite, fixtures_path
from pipeline.sources import Budget, read_config
from pipeline.store import pages_path
from pipeline.store.locking import lock_database

PAGE = (Path(__file__).parents[1] / "docs/operating.md").read_text(encoding="utf-8")
BIN = Path(sys.executable).parent


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.+?)```", PAGE, re.DOTALL)


def commands() -> list[list[str]]:
    """Every call of pressfacts that the page shows, as its arguments."""
    shown = "\n".join(re.findall(r"```\w+\n(.+?)```", PAGE, re.DOTALL)) + "\n".join(
        re.findall(r"`(pressfacts .+?)`", PAGE)
    )
    calls = re.findall(r"pressfacts ((?:crawl|sources|runs|status|clean|reclean)\b[^|>\n`]*)", shown)
    return [shlex.split(call) for call in calls]


@pytest.fixture
def here(tmp_path: Path) -> Iterator[Path]:
    """A folder that stands for the machine's root, with the bundled site's sources as its configuration."""
    for folder in ("etc/pressfacts", "var/lib/pressfacts", "var/backups", "opt/pressfacts"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "opt/pressfacts/bin").symlink_to(BIN)
    with PressSite() as site:
        hosts = "".join(f'"{host}" = "127.0.0.1:{site.port}"\n' for host in site.hosts)
        text = (fixtures_path() / "sources.toml").read_text(encoding="utf-8")
        config = tmp_path / "etc/pressfacts/sources.toml"
        config.write_text(text.replace("\n[[sources]]", f"\n[allow_hosts]\n{hosts}\n[[sources]]", 1), encoding="utf-8")
        yield tmp_path


def moved(text: str, root: Path) -> str:
    """The text with the paths of this root, and nobody else's user."""
    text = re.sub(r"/(?=(?:opt|etc|var)/(?:pressfacts|lib|backups))", f"{root}/", text)
    return re.sub(r"sudo (?:-u pressfacts )?", "", text).replace("-o pressfacts ", "")


def run(script: str) -> subprocess.CompletedProcess[str]:
    # As bare as cron and systemd start it: no locale, no home, hardly a path.
    bare = {"PATH": "/usr/bin:/bin"}
    return subprocess.run(["/bin/sh", "-c", script], capture_output=True, encoding="utf-8", timeout=120, env=bare)


def units() -> dict[str, str]:
    return dict(re.findall(r"`/etc/systemd/system/(\S+)`:\n\n```ini\n(.+?)```", PAGE, re.DOTALL))


def exec_start() -> str:
    return re.search(r"^ExecStart=(.+)$", units()["pressfacts.service"], re.MULTILINE)[1]


def cron_line() -> str:
    (table,) = blocks("cron")
    line = table.strip().splitlines()[-1]
    fields = re.match(r"(?:\S+ ){5}pressfacts (.+)$", line)
    assert "%" not in line, "cron takes it for the end of the command"
    return fields[1]


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="no systemd here to ask")
def test_systemd_takes_the_units(here: Path) -> None:
    for name, text in units().items():
        (here / name).write_text(moved(text, here), encoding="utf-8")
    done = subprocess.run(
        ["systemd-analyze", "verify", *(str(here / name) for name in units())], capture_output=True, text=True
    )
    # It also tells what it thinks of the machine's own units.
    said = [line for line in done.stderr.splitlines() if "pressfacts" in line]
    assert said == []
    when = re.search(r"OnCalendar=(.+)", units()["pressfacts.timer"])[1]
    assert subprocess.run(["systemd-analyze", "calendar", when], capture_output=True).returncode == 0


def test_the_service_crawls(here: Path) -> None:
    script = moved(exec_start(), here)
    first = run(script)
    assert (first.returncode, "한빛일보" in first.stdout) == (0, True), first.stderr
    database = here / "var/lib/pressfacts/press.db"
    with closing(sqlite3.connect(database)) as connection:
        assert connection.execute("SELECT count(*) FROM articles").fetchone()[0] > 20
    assert run(script).returncode == 0
    with lock_database(database):
        assert run(script).returncode == 75
    assert "SuccessExitStatus=75" in units()["pressfacts.service"]

    backup = next(block for block in blocks("sh") if "backup" in block)
    assert run(moved(backup, here)).returncode == 0
    kept = here / "var/backups/pressfacts/press.db"
    for file in (kept, pages_path(kept)):
        original = database.with_name(file.name)
        with closing(sqlite3.connect(file)) as copy, closing(sqlite3.connect(original)) as source:
            assert list(copy.iterdump()) == list(source.iterdump())


def test_cron_mails_only_what_is_to_be_done(here: Path) -> None:
    script = moved(cron_line(), here)
    log = here / "var/lib/pressfacts/crawl.log"
    quiet = run(script)
    assert (quiet.stdout, quiet.stderr) == ("", "")
    assert "한빛일보" in log.read_text(encoding="utf-8")
    with lock_database(here / "var/lib/pressfacts/press.db"):
        held = run(script)
    assert (held.stdout, held.stderr) == ("", "")
    config = here / "etc/pressfacts/sources.toml"
    config.write_text("contcat = 1\n")
    told = run(script)
    assert f"{config}:1: contcat: unknown key; did you mean 'contact'?" in told.stdout


@pytest.mark.parametrize("arguments", commands(), ids=" ".join)
def test_every_command_exists_with_its_options(arguments: list[str]) -> None:
    command: click.Command = cli
    context = click.Context(cli)
    while isinstance(command, click.Group):
        _, found, arguments = command.resolve_command(context, arguments)
        assert found is not None
        command = found
    context = click.Context(command)
    parser = command.make_parser(context)
    parser.parse_args(list(arguments))


def test_commands_are_found_on_the_page() -> None:
    shown = {" ".join(arguments[:2]) for arguments in commands()}
    assert shown >= {"sources check", "sources discover", "crawl --db", "runs --db", "status --db", "clean --explain"}


def test_the_configuration_is_one(tmp_path: Path) -> None:
    path = tmp_path / "sources.toml"
    path.write_text("".join(blocks("toml")), encoding="utf-8")
    config = read_config(path)
    assert config.budget == Budget(pages=5000, minutes=240, bytes=2_000_000_000, pages_per_host=500)
    assert (config.delay, config.concurrency) == (1.0, 16)
    (source,) = config.sources
    kinds = (source.feeds, source.sitemaps, source.list_pages, source.urls, source.files, source.warcs)
    assert all(kinds)


def test_the_page_fits_on_one_page() -> None:
    assert len(PAGE.splitlines()) <= 180
