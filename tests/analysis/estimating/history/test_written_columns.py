"""Numbers that came as text are read where the column leaves no doubt, else its rows are named."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo_toolkit.analysis.estimating.history.input_checks import check_drivers, check_target
from pmo_toolkit.analysis.estimating.history.leaks import find_leaks
from pmo_toolkit.analysis.estimating.history.written_columns import (
    as_learnt,
    with_numbers,
    written_column,
)
from pmo_toolkit.analysis.estimating.model.effort import EffortEstimator

NAN = float("nan")


def read(texts: list[object]):
    return written_column(pd.Series(texts, dtype="object"))


@pytest.mark.parametrize(
    ("texts", "numbers"),
    [
        (["1,234", "950", "2,500"], [1234, 950, 2500]),
        (["1.234,5", "950", "2,5"], [1234.5, 950, 2.5]),
        (["1,234.5", "950", "12"], [1234.5, 950, 12]),
        (["120 FP", "95 FP", "1,300 fp"], [120, 95, 1300]),
        (["~250", "300", "ca. 40"], [250, 300, 40]),
        (["3 500", "120", "n/a"], [3500, 120, NAN]),
        (["1.234", "0.5", "2.25"], [1.234, 0.5, 2.25]),
        (["12.125", "1500", "3.250"], [12.125, 1500, 3.25]),
        (["€ 1,200", "€5", "€ 12.50"], [1200, 5, 12.5]),
        (["1.2k", "950", "3 k"], [1200, 950, 3000]),
        (["1 day", "5 days", None], [1, 5, NAN]),
        (["(5)", "-3", "1e3"], [-5, -3, 1000]),
        ([1.125, 2.5, "3"], [1.125, 2.5, 3]),
        (["3GL", "4GL", "4GL"], [3, 4, 4]),
    ],
)
def test_what_leaves_no_doubt_is_read(texts, numbers):
    found = read(texts)
    assert not found.doubt and not found.odd
    np.testing.assert_array_equal(found.numbers, numbers)


@pytest.mark.parametrize(
    ("texts", "rows", "why"),
    [
        (["1,234.5", "1.234,5", "3", "7,1"], (0,), "point and with a comma"),
        (["120 FP", "95 days", "30 FP"], (1,), "another unit"),
        (["120 FP", "95", "30 FP"], (1,), "another unit"),
        (["1.234", "950", "2.500"], (0, 2), "thousands as well as decimals"),
        (["1,234", "1234", "5"], (0,), "thousands as well as decimals"),
        (["1,234", "2.500", "5"], (0, 1), "thousands as well as decimals"),
    ],
)
def test_what_leaves_a_doubt_is_refused_with_its_rows(texts, rows, why):
    found = read(texts)
    assert found.rows == rows and why in found.doubt and np.isnan(found.numbers).all()
    more = [f"{i} FP" if "FP" in texts[0] else str(i) for i in range(10, 22)]
    frame = pd.DataFrame({"size": texts + more, "users": range(len(texts) + 12)})
    (finding,) = (odd for odd in check_drivers(frame) if odd.column == "size")
    assert finding.kind == "doubtful" and finding.drop and set(rows) <= set(finding.rows)
    with pytest.raises(ValueError, match=f"column 'size': .*rows {rows[0]}"):
        EffortEstimator().fit(frame, np.arange(1.0, len(frame) + 1))
    (odd, *_) = check_target(pd.Series(texts, dtype="object"))
    assert odd.kind == "doubtful" and not odd.usable and odd.rows == rows


@pytest.mark.parametrize(
    "texts",
    [
        ["a", "b", "c"],
        ["2020-01-05", "2021-03-02", "2022-04-01"],
        ["12.05.2020", "13.05.2020", "14.05.2020"],
        ["101A", "102B", "103C"],
        ["PRJ001", "PRJ002", "PRJ003"],
        ["12 Main Street", "14 High Road", "3 Elm Avenue"],
        ["10-20", "20-30", "30-40"],
        ["5 days", "2 weeks", "5 days", "2 weeks"],
        [True, False, None],
        [None, "", " "],
    ],
)
def test_labels_ids_dates_and_ranges_are_no_numbers(texts):
    assert read(texts) is None


def formatted(value: float, style: str) -> str:
    text = f"{value:,.2f}"
    return text if style == "point" else text.translate(str.maketrans(",.", ".,"))


@given(
    st.lists(st.floats(-1e9, 1e9), min_size=1, max_size=20),
    st.sampled_from(["point", "comma"]),
    st.sampled_from(["", " FP", "h", " person days", " €"]),
)
def test_any_column_of_one_style_and_one_unit_is_read(values, style, unit):
    found = read([f"{formatted(value, style)}{unit}" for value in values])
    np.testing.assert_array_equal(found.numbers, [float(f"{value:.2f}") for value in values])
    assert not found.doubt


def test_a_size_in_text_teaches_as_much_as_in_numbers():
    rng = np.random.default_rng(0)
    size = rng.lognormal(7, 1, 40).round()
    y = 8 * size**0.9 * rng.lognormal(0, 0.2, 40)
    plain = EffortEstimator().fit(pd.DataFrame({"size": size}), y)
    written = pd.DataFrame({"size": [f"{value:,.0f} FP" for value in size]})
    model = EffortEstimator().fit(written, y)
    np.testing.assert_allclose(model.predict(written), plain.predict(pd.DataFrame({"size": size})))
    new = pd.DataFrame({"size": ["1,500 FP"]}), pd.DataFrame({"size": [1500.0]})
    np.testing.assert_allclose(model.predict(new[0]), model.predict(new[1]))
    np.testing.assert_allclose(
        plain.predict(new[1]), plain.predict(pd.DataFrame({"size": ["1,500"]}))
    )
    with pytest.raises(ValueError, match=r"column 'size': .*“12 days” \(rows 0\)"):
        model.predict(pd.DataFrame({"size": ["12 days"]}))


def test_the_guard_sees_through_text():
    rng = np.random.default_rng(0)
    size = rng.lognormal(5, 1, 40).round()
    frame = pd.DataFrame({"size": size, "y": (8 * size * rng.lognormal(0, 0.4, 40)).round()})
    frame["x"] = [f"{value:,.0f} h" for value in frame["y"] * 3]
    assert [leak.column for leak in find_leaks(frame, "y")] == ["x"]


def test_what_is_no_text_stays_as_it_is():
    frame = pd.DataFrame({"a": [1, 2], "b": ["x", "y"], "c": pd.Categorical(["1", "2"])})
    same, styles = with_numbers(frame)
    pd.testing.assert_frame_equal(same, frame)
    assert set(styles) == {"a"}
    pd.testing.assert_frame_equal(as_learnt(frame, styles), frame)
