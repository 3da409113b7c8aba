"""Models are fitted once for equal content, and what was measured of them survives JSON."""

import json
import pickle
from dataclasses import asdict

import numpy as np
import pandas as pd
import pytest

from pmo_toolkit.analysis.estimating.fitted_models import Models, content_key
from pmo_toolkit.analysis.estimating.in_time.dates import Dates
from pmo_toolkit.analysis.estimating.measured import Cohort, Later, Measured, measure
from pmo_toolkit.core.settings import Settings

SETTINGS = Settings()


def history(n: int = 40) -> tuple[pd.DataFrame, np.ndarray, Dates]:
    rng = np.random.default_rng(1)
    size = rng.lognormal(5, 1, n)
    drivers = pd.DataFrame(
        {"size": size, "noise": rng.normal(0, 1, n), "kind": rng.choice(["a", "b"], n)}
    )
    return drivers, 10 * size**0.9 * rng.lognormal(0, 0.3, n), dates(2020 + np.arange(n) / 12)


def dates(started: np.ndarray) -> Dates:
    """Projects of a month, and no running work."""
    return Dates(started, started + 1 / 12, pd.DataFrame(), np.empty(0), np.empty(0), is_time=False)


class Box:
    """A store in memory that counts."""

    def __init__(self):
        self.kept, self.asked = {}, 0

    def get(self, key):
        self.asked += 1
        return self.kept.get(key)

    def put(self, key, figures):
        self.kept[key] = json.loads(json.dumps(figures))


def test_equal_content_shares_one_model_and_other_content_does_not():
    drivers, actual, when = history()
    models = Models()
    first = models.fitted(drivers, actual, when, SETTINGS)
    assert models.fitted(drivers.copy(), actual.copy(), when, SETTINGS)[0] is first[0]
    assert models.fitted(drivers, actual * 2, when, SETTINGS)[0] is not first[0]
    assert len(models) == 2


def test_what_was_kept_is_what_would_be_measured_anew():
    drivers, actual, when = history()
    box = Box()
    fresh = Models(box).fitted(drivers, actual, when, SETTINGS)[1]
    again = Models(box).fitted(drivers, actual, when, SETTINGS)[1]
    alone = Models().fitted(drivers, actual, when, SETTINGS)[1]
    assert fresh == again == alone
    assert len(box.kept) == 1


@pytest.mark.parametrize(
    "rubbish", ({}, {"hits": "x"}, {"hits": [1], "n": None}, {"hits": 7, "n": 1, "later": 3})
)
def test_figures_that_are_not_ours_are_measured_anew(rubbish):
    drivers, actual, when = history(20)
    box = Box()
    box.kept = {content_key(drivers, actual, when, SETTINGS): rubbish}
    assert Models(box).fitted(drivers, actual, when, SETTINGS)[1].n == 20


def test_the_key_covers_values_names_dates_and_settings():
    drivers, actual, when = history(20)
    key = content_key(drivers, actual, when, SETTINGS)
    changed = drivers.copy()
    changed.loc[3, "kind"] = None
    others = {
        content_key(changed, actual, when, SETTINGS),
        content_key(drivers.rename(columns={"kind": "sort"}), actual, when, SETTINGS),
        content_key(drivers, actual, dates(when.started + 0.1), SETTINGS),
        content_key(drivers, actual, None, SETTINGS),
        content_key(drivers, actual, when, SETTINGS.with_overrides({"backtest_folds": 4})),
    }
    assert key not in others and len(others) == 5
    assert content_key(drivers.copy(), list(actual), when, SETTINGS) == key


def test_measured_figures_survive_json():
    for later in (None, Later(20, (15, 9), 0.5123456789, (Cohort(2019.5, 2020.1, 20, 15),))):
        seen = Measured((40, 25), 50, 1 / 3, 0.1 + 0.2, later, (("size", 1.7), ("kind", 1.01)))
        assert Measured.from_figures(json.loads(json.dumps(asdict(seen)))) == seen


def test_the_driver_that_makes_the_data_matters_most_and_later_projects_are_predicted():
    drivers, actual, when = history(60)
    seen = Models().fitted(drivers, actual, when, SETTINGS)[1]
    assert seen.importances[0][0] == "size" and seen.importances[0][1] > 1.3
    assert dict(seen.importances)["noise"] < 1.05
    assert seen.later is not None and seen.later.n == 36
    assert 20 <= seen.later.hits[0] <= 36 and seen.later.hits[1] <= seen.later.hits[0]
    assert sum(cohort.hits for cohort in seen.later.cohorts) == seen.later.hits[0]


def test_without_dates_there_are_no_later_projects():
    drivers, actual, when = history(40)
    model = Models().fitted(drivers, actual, None, SETTINGS)[0]
    assert measure(model, drivers, actual, SETTINGS).later is None
    same_day, few = dates(np.full(40, 2020.0)), when.started.copy()
    assert measure(model, drivers, actual, SETTINGS, same_day).later is None
    few[20:] = np.nan
    assert measure(model, drivers, actual, SETTINGS, dates(few)).later is None


def test_measuring_is_told_step_by_step_and_nothing_where_figures_are_kept():
    drivers, actual, when = history(20)
    box, steps = Box(), []

    def progress(what, done, total):
        steps.append((what, done, total))

    Models(box, progress).fitted(drivers, actual, when, SETTINGS, what="effort")
    words = "measuring how far estimates of effort can be trusted"
    assert steps == [(words, done, 7) for done in range(8)]
    steps.clear()
    models = Models(box, progress)
    models.fitted(drivers, actual, when, SETTINGS, what="effort")
    assert steps == []
    assert pickle.loads(pickle.dumps(models)).progress is None
