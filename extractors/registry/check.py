"""What the command line asks of the registry: check a list of names, add a user's own file."""

from __future__ import annotations

import csv
import hashlib
import os
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from extractors.registry.entries import RegistryError, check_entries
from extractors.registry.lookup import Registry, load_registry

LIST_HEADER = ["name", "alias", "extra"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What became of one name of a list: ``type`` and ``canonical`` are empty where it does not resolve."""

    line: int
    name: str
    is_alias: bool
    type: str = ""
    canonical: str = ""
    ids: tuple[str, ...] = ()

    @property
    def resolves(self) -> bool:
        """Whether the registry knows the name, be it of several bodies."""
        return bool(self.ids)


def check_names(path: Path, registry: Registry | None = None) -> tuple[Checked, ...]:
    """Return what each name and alias of a list resolves to; raises RegistryError where the file is no such list.

    A name that several bodies bear counts as known: its type is theirs where they agree, else that of the first.
    """
    registry = registry or load_registry()
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except OSError as error:
        raise RegistryError(f"{path}: cannot be read ({error.strerror}); name a CSV file") from error
    except UnicodeDecodeError as error:
        raise RegistryError(f"{path}: is not UTF-8; save it as UTF-8") from error
    rows = csv.reader(lines)
    if next(rows, []) != LIST_HEADER:
        raise RegistryError(f"{path}: line 1: the header must be {','.join(LIST_HEADER)}")
    checked: list[Checked] = []
    for row in rows:
        if len(row) != len(LIST_HEADER):
            raise RegistryError(f"{path}: line {rows.line_num}: {len(row)} fields, {len(LIST_HEADER)} are needed")
        name, aliases, _ = row
        checked.append(_check(registry, rows.line_num, name, is_alias=False))
        checked += [_check(registry, rows.line_num, alias, is_alias=True) for alias in filter(None, aliases.split("|"))]
    return tuple(checked)


def _check(registry: Registry, line: int, name: str, *, is_alias: bool) -> Checked:
    found = registry.resolve(name)
    held = registry.candidates(name)
    ids = (found.entry.id,) if found else tuple(entry.id for entry in held)
    if not ids:
        return Checked(line=line, name=name, is_alias=is_alias)
    best = found.entry if found else held[0]
    canonical = best.name if found else ""
    return Checked(line=line, name=name, is_alias=is_alias, type=best.type, canonical=canonical, ids=ids)


def user_folder() -> Path:
    """Return the folder of a user's own files: ``$PRESSFACTS_REGISTRY``, else one in their configuration."""
    named = os.environ.get("PRESSFACTS_REGISTRY")
    if named:
        return Path(named)
    return Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config") / "pressfacts" / "registry"


def user_files(folder: Path | None = None) -> Sequence[Path]:
    """Return the files that a user has added, in order of their names."""
    return sorted((folder or user_folder()).glob("*.csv"))


def load_own_registry() -> Registry:
    """Return our registry with the user's own files, as they stood when this process first asked.

    Raises RegistryError where one of those files is unsound.
    """
    # Asked once a text: only the settings that name the folder are looked at again.
    return _load_own(tuple(map(os.environ.get, _FOLDER_SETTINGS)))


_FOLDER_SETTINGS = ("PRESSFACTS_REGISTRY", "XDG_CONFIG_HOME", "HOME")


def own_files_hash() -> str:
    """Return a hash of the user's own files, as they stood when this process first asked; "" where there are none."""
    return _hash_own(tuple(map(os.environ.get, _FOLDER_SETTINGS)))


@lru_cache(maxsize=4)
def _hash_own(_settings: tuple[str | None, ...]) -> str:
    contents = [path.read_bytes() for path in user_files()]
    told = b"".join(b"%d\n" % len(content) + content for content in contents)
    return hashlib.sha256(told).hexdigest()[:16] if contents else ""


@lru_cache(maxsize=4)
def _load_own(_settings: tuple[str | None, ...]) -> Registry:
    return load_registry(user_files())


def add_file(path: Path, folder: Path | None = None) -> Path:
    """Check a user's file and keep a copy apart from ours; returns the copy, raises RegistryError where it is unsound.

    Adding a file of the same name again replaces it.
    """
    folder = folder or user_folder()
    entries = check_entries(path)
    ours = load_registry()
    others = {
        entry.id: other for other in user_files(folder) if other.name != path.name for entry in check_entries(other)
    }
    own = {entry.id for entry in entries}
    for entry in entries:
        taken = ours.entry(entry.id)
        if taken:
            raise RegistryError(f"{path}: the id {entry.id} is taken by {taken.name}; choose another")
        if entry.id in others:
            raise RegistryError(f"{path}: the id {entry.id} stands in {others[entry.id]} too; choose another")
        for field, target in (("parent", entry.parent), ("successor", entry.successor)):
            if target and target not in own and target not in others and not ours.entry(target):
                raise RegistryError(f"{path}: {entry.id}: the {field} {target} is no id that is known; correct it")
    folder.mkdir(parents=True, exist_ok=True)
    kept = folder / path.name
    shutil.copyfile(path, kept)
    return kept
