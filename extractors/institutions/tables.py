"""The grammar's tables as data: endings of names with their types, posts, and the words at a name's edges."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from pathlib import Path

DATA = Path(__file__).with_name("data")


@dataclass(frozen=True, slots=True)
class Suffix:
    """An ending that makes a name: its type, how far the name reaches to the left, the least length of its stem.

    ``reach``: ``stem`` (the word itself), ``place`` (a place may stand before it), ``body`` (a noun may stand before
    a common stem), ``nation`` (only with a country), ``abroad`` (only with a country, by what the office is for),
    ``party``, ``group`` (only on a group's name), ``glossed`` (only with its acronym behind or where the name says
    that there is one of it), ``event`` (only on what it holds, a festival or games), ``headed`` (only before
    who heads it or behind what it is), ``quoted`` (only at a quotation's end), ``never`` (it shadows shorter endings).
    """

    text: str
    type: str
    reach: str
    least: int


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _pattern(text: str) -> re.Pattern[str] | None:
    return re.compile(text) if text else None


def _read_words() -> dict[str, frozenset[str]]:
    """Read the sets of ``words.txt``: a heading ``[name] what they are``, then words, in any number of lines."""
    sets: dict[str, list[str]] = {}
    words: list[str] = []
    for line in (DATA / "words.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            words = sets.setdefault(line[1 : line.index("]")], [])
        else:
            words += line.split()
    return {name: frozenset(words) for name, words in sets.items()}


SUFFIXES = {
    text: Suffix(text, row["type"], row["reach"], int(row["least"]))
    for row in _rows("suffixes.csv")
    for text in row["suffixes"].split("|")
}
WORDS = _read_words()
# By what an office is for and not by its last syllable, which is too common to be asked about each time.
OFFICES = {
    f"{topic}{space}{kind}": Suffix(kind, "government", "abroad", 2)
    for topic in WORDS["office"]
    for space, kind in (*product(("",), (*"부청국성처", "총국")), ("", "당국"), (" ", "당국"))
}
ACTORS = {name: row["type"] for row in _rows("actors.csv") for name in row["names"].split("|")}
POSTS = {post: row["type"] for row in _rows("posts.csv") for post in row["posts"].split("|")}
OFFICERS = {post: row["type"] for row in _rows("officers.csv") for post in row["posts"].split("|")}
CLUBS = {row["city"]: row["club"] for row in _rows("clubs.csv")}
SPONSORS: dict[str, dict[str, str]] = {}
for _row in _rows("sponsors.csv"):
    SPONSORS.setdefault(_row["sponsor"], {})[_row["sport"]] = _row["club"]
# What stands around a name where it is another word: 다음 달, 한화로 3억 원.
ELSEWISE = {row["name"]: (_pattern(row["before"]), _pattern(row["behind"])) for row in _rows("elsewise.csv")}
# With these stems an ending is a common noun: 배수공사, 주거래은행.
ORDINARY = {end: frozenset(row["stems"].split()) for row in _rows("ordinary.csv") for end in row["endings"].split("|")}
LONGER = tuple((row["short"], row["full"]) for row in _rows("endings.csv"))
PLACES = WORDS["region"] | WORDS["city"]
# Who governs abroad: a city by its name with 시, states and provinces as they stand.
ABROAD = WORDS["abroad"] | {f"{city}시" for city in WORDS["worldcity"] if len(city) > 1}
