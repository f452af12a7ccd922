"""``pressfacts crawl`` as a process of its own, to be stopped and killed."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from pipeline.site import PressSite, fixtures_path

COMMAND = Path(sys.executable).with_name("pressfacts")


def write_config(folder: Path, hosts: Mapping[str, tuple[str, int]]) -> Path:
    """Write the site's configuration with the place where it is running, and return its path."""
    allowed = "".join(f'"{host}" = "{address}:{port}"\n' for host, (address, port) in hosts.items())
    path = folder / "sources.toml"
    text = (fixtures_path() / "sources.toml").read_text(encoding="utf-8")
    path.write_text(f"{text}\n[allow_hosts]\n{allowed}", encoding="utf-8")
    return path


def start_crawl(
    database: Path, config: Path, *, program: Sequence[str | Path] = (COMMAND,), **options: object
) -> subprocess.Popen[bytes]:
    """Start the command, its standard error in a pipe."""
    command = [*program, "crawl", "--db", database, "--config", config, "--log-format", "text"]
    streams = {"stdout": subprocess.DEVNULL, "stderr": subprocess.PIPE}
    return subprocess.Popen(command, **streams, **options)  # type: ignore[call-overload,no-any-return]


def wait_for_requests(process: subprocess.Popen[bytes], site: PressSite, number: int) -> None:
    """Wait until the site has answered so many requests, or the process has ended."""
    while process.poll() is None and len(site.requests) < number:
        time.sleep(0.0005)
