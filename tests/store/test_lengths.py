"""Durations as numbers that SQL can compare."""

from __future__ import annotations

import pytest

from pipeline.store.durations import Length, measure


@pytest.mark.parametrize(
    ("duration", "months", "seconds", "days"),
    [
        ("P5Y", 60, 0, 5 * 365.2425),
        ("P3M", 3, 0, 3 * 30.436875),
        ("P2W", 0, 1_209_600, 14),
        ("PT36H", 0, 129_600, 1.5),
        ("P1Y6M", 18, 0, 547.86375),
        ("P6.5Y", 78, 0, 6.5 * 365.2425),
        ("P1DT1H30M", 0, 91_800, 1.0625),
        ("PT0.5S", 0, 0.5, 0.5 / 86_400),
        ("P0D", 0, 0, 0),
    ],
)
def test_a_duration_is_months_and_seconds_and_about_so_many_days(
    duration: str, months: float, seconds: float, days: float
) -> None:
    assert measure(duration) == Length(months=months, seconds=seconds, days=pytest.approx(days))


@pytest.mark.parametrize("text", ["", "P", "PT", "3년", "P3", "P3Y오", "5Y", "P1H", "PT1D"])
def test_what_is_no_duration_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not an ISO 8601 duration"):
        measure(text)
