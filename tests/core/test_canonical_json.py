"""The one form of JSON: stable, exact about its refusals, and the same after a round trip."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum, IntEnum, StrEnum

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo_toolkit.core.canonical_json import canonical_json


class Colour(StrEnum):
    RED = "red"


class Plain(Enum):
    RED = "red"


class Level(IntEnum):
    LOW = 1


class Odd(Enum):
    PAIR = (1, 2.0)


@dataclass(frozen=True)
class Inner:
    values: tuple[float, ...]
    when: date


@dataclass(frozen=True)
class Outer:
    inner: Inner
    colour: Colour
    by_level: dict[str, Level]


scalars = (
    st.none()
    | st.booleans()
    | st.integers(-(10**18), 10**18)
    | st.floats(allow_nan=False, allow_infinity=False, min_value=-1e300, max_value=1e300)
    | st.text(st.characters(codec="utf-8"))
)
values = st.recursive(
    scalars,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.text(st.characters(codec="utf-8")), inner, max_size=4)
    ),
    max_leaves=20,
)


@given(values)
def test_written_again_after_reading_it_is_the_same(value):
    once = canonical_json(value)
    assert canonical_json(json.loads(once)) == once
    assert once.endswith("\n")
    assert once.encode("utf-8")


@given(st.dictionaries(st.text(st.characters(codec="utf-8")), scalars, max_size=6))
def test_order_of_keys_does_not_matter(mapping):
    assert canonical_json(dict(reversed(list(mapping.items())))) == canonical_json(mapping)


@given(st.floats(min_value=1e-290, max_value=1e290))
def test_floats_keep_six_significant_digits(number):
    read = json.loads(canonical_json(number))
    assert math.isclose(read, number, rel_tol=5.0000001e-6)
    assert float(f"{read:.6g}") == read


def test_known_text():
    made = Outer(Inner((1 / 3, 2.0), date(2026, 11, 22)), Colour.RED, {"a": Level.LOW})
    assert (
        canonical_json(made)
        == '{\n "by_level": {\n  "a": 1\n },\n "colour": "red",\n "inner": {\n  "values": [\n  '
        ' 0.333333,\n   2.0\n  ],\n  "when": "2026-11-22"\n }\n}\n'
    )


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (np.float64(1234567.0), "1234570.0"),
        (np.float32(0.1), "0.1"),
        (np.longdouble("0.5"), "0.5"),
        (np.int64(1234567), "1234567"),
        (np.bool_(True), "true"),
        (np.str_("é"), '"é"'),
        (np.array([1.0, 2.5]), "[\n 1.0,\n 2.5\n]"),
        (-0.0, "0.0"),
        (True, "true"),
        (datetime(2026, 1, 2, 3, 4), '"2026-01-02T03:04:00"'),
        (pd.Timestamp("2026-01-02"), '"2026-01-02T00:00:00"'),
        (Odd.PAIR, "[\n 1,\n 2.0\n]"),
        ({Colour.RED: 1}, '{\n "red": 1\n}'),
        ("\u202e<b>&\u2028", '"\u202e<b>&\u2028"'),
    ],
)
def test_kinds_of_values(value, expected):
    assert canonical_json(value) == expected + "\n"


@pytest.mark.parametrize(
    ("value", "path"),
    [
        ({"cost": {"draws": [1.0, 2.0, float("nan")]}}, r"\$\.cost\.draws\[2\]"),
        ({"a": float("inf")}, r"\$\.a"),
        ({"a": np.float64("-inf")}, r"\$\.a"),
        ({"a": np.array([0.0, np.nan])}, r"\$\.a\[1\]"),
        (Inner((math.nan,), date(2026, 1, 1)), r"\$\.values\[0\]"),
        ({"a": pd.NaT}, r"\$\.a.*missing date"),
        ({"a": pd.NA}, r"\$\.a"),
        ({"a": {1, 2}}, r"\$\.a: a value of type set"),
        ({"a": object()}, r"\$\.a"),
        ({"a": Inner}, r"\$\.a"),
        ({"a": b"x"}, r"\$\.a"),
        ({"a": 1j}, r"\$\.a"),
        ({"a": np.datetime64("2026-01-01", "ns")}, r"\$\.a"),
        ({1: "a"}, r"keys must be text"),
        ({Plain.RED: 1, "red": 2}, r"occurs twice"),
        ({"a": "\ud800"}, r"not valid Unicode"),
        ({"\ud800": 1}, r"not valid Unicode"),
    ],
)
def test_what_json_cannot_carry_is_refused_with_its_place(value, path):
    with pytest.raises(ValueError, match=path):
        canonical_json(value)
