"""Every rule of numbers, walked: it reads its examples and leaves its counter-examples alone."""

import pytest

from extractors.forms import reading_form
from extractors.numbers import RULES, read
from extractors.rules import Rule

YES = [pytest.param(rule, text, form, id=f"{rule.name}-{text}") for rule in RULES for text, form in rule.yes.items()]
NO = [pytest.param(rule, text, id=f"{rule.name}-{text}") for rule in RULES for text in rule.no]


@pytest.mark.parametrize(("rule", "text", "form"), YES)
def test_a_rule_reads_its_examples(rule: Rule, text: str, form: str) -> None:
    assert [reading_form(fact) for fact in read(text) if fact.rule == rule.name] == [form]


@pytest.mark.parametrize(("rule", "text"), NO)
def test_a_rule_leaves_its_counter_examples_alone(rule: Rule, text: str) -> None:
    assert [fact for fact in read(text) if fact.rule == rule.name] == []


def test_rule_names_are_unique_and_carry_their_kind() -> None:
    names = [rule.name for rule in RULES]
    assert len(names) == len(set(names))
    assert all(rule.name.split(".")[0] == rule.kind for rule in RULES)
