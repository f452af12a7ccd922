"""Which way imports point: extractors know no pipeline, stages no other stage, one package fetches, one is the web."""

import ast
from pathlib import Path

ROOT = Path(__file__).parents[1]
STAGES = {"fetch", "feeds", "clean", "store"}


def imports(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, path
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def modules(package):
    return {path: set(imports(path)) for path in sorted((ROOT / package).rglob("*.py"))}


def tops(names):
    return {name.split(".")[0] for name in names}


def test_extractors_know_no_network_html_database_or_publisher():
    for path, names in modules("extractors").items():
        assert not tops(names) & {"pipeline", "httpx", "bs4", "lxml", "sqlite_utils", "sqlite3"}, path


def test_a_stage_imports_no_other_stage_and_only_its_own_tools():
    for path, names in modules("pipeline").items():
        stage = path.relative_to(ROOT / "pipeline").parts[0].removesuffix(".py")
        used = {name.split(".")[1] for name in names if name.startswith("pipeline.")}
        if stage in STAGES:
            assert not used & (STAGES | {"jobs", "cli"}) - {stage}, path
        if stage != "web":
            assert stage == "cli" or "web" not in used, path
            assert not tops(names) & {"datasette"}, path
        assert stage == "fetch" or not tops(names) & {"httpx", "httpcore"}, path
        assert stage == "store" or not tops(names) & {"sqlite3", "sqlite_utils"}, path
