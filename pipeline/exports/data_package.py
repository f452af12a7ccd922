"""``datapackage.json``: a Frictionless data package (specs.frictionlessdata.io, v1) of the CSV files of an export."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pipeline.exports.written import MADE_BY, Written
from pipeline.store import REFERENCES, ColumnType

_FIELDS: dict[ColumnType, dict[str, Any]] = {
    ColumnType.TEXT: {"type": "string"},
    ColumnType.INTEGER: {"type": "integer"},
    ColumnType.NUMBER: {"type": "number"},
    ColumnType.BOOLEAN: {"type": "boolean", "trueValues": ["1"], "falseValues": ["0"]},
    ColumnType.PRESS_TIME: {"type": "datetime", "format": "any"},
    ColumnType.SYSTEM_TIME: {"type": "datetime", "format": "any"},
    ColumnType.LIST: {"type": "array"},
    ColumnType.OBJECT: {"type": "object"},
    ColumnType.HEX: {"type": "string"},
}


def data_package(files: Sequence[Written], *, name: str, version: str) -> dict[str, Any]:
    """Return the descriptor of these files; ``version`` is that of pressfacts."""
    there = frozenset(file.table.name for file in files)
    return {
        "profile": "tabular-data-package",
        "name": name,
        "title": f"Facts read out of Korean press articles: {', '.join(file.table.name for file in files)}",
        "description": f"Institutions, amounts, durations and counts with their place in the text. {MADE_BY}{version}.",
        "resources": [_resource(file, there) for file in files],
    }


def _resource(file: Written, there: frozenset[str]) -> dict[str, Any]:
    return {
        "profile": "tabular-data-resource",
        "name": file.table.name,
        "description": file.table.about,
        "path": file.path.name,
        "format": file.form.name,
        "mediatype": file.form.media_type,
        "encoding": "utf-8",
        "bytes": file.bytes,
        "hash": f"sha256:{file.hash()}",
        "schema": _schema(file, there),
    }


def _schema(file: Written, there: frozenset[str]) -> dict[str, Any]:
    fields = [
        {"name": name, "description": file.table.columns[name], **_FIELDS[kind]}
        for name, kind in file.table.types.items()
    ]
    schema: dict[str, Any] = {"fields": fields, "missingValues": [""]}
    if file.keys:
        schema["primaryKey"] = list(file.keys)
    references = [
        {"fields": [column], "reference": {"resource": table, "fields": [key]}}
        for column, (table, key) in REFERENCES.items()
        if column in file.table.columns and table in there and table != file.table.name
    ]
    if references:
        schema["foreignKeys"] = references
    return schema
