"""Quality on a folder of gold answers, by that folder's own scorers, with floors that a change may not fall under.

The folder holds ``numbers_gold.jsonl``, ``klue_institutions.jsonl``, ``seed_gold.jsonl``, ``pages/`` with
``pages_gold.jsonl``, ``suites/`` and the scorers ``score_*.py``; what is missing is left out and said so.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from datetime import datetime
from fractions import Fraction
from pathlib import Path
from typing import Any

import extractors
from extractors.facts import Context
from extractors.numbers import Numeral, find_numerals
from pipeline.clean import clean
from pipeline.cli.clean import article_record
from pipeline.model import NotAnArticle

# What was reached, less a hair: raise a floor when a change earns it.
FLOORS: dict[str, float] = {
    **{
        f"numbers: {kind} {measure} F1": 0.99
        for kind in ("amount", "duration", "count")
        for measure in ("value", "exact")
    },
    **{f"numbers: {field}": 0.97 for field in ("bound", "approx", "per", "each", "form", "currency", "unit")},
    "numbers: role": 0.98,
    "numbers: of": 0.97,
    **{f"seeds: {kind} value F1": 1.0 for kind in ("amount", "duration", "count")},
    "seeds institutions: overlap F1": 0.99,
    "seeds institutions: canonical": 0.99,
    "institutions: overlap F1": 0.87,
    "institutions: exact F1": 0.84,
    "suites: numerals right": 0.97,
    "pages: c4_f1_mean": 0.995,
    "pages: c4_f1 least": 0.98,
    **{f"pages: {field}": 1.0 for field in ("title", "minute", "by_hit", "by_exact", "publisher")},
}


def run(folder: Path) -> dict[str, float]:
    """Return every score of the folder, by name."""
    scores: dict[str, float] = {}
    for gold, name in (("numbers_gold.jsonl", "numbers"), ("seed_gold.jsonl", "seeds")):
        if (folder / gold).exists():
            predicted = _facts(folder / gold)
            scores |= _numbers(folder, folder / gold, predicted, name)
    for gold, name in (("klue_institutions.jsonl", "institutions"), ("seed_gold.jsonl", "seeds institutions")):
        if (folder / gold).exists():
            scores |= _institutions(folder, folder / gold, _facts(folder / gold), name)
    if (folder / "suites").exists():
        scores |= _suites(folder / "suites")
    if (folder / "pages_gold.jsonl").exists():
        scores |= _pages(folder)
    return scores


def under_floor(scores: dict[str, float]) -> list[str]:
    """Return a line for each score that fell under its floor."""
    return [
        f"{name}: {scores[name]:.4f} is under its floor {floor:.4f}"
        for name, floor in FLOORS.items()
        if name in scores and scores[name] < floor
    ]


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def _facts(gold: Path) -> list[dict[str, Any]]:
    rows = _rows(gold)
    return [{"id": row["id"], "facts": [extractors.as_record(fact) for fact in _read(row)]} for row in rows]


def _read(row: dict[str, Any]) -> tuple[extractors.Fact, ...]:
    context = Context(published=_time(row.get("published")), title=row.get("title"))
    return extractors.extract(row["text"], context).facts


def _time(published: str | None) -> datetime | None:
    return datetime.fromisoformat(published) if published else None


def _score(scorer: Path, *arguments: str | Path, records: Iterable[dict[str, Any]]) -> dict[str, Any]:
    scores: dict[str, Any] = json.loads(_answer(scorer, *arguments, "--json", records=records))
    return scores


def _answer(scorer: Path, *arguments: str | Path, records: Iterable[dict[str, Any]]) -> str:
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as predicted:
        predicted.writelines(json.dumps(record, ensure_ascii=False) + "\n" for record in records)
        predicted.flush()
        command = [sys.executable, str(scorer), *map(str, arguments)]
        command = [predicted.name if part == "PREDICTED" else part for part in command]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def _numbers(folder: Path, gold: Path, predicted: list[dict[str, Any]], name: str) -> dict[str, float]:
    answer = _score(folder / "score_numbers.py", gold, "PREDICTED", records=predicted)["scores"]
    scores = {
        f"{name}: {kind} {measure} F1": figures[measure]["f1"]
        for kind, figures in answer.items()
        for measure in ("value", "exact")
        if figures[measure]["f1"] is not None
    }
    fields = _score(folder / "score_fields.py", gold, "PREDICTED", records=predicted)
    for field, figures in fields.items():
        score = figures.get("f1", figures.get("share"))
        if score is not None:
            scores[f"{name}: {field}"] = score
    return scores


def _institutions(folder: Path, gold: Path, predicted: list[dict[str, Any]], name: str) -> dict[str, float]:
    answer = _score(folder / "score_institutions.py", gold, "PREDICTED", records=predicted)
    scores = {f"{name}: {measure} F1": answer[measure]["f1"] for measure in ("overlap", "exact")}
    scores |= {f"{name}: {field}": answer[field][0] for field in ("canonical", "type") if field in answer}
    return scores


def _suites(folder: Path) -> dict[str, float]:
    """Other systems' own test cases: those that the press would write and whose expectation is right."""
    right = cases = 0
    for suite in sorted(folder.glob("*.jsonl")):
        for row in _rows(suite):
            if not row.get("press_like") or row.get("suite_error"):
                continue
            found = find_numerals(row["text"])
            cases += 1
            right += len(found) == len(row["expect"]) and all(map(_agree, row["expect"], found))
    return {"suites: numerals right": right / cases} if cases else {}


def _agree(case: dict[str, Any], numeral: Numeral) -> bool:
    # A case of a number names its value and says nothing of bounds; one of a range names its ends.
    if case["value"] is not None:
        return _number(case["value"]) == _number(numeral.value)
    return (_number(case["low"]), _number(case["high"])) == (_number(numeral.low), _number(numeral.high))


def _number(value: object) -> Fraction | None:
    return None if value is None else Fraction(str(value)).limit_denominator(10**9)


def _pages(folder: Path) -> dict[str, float]:
    records = []
    for page in sorted((folder / "pages").glob("*.html")):
        try:
            records.append(article_record(str(page), clean(page.read_bytes(), name=page.name)))
        except NotAnArticle:
            continue
    gold = folder / "pages_gold.jsonl"
    answer = _score(folder / "score_pages.py", "PREDICTED", "--gold", gold, records=records)
    wanted = ("c4_f1_mean", "title", "minute", "by_hit", "by_exact", "publisher")
    lines = _answer(folder / "score_pages.py", "PREDICTED", "--gold", gold, "--per-page", records=records)
    least = min(map(float, re.findall(r" F([01]\.\d+) tokF", lines)))
    return {f"pages: {measure}": answer[measure] for measure in wanted} | {"pages: c4_f1 least": least}
