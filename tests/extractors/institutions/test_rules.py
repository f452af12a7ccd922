"""Every rule reads its own yes examples and leaves its no examples alone."""

import pytest

from extractors import reading_form
from extractors.institutions import RULES, read

YES = [(rule.name, text, form) for rule in RULES for text, form in rule.yes.items()]
NO = [(rule.name, text) for rule in RULES for text in rule.no]


@pytest.mark.parametrize(("rule", "text", "form"), YES, ids=[text for _, text, _ in YES])
def test_a_rule_reads_its_yes_examples(rule: str, text: str, form: str) -> None:
    assert [reading_form(fact) for fact in read(text) if fact.rule == rule] == [form]


@pytest.mark.parametrize(("rule", "text"), NO, ids=[f"{rule}: {text}" for rule, text in NO])
def test_a_rule_leaves_its_no_examples_alone(rule: str, text: str) -> None:
    assert [fact.text for fact in read(text) if fact.rule == rule] == []


def test_rule_names_are_unique() -> None:
    assert len({rule.name for rule in RULES}) == len(RULES)
