"""How a stage's error becomes one line on stderr and an exit code."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from pipeline.store import Store

DONE, LOST, BAD_INPUT, ALARM, LOCKED = 0, 1, 2, 3, 75


class Failure(click.ClickException):
    """A message that names the file, URL or row and what to do, with the exit code it means."""

    def __init__(self, message: str, exit_code: int) -> None:
        super().__init__(message)
        self.exit_code = exit_code  # type: ignore[misc]  # click declares it once a class


@contextmanager
def ending(exit_code: int, *errors: type[Exception]) -> Iterator[None]:
    """Turn these errors into a :class:`Failure` with this exit code."""
    try:
        yield
    except errors as error:
        raise Failure(str(error), exit_code) from error


@contextmanager
def open_for_run(path: Path, *, create: bool = True, only_filled: bool = False) -> Iterator[Store]:
    """Open a database that a run will write to; its refusals end the command with the code that each one means.

    With ``only_filled`` a new one that no article came into is taken away again.
    """
    from pipeline.store import Locked, Store, StoreFull, StoreUnusable

    new = not path.exists()
    # StoreFull is a StoreUnusable: the inner one is asked first.
    with (
        ending(LOCKED, Locked),
        ending(BAD_INPUT, StoreUnusable),
        ending(LOST, StoreFull),
        Store.open(path, create=create) as store,
    ):
        try:
            yield store
        finally:
            if new and only_filled:
                store.remove_if_empty()


def read_bytes(path: Path) -> bytes:
    """Return a file's bytes; raises OSError whose text says what is wrong in a few words."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise OSError("there is no such file") from None
    except IsADirectoryError:
        raise OSError("is a folder; name the files in it, or use `pressfacts add`") from None
    except PermissionError:
        raise OSError("may not be read; check its permissions") from None
    except OSError as error:
        raise OSError(error.strerror or str(error)) from None
