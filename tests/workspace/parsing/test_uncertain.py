"""Approximate numbers and ranges in one cell: both ends, and the scale that holds for both."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo_toolkit.core.written_numbers import number_style
from pmo_toolkit.workspace.parsing.amounts import parse_money
from pmo_toolkit.workspace.parsing.outcomes import Unreadable
from pmo_toolkit.workspace.parsing.uncertain import read_uncertain

DE = number_style("de_DE")
SCALES = {"": 1, " €": 1, " T€": 1e3, " TEUR": 1e3, "k€": 1e3, "k": 1e3, " Mio. €": 1e6, "M€": 1e6}
APPROXIMATE = (
    "ca. {}", "ca {}", "circa {}", "~{}", "~ {}", "≈ {}", "about {}", "rd. {}", "rund {}",
    "env. {}", "environ {}", "aprox. {}", "approx. {}", "etwa {}", "ungefähr {}", "c. {}",
    "ongeveer {}",
)  # fmt: skip
RANGES = (
    "{}–{}", "{}-{}", "{} - {}", "{} — {}", "{} bis {}", "{} to {}", "{}..{}", "{} à {}",
    "between {} and {}", "zwischen {} und {}", "entre {} et {}", "von {} bis {}", "from {} to {}",
    "entre {} y {}", "tussen {} en {}",
)  # fmt: skip


def read(text: str):
    return read_uncertain(text, lambda one: parse_money(one, DE))


@given(st.integers(1, 999_999), st.sampled_from(sorted(SCALES)), st.sampled_from(APPROXIMATE))
def test_an_approximate_amount_is_read_and_known_as_such(number, scale, way):
    uncertain = read(way.format(f"{number}{scale}"))
    assert uncertain.approximate and not uncertain.is_range
    assert uncertain.low.value == uncertain.high.value == number * SCALES[scale]


@given(
    st.integers(1, 9_999),
    st.integers(0, 9_999),
    st.sampled_from(sorted(SCALES)),
    st.sampled_from(RANGES),
)
def test_the_scale_at_the_right_end_holds_for_both(low, more, scale, way):
    uncertain = read(way.format(low, f"{low + more}{scale}"))
    assert uncertain.is_range and not uncertain.approximate
    assert uncertain.low.value == low * SCALES[scale]
    assert uncertain.high.value == (low + more) * SCALES[scale]


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("200 T€ – 0,25 Mio. €", 200e3, 250e3),
        ("T€ 200-250", 200e3, 250e3),
        ("€200–€250k", 200e3, 250e3),
        ("ca. 200–250 T€", 200e3, 250e3),
        ("900 € - 1,2 Mio. €", 900, 1.2e6),
        ("1.200 bis 1.500 €", 1200, 1500),
        ("200 bis ca. 250 TEUR", 200e3, 250e3),
        ("100 - 150 T€ (Schätzung)", 100e3, 150e3),
        ("zw. 100 und 150 T€", 100e3, 150e3),
    ],
)
def test_units_at_either_end(text, low, high):
    uncertain = read(text)
    assert (uncertain.low.value, uncertain.high.value) == (low, high)


@pytest.mark.parametrize("text", ["150", "-5", "(5)", "5-", "1e-5"])
def test_one_plain_number_is_neither(text):
    uncertain = read(text)
    assert not uncertain.approximate and not uncertain.is_range


@pytest.mark.parametrize(
    "text",
    ["", "ca.", "between", "2026-06-30", "06-30", "200 oder 250", "< 200", "bis 250", "a-b", "~",
     "5 ± 1", "about right"],
)  # fmt: skip
def test_what_names_neither_a_number_nor_a_range_is_refused(text):
    with pytest.raises(Unreadable):
        read(text)


@given(st.text(max_size=60))
def test_no_text_breaks_the_reader(text):
    try:
        uncertain = read(text)
    except Unreadable as refused:
        assert refused.what
    else:
        assert uncertain.low.value == uncertain.low.value
