"""What a column of a history is taken for, and the numbers made of it."""

import numpy as np
import pandas as pd
import pytest

from pmo_toolkit.analysis.estimating.model.preprocessing import DriverEncoder, is_sized


def fitted(**columns: object) -> tuple[DriverEncoder, pd.DataFrame]:
    frame = pd.DataFrame(columns)
    return DriverEncoder().fit(frame), frame


@pytest.mark.parametrize(
    ("values", "kind"),
    [
        ([1.5, 2, 3, np.nan], "number"),
        ([True, False, True, True], "number"),
        (["1", "2", "3.5", "4"], "number"),
        (["low", "High", "very high", None], "rating"),
        (["vl", "n", "xh", "h"], "rating"),
        (["2020-01-05", "2021-02-06", None, "2022-03-07"], "date"),
        (pd.to_datetime(["2020-01-05", "2021-02-06", None, "2022-03-07"]), "date"),
        ([3.0, 3.0, 3.0, 3.0], "ignored"),
        ([np.nan] * 4, "ignored"),
        ([None, "", "n/a", "?"], "ignored"),
        (["A", "A", "A", "B"], "category"),
    ],
)
def test_kinds_of_columns(values, kind):
    encoder, frame = fitted(x=values)
    assert encoder.columns_[0].kind == kind
    made = encoder.transform(frame)
    assert np.isfinite(made).all() and made.shape == (4, len(encoder.get_feature_names_out()))
    assert ("x" in encoder.notes_) == (kind == "ignored")


def test_free_text_is_left_out_with_a_note():
    encoder, _ = fitted(text=[f"project about matter {i}" for i in range(20)], size=range(20))
    assert "its own text" in encoder.notes_["text"]
    assert encoder.names_out_ == ["size"]


def test_rare_unseen_and_missing_labels():
    encoder, _ = fitted(kind=["A"] * 4 + ["b "] * 3 + ["rare", None, None, None])
    assert encoder.names_out_ == ["kind=a", "kind=b", "kind=not stated", "kind=other"]
    made = encoder.transform(pd.DataFrame({"kind": [" a", "never seen", None]}))
    assert made.tolist() == [[1, 0, 0, 0], [0, 0, 0, 1], [0, 0, 1, 0]]


def test_numbers_are_standardised_and_filled_with_the_median():
    encoder, frame = fitted(rating=[1.0, 2, 3, 4, 5, np.nan])
    made = encoder.transform(frame)[:, 0]
    assert made.mean() == pytest.approx(0) and made.std() == pytest.approx(1)
    assert made[5] == pytest.approx(made[2])


def test_dates_become_years():
    encoder, frame = fitted(start=["2020-01-01", "2021-01-01", "2022-01-01"])
    assert encoder.columns_[0].low == pytest.approx(2020) and encoder.columns_[
        0
    ].high == pytest.approx(2022)
    assert np.diff(encoder.transform(frame)[:, 0]) == pytest.approx([1.2247, 1.2247], abs=1e-3)


def test_logarithm_only_where_it_belongs():
    rng = np.random.default_rng(0)
    assert is_sized(rng.lognormal(5, 1, 200))
    assert not is_sized(rng.integers(1, 6, 200).astype(float))
    assert not is_sized(rng.normal(0, 50, 200))


def test_effort_multipliers_are_known_by_their_values_and_multiply():
    rng = np.random.default_rng(0)
    columns = {f"m{i}": rng.choice([0.75, 0.88, 1.0, 1.15, 1.4], 40) for i in range(4)}
    encoder, frame = fitted(**columns)
    assert {column.kind for column in encoder.columns_} == {"multiplier"}
    logs = encoder.transform(frame) @ [column.spread for column in encoder.columns_]
    assert logs - logs.mean() == pytest.approx(
        np.log(frame.prod(axis=1)) - np.log(frame.prod(axis=1)).mean()
    )
    alone, frame = fitted(m0=columns["m0"])
    assert alone.columns_[0].kind == "number"


def test_whole_numbers_are_codes_only_on_evidence():
    rng = np.random.default_rng(0)
    code, rating = rng.integers(1, 4, 90), rng.integers(1, 6, 90)
    y = np.where(code == 2, 3.0, 0.0) + 0.5 * rating + rng.normal(0, 0.3, 90)
    frame = pd.DataFrame({"code": code, "rating": rating})
    kinds = {column.name: column.kind for column in DriverEncoder().fit(frame, y).columns_}
    assert kinds == {"code": "category", "rating": "number"}


def test_what_a_row_lacks():
    """A missing label is one of its own only where finished projects lack it too, and all else is
    stated.
    """
    encoder, _ = fitted(
        size=[10.0, 20, 30, 40, 50, 60, 70, 80, 90],
        kind=["A"] * 4 + ["B"] * 5,
        tool=["x"] * 3 + ["y"] * 3 + [None] * 3,
        same=[1.0] * 9,
    )
    rows = pd.DataFrame(
        {
            "size": [5.0, None, 5.0, 5.0],
            "kind": ["a", "b", "C", "a"],
            "tool": [None, None, "x", "x"],
            "same": [None, None, None, None],
        }
    )
    assert encoder.lacking(rows).tolist() == [
        [False, False, False, False],
        [True, False, True, False],
        [False, True, False, False],
        [False, False, False, False],
    ]


def test_ordered_categories_are_ratings_in_their_own_order():
    steps = ["rookie", "able", "master"]
    levels = pd.Categorical(["able", "rookie", "master", "able"], categories=steps, ordered=True)
    encoder, frame = fitted(level=levels)
    assert encoder.columns_[0].kind == "rating"
    assert np.argsort(encoder.transform(frame)[:3, 0]).tolist() == [1, 0, 2]
