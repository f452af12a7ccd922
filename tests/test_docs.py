"""The pages computed from the code say what the code says; every command shows an example of itself."""

import re

import click
import pytest
from click.testing import CliRunner

from docs.build import HERE, PAGES
from extractors import extract, reading_form
from pipeline.cli import COMMANDS, cli


@pytest.mark.parametrize("name", PAGES)
def test_computed_pages_are_up_to_date(name):
    assert (HERE / name).read_text(encoding="utf-8") == PAGES[name](), f"docs/{name} has drifted; run `make docs`"


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_with_an_example(name):
    answer = CliRunner().invoke(cli, [name, "--help"])
    assert answer.exit_code == 0
    command = cli.get_command(click.Context(cli), name)
    if not isinstance(command, click.Group):
        assert "Example:" in answer.output


@pytest.mark.parametrize("readme", ["README.md", "README.ko.md"])
def test_the_readmes_name_every_command(readme):
    text = (HERE.parent / readme).read_text(encoding="utf-8")
    assert [name for name in COMMANDS if f"pressfacts {name}" not in text] == []


def test_the_readme_s_python_prints_what_it_says(capsys):
    (block,) = re.findall(r"```python\n(.+?)```", (HERE.parent / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    exec(compile(block, "README.md", "exec"), {})
    expected = [line.removeprefix("# ") for line in block.splitlines() if line.startswith("# ")]
    assert capsys.readouterr().out.splitlines() == expected


def test_the_readme_s_first_sentence_reads_as_it_says():
    text = (HERE.parent / "README.md").read_text(encoding="utf-8")
    sentence = re.search(r"^    (연구소마다.+)$", text, re.MULTILINE)[1]
    assert [(fact.text, reading_form(fact)) for fact in extract(sentence).facts] == re.findall(
        r"^\| `(.+?)` \| (.+?) \([가-힣]", text, re.MULTILINE
    )
