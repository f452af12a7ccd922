"""Rows as CSV, for programs and for Excel."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from typing import TextIO

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write_sheet(
    stream: TextIO, columns: Sequence[str], rows: Iterable[Sequence[object]], *, for_excel: bool = False
) -> int:
    """Write a head and rows as CSV, each row as it comes, and return the number of rows.

    For Excel a byte order mark says that it is UTF-8, and a text that would be a formula is led by an apostrophe: what
    a page says must not be run by the program that shows it.
    """
    if for_excel:
        stream.write("\ufeff")
    writer = csv.writer(stream, lineterminator="\r\n" if for_excel else "\n")
    writer.writerow(columns)
    number = 0
    for row in rows:
        number += 1
        writer.writerow([_safe(cell) for cell in row] if for_excel else row)
    return number


def _safe(cell: object) -> object:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell
