"""Setting ``verified = true`` in a configuration that a person wrote, every other character left as it is."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace
from pathlib import Path

from pipeline.sources import read_config
from pipeline.toml_tables import ConfigError

_SOURCE = re.compile(r"\s*\[\[\s*sources\s*\]\]")
_HEADER = re.compile(r"\s*\[")
_KEY = re.compile(r"\s*key\s*=")
_VERIFIED = re.compile(r"(\s*verified\s*=\s*)false\b")


def mark_verified(path: Path, keys: Collection[str]) -> tuple[str, ...]:
    """Mark these sources of the file as verified, and return those that were not yet; raises ConfigError."""
    config = read_config(path)
    wanted = [number for number, source in enumerate(config.sources) if source.key in keys and not source.verified]
    if not wanted:
        return ()
    lines = path.read_bytes().decode().splitlines(keepends=True)  # read as text, \r\n would become \n
    starts = [number for number, line in enumerate(lines) if _SOURCE.match(line)]
    if len(starts) != len(config.sources):
        raise ConfigError(f"{path}: its sources are not all written as [[sources]]; set `verified = true` by hand")
    for number in reversed(wanted):
        _mark(lines, starts[number])
    text = "".join(lines)
    draft = path.with_name(f".{path.name}.new")
    try:
        draft.write_bytes(text.encode())
        sources = tuple(
            replace(source, verified=source.verified or number in wanted)
            for number, source in enumerate(config.sources)
        )
        if read_config(draft) != replace(config, sources=sources):
            raise ConfigError(f"{path}: cannot be changed line by line; set `verified = true` by hand")
        draft.chmod(path.stat().st_mode)
        draft.replace(path)
    except OSError as error:
        raise ConfigError(f"{path}: cannot be written: {error.strerror}") from error
    finally:
        draft.unlink(missing_ok=True)
    return tuple(config.sources[number].key for number in wanted)


def _mark(lines: list[str], start: int) -> None:
    """Mark the source whose header is the line ``start``."""
    end = next((n for n in range(start + 1, len(lines)) if _HEADER.match(lines[n])), len(lines))
    for number in range(start + 1, end):
        if _VERIFIED.match(lines[number]):
            lines[number] = _VERIFIED.sub(r"\1true", lines[number], count=1)
            return
    key = next((number for number in range(start + 1, end) if _KEY.match(lines[number])), start)
    ending = "\r\n" if lines[key].endswith("\r\n") else "\n"
    lines[key] = lines[key].rstrip("\r\n") + ending + f"verified = true{ending}"
