"""The inventories: enough of each, every check known, every counter readable."""

import pytest

from extractors.numbers import COUNTERS, CURRENCIES, QUALIFIERS, read
from extractors.numbers.counters import CHECKS


def test_the_inventories_are_large_enough_and_know_their_checks() -> None:
    assert len({counter.text for counter in COUNTERS}) >= 200
    assert len({currency.code for currency in CURRENCIES}) >= 40
    assert {counter.check for counter in COUNTERS} <= CHECKS.keys()
    assert {word.side for word in QUALIFIERS} == {"left", "right"}


@pytest.mark.parametrize("counter", [c.text for c in COUNTERS if c.check == "plain"])
def test_a_plain_counter_counts(counter: str) -> None:
    assert [fact.text for fact in read(f"모두 37{counter}.")] == [f"37{counter}"]


@pytest.mark.parametrize("currency", [c for c in CURRENCIES if c.form == "word"], ids=lambda c: c.text)
def test_a_currencys_word_makes_an_amount(currency: object) -> None:
    text, code = currency.text, currency.code  # type: ignore[attr-defined]
    (fact,) = read(f"모두 3500만 {text}를 보냈다.")
    assert (fact.text, fact.currency) == (f"3500만 {text}", code)  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("text", "bound", "approx"),
    [
        ("약 30명", "exact", True),
        ("30여명", "exact", True),
        ("30명가량", "exact", True),
        ("30명 안팎", "exact", True),
        ("30명 남짓", "exact", True),
        ("30명에 육박", "exact", True),
        ("30명에 가깝다", "exact", True),
        ("30명에 미달한다", "under", False),
        ("30명을 넘보다", "exact", False),
        ("30명대", "exact", True),
        ("30명 이상", "min", False),
        ("최소 30명", "min", False),
        ("적어도 30명", "min", False),
        ("30명 이하", "max", False),
        ("최대 약 30명", "max", True),
        ("30명 미만", "under", False),
        ("30명에 못 미쳤다", "under", False),
        ("30명도 안 되는", "under", False),
        ("30명 초과", "over", False),
        ("30명을 넘어섰다", "over", False),
        ("30명을 웃도는", "over", False),
        ("30명 규모를 넘는", "over", True),
        ("30명에 달하는", "exact", False),
    ],
)
def test_qualifiers_set_bound_and_approximation(text: str, bound: str, approx: bool) -> None:
    (fact,) = read(text)
    assert (fact.bound, fact.approx) == (bound, approx)
