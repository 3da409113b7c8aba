"""Public priors: figures only, recomputable, one for each unit of size."""

import json
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.analysis.estimating.priors import combine, prior_for, summarise
from pmo_toolkit.assessment.history import public_priors

KEPT = Path("pmo_toolkit/assessment/priors.json")


def house(rng: np.random.Generator, n: int, level: float, slope: float, spread: float):
    size = rng.lognormal(5, 1, n)
    return size, np.exp(level + slope * np.log(size / 100) + spread * rng.standard_normal(n))


def test_a_source_is_the_least_squares_line():
    size = np.array([1, 2, 4, 8, 16, 32, 64, 128, 256, 512], dtype=float)
    noise = np.array([1, -1, 1, -1, 1, -1, 1, -1, 1, -1]) * 0.1
    source = summarise("x", size, np.exp(2 + 0.9 * np.log(size / 10) + noise), centre=10)
    slope, intercept = np.polyfit(np.log(size / 10), 2 + 0.9 * np.log(size / 10) + noise, 1)
    assert (source.intercept, source.slope) == pytest.approx((intercept, slope))
    assert source.n == 10 and (source.smallest, source.largest) == (1, 512)


@pytest.mark.parametrize(
    ("size", "effort", "why"),
    [
        ([1.0] * 9, [2.0] * 9, "at least 10"),
        ([3.0] * 12, list(range(1, 13)), "same size"),
        ([0.0, *range(1, 12)], range(1, 13), "positive"),
    ],
)
def test_unfit_sources_are_refused(size, effort, why):
    with pytest.raises(ValueError, match=why):
        summarise("x", list(size), list(effort), centre=1)


def test_a_prior_finds_how_houses_differ():
    rng = np.random.default_rng(4)
    sources = []
    for i in range(60):
        size, effort = house(
            rng, 80, 7 + 0.9 * rng.standard_normal(), 0.9 + 0.1 * rng.standard_normal(), 0.5
        )
        sources.append(summarise(str(i), size, effort, centre=100))
    prior = combine(sources, "function points", 100)
    assert prior.mean == pytest.approx((7, 0.9), abs=0.25)
    assert np.sqrt(prior.covariance[0]) == pytest.approx(0.9, abs=0.2)
    assert np.sqrt(prior.covariance[2]) == pytest.approx(0.1, abs=0.04)
    assert prior.n == 4800 and len(prior.sources) == 60


def test_one_source_is_no_prior():
    with pytest.raises(ValueError, match="two data sets"):
        public_priors()["KLOC"].without("cocomo81", "miyazaki94", "nasa93")


@given(st.permutations(range(7)))
def test_the_order_of_the_sources_changes_nothing(order):
    prior = public_priors()["function points"]
    shuffled = combine([prior.sources[i] for i in order], prior.size_unit, prior.centre)
    assert shuffled.mean == pytest.approx(prior.mean, rel=1e-4)
    assert shuffled.covariance == pytest.approx(prior.covariance, rel=1e-4)


def test_the_kept_figures_follow_from_the_kept_sources():
    for unit, prior in public_priors().items():
        again = combine(prior.sources, unit, prior.centre)
        assert again.mean == pytest.approx(prior.mean, rel=1e-4)
        assert again.covariance == pytest.approx(prior.covariance, rel=1e-3)
        assert (again.log_variance, again.log_variance_sd) == pytest.approx(
            (prior.log_variance, prior.log_variance_sd), abs=1e-4
        )


def test_what_is_left_out_no_longer_speaks():
    prior = public_priors()["function points"]
    without = prior.without("china")
    assert without.n == prior.n - 499
    assert "china" not in [source.name for source in without.sources]
    changed = [
        replace(each, intercept=99.0) if each.name == "china" else each for each in prior.sources
    ]
    assert combine(changed, prior.size_unit, prior.centre).without("china") == without


def test_units_are_never_mixed():
    assert prior_for("Function Points ", public_priors()) == public_priors()["function points"]
    unknown = prior_for("story points", public_priors())
    assert isinstance(unknown, NotAssessed) and "function points and KLOC" in unknown.why
    assert all(prior.size_unit == unit for unit, prior in public_priors().items())


def test_figures_only_no_rows(project):
    text = (project / KEPT).read_text(encoding="utf-8")
    kept = json.loads(text)
    assert kept["effort_unit"] == "person-hours" and kept["hours_in_a_person_month"] == 152
    assert len(re.findall(r"\d[\d.e+-]*", text)) < 250, "too many numbers to be figures only"
    assert {each["name"] for each in kept["left_out"]} == {"ebspm"}


def test_the_kept_file_is_what_the_public_data_give(project, public_data):
    if not (public_data / "effort").is_dir():
        pytest.skip(f"{public_data} has no effort/ in it")
    command = [sys.executable, str(project / "tools/make_priors.py"), "--check"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=project)
    assert done.returncode == 0, done.stderr
