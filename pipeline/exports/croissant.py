"""``croissant.json``: the files of an export in Croissant 1.0 (docs.mlcommons.org/croissant), JSON-LD for data sets."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pipeline.exports.written import MADE_BY, Written
from pipeline.store import REFERENCES, ColumnType

_CONTEXT: dict[str, Any] = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "citeAs": "cr:citeAs",
    "column": "cr:column",
    "conformsTo": "dct:conformsTo",
    "cr": "http://mlcommons.org/croissant/",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "dct": "http://purl.org/dc/terms/",
    "equivalentProperty": "cr:equivalentProperty",
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "extract": "cr:extract",
    "field": "cr:field",
    "fileProperty": "cr:fileProperty",
    "fileObject": "cr:fileObject",
    "fileSet": "cr:fileSet",
    "format": "cr:format",
    "includes": "cr:includes",
    "isLiveDataset": "cr:isLiveDataset",
    "jsonPath": "cr:jsonPath",
    "key": "cr:key",
    "md5": "cr:md5",
    "parentField": "cr:parentField",
    "path": "cr:path",
    "recordSet": "cr:recordSet",
    "references": "cr:references",
    "regex": "cr:regex",
    "repeated": "cr:repeated",
    "replace": "cr:replace",
    "samplingRate": "cr:samplingRate",
    "sc": "https://schema.org/",
    "separator": "cr:separator",
    "source": "cr:source",
    "subField": "cr:subField",
    "transform": "cr:transform",
}
_TYPES = {
    ColumnType.INTEGER: "sc:Integer",
    ColumnType.NUMBER: "sc:Float",
    ColumnType.BOOLEAN: "sc:Boolean",
    ColumnType.PRESS_TIME: "sc:DateTime",
    ColumnType.SYSTEM_TIME: "sc:DateTime",
}


def croissant(files: Sequence[Written], *, name: str, version: str) -> dict[str, Any]:
    """Return the JSON-LD of these files; ``version`` is that of pressfacts."""
    there = frozenset(file.table.name for file in files)
    return {
        "@context": _CONTEXT,
        "@type": "sc:Dataset",
        "name": name,
        "description": "Facts read out of Korean press articles: institutions, amounts, durations and counts with "
        f"their place in the text. {MADE_BY}{version}.",
        "conformsTo": "http://mlcommons.org/croissant/1.0",
        "inLanguage": "ko",
        "distribution": [
            {
                "@type": "cr:FileObject",
                "@id": file.path.name,
                "name": file.path.name,
                "description": file.table.about,
                "contentUrl": file.path.name,
                "contentSize": f"{file.bytes} B",
                "encodingFormat": _media_type(file),
                "sha256": file.hash(),
            }
            for file in files
        ],
        "recordSet": [_record_set(file, there) for file in files],
    }


def _media_type(file: Written) -> str:
    # Croissant has a list of its own, with the older name of Parquet.
    return "application/x-parquet" if file.form.name == "parquet" else file.form.media_type


def _record_set(file: Written, there: frozenset[str]) -> dict[str, Any]:
    table = file.table.name
    told: dict[str, Any] = {
        "@type": "cr:RecordSet",
        "@id": table,
        "name": table,
        "description": file.table.about,
        "field": [_field(file, column, there) for column in file.table.columns],
    }
    if file.keys:
        told["key"] = [{"@id": f"{table}/{key}"} for key in file.keys]
    return told


def _field(file: Written, column: str, there: frozenset[str]) -> dict[str, Any]:
    table = file.table.name
    told: dict[str, Any] = {
        "@type": "cr:Field",
        "@id": f"{table}/{column}",
        "name": column,
        "description": file.table.columns[column],
        "dataType": _TYPES.get(file.table.types[column], "sc:Text"),
        "source": {"fileObject": {"@id": file.path.name}, "extract": {"column": column}},
    }
    target, key = REFERENCES.get(column, ("", ""))
    if target in there and target != table:
        told["references"] = {"field": {"@id": f"{target}/{key}"}}
    return told
