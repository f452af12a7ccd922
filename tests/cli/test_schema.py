"""``pressfacts schema`` prints the page on the schema, or one table of it."""

from pipeline.store import TABLES, describe_schema


def test_the_whole_schema(pressfacts):
    answer = pressfacts("schema")
    assert (answer.code, answer.out) == (0, describe_schema())


def test_one_table(pressfacts):
    out = pressfacts("schema", "timeline").out
    assert TABLES["timeline"].about in out
    assert [line.split("`")[1] for line in out.splitlines() if line.startswith("| `")] == list(
        TABLES["timeline"].columns
    )


def test_a_table_that_is_not_there_gets_the_nearest(pressfacts):
    answer = pressfacts("schema", "amount")
    assert (answer.code, answer.out) == (2, "")
    assert "did you mean amounts?" in answer.err
