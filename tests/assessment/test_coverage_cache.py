"""Measured figures are kept between runs, never trusted blindly, and never in anyone's way."""

import json
from unittest.mock import MagicMock

import pandas as pd
import pytest

from pmo_toolkit.analysis.estimating import fitted_models
from pmo_toolkit.analysis.estimating import measured as measured_figures
from pmo_toolkit.analysis.estimating.fitted_models import content_key
from pmo_toolkit.analysis.estimating.measured import Cohort, Later, Measured
from pmo_toolkit.analysis.estimating.model import effort
from pmo_toolkit.assessment import assess_proposal
from pmo_toolkit.assessment.coverage_cache import FOLDER_VARIABLE, KeptFigures, kept_figures
from pmo_toolkit.core.settings import Settings

SETTINGS = Settings()
FIGURES = {"hits": [3, 2], "n": 4, "share": 0.1}


def test_what_is_put_can_be_got_by_the_same_key_alone(tmp_path):
    shelf = KeptFigures(tmp_path)
    assert shelf.get("a") is None
    shelf.put("a", FIGURES)
    assert shelf.get("a") == FIGURES and shelf.get("b") is None
    assert [path.suffix for path in tmp_path.rglob("*") if path.is_file()] == [".json"]


@pytest.mark.parametrize("rubbish", (b"", b"{", b"[1]", b"\xff\xfe", b'"text"'))
def test_a_spoilt_file_counts_as_absent(tmp_path, rubbish):
    shelf = KeptFigures(tmp_path)
    shelf.put("a", FIGURES)
    (file,) = tmp_path.rglob("*.json")
    file.write_bytes(rubbish)
    assert shelf.get("a") is None


def test_a_folder_that_cannot_be_made_keeps_nothing_and_says_nothing(tmp_path):
    (tmp_path / "file").write_text("", encoding="utf-8")
    shelf = KeptFigures(tmp_path / "file" / "below")
    shelf.put("a", FIGURES)
    assert shelf.get("a") is None


def test_the_variable_names_the_folder_or_switches_keeping_off(monkeypatch, tmp_path):
    monkeypatch.setenv(FOLDER_VARIABLE, str(tmp_path))
    assert kept_figures().folder == tmp_path / "measured"
    monkeypatch.setenv(FOLDER_VARIABLE, "")
    assert kept_figures() is None
    monkeypatch.delenv(FOLDER_VARIABLE)
    assert kept_figures().folder.parts[-2:] == ("pmo-toolkit", "measured")


def test_an_assessment_is_the_same_with_and_without_kept_figures(monkeypatch, tmp_path, sample):
    monkeypatch.setenv(FOLDER_VARIABLE, "")
    without = assess_proposal(sample, "P-014").to_json()
    monkeypatch.setenv(FOLDER_VARIABLE, str(tmp_path))
    first = assess_proposal(sample, "P-014").to_json()
    kept = sorted(path for path in tmp_path.rglob("*.json"))
    assert kept
    before = [path.stat().st_mtime_ns for path in kept]
    again = assess_proposal(sample, "P-014").to_json()
    assert without == first == again
    assert before == [path.stat().st_mtime_ns for path in kept], (
        "measured anew although the figures were kept"
    )
    for path in kept:
        figures = json.loads(path.read_text(encoding="utf-8"))["figures"]
        assert set(figures) >= {"hits", "n", "importances"} or set(figures) >= {"near", "services"}


def test_edited_and_foreign_figures_count_as_absent(tmp_path):
    shelf = KeptFigures(tmp_path)
    shelf.put("a", FIGURES)
    (own,) = tmp_path.rglob("*.json")
    shelf.put("b", FIGURES)
    (other,) = set(tmp_path.rglob("*.json")) - {own}
    whole = own.read_bytes()
    own.write_bytes(other.read_bytes())
    assert shelf.get("a") is None, "copied from another key"
    own.write_bytes(whole.replace(b"[3, 2]", b"[4, 4]"))
    assert shelf.get("a") is None, "edited"
    own.write_bytes(whole)
    assert shelf.get("a") == FIGURES
    shelf.put("a", FIGURES)
    assert shelf.get("a") == FIGURES


#: What to put in place of a figure, with a checksum that fits.
IMPOSSIBLE = (
    {"hits": [10**6, 10**6]},
    {"hits": [-1, 2]},
    {"hits": []},
    {"hits": [1.5, 1]},
    {"hits": [True, True]},
    {"hits": None},
    {"hits": "12"},
    {"n": "many"},
    {"n": 10**400},
    {"n": 0, "hits": [0, 0]},
    {"standardised_accuracy": 1.5},
    {"standardised_accuracy": float("nan")},
    {"median_relative_error": -0.1},
    {"median_relative_error": float("inf")},
    {"later": {"n": 2, "hits": [3, 1], "standardised_accuracy": 0.5, "cohorts": []}},
    {"later": [1]},
    {"later": {"n": 10**6, "hits": [3, 1], "standardised_accuracy": 0.5, "cohorts": []}},
    {"later": {"n": 20, "hits": [3, 1], "standardised_accuracy": 0.5, "cohorts": [{"n": 5}]}},
    {"importances": [["size", -1.0]]},
    {"importances": [["size", "large"]]},
    {"importances": 7},
)


def test_impossible_figures_are_measured_anew(monkeypatch, tmp_path):
    drivers, actual = pd.DataFrame({"size": range(50)}), range(50)
    known = Measured(
        (40, 25),
        50,
        0.3,
        0.1,
        Later(20, (15, 9), 0.4, (Cohort(2020.5, 2022.0, 20, 15),)),
        (("size", 1.7),),
    )
    monkeypatch.setattr(effort, "EffortEstimator", MagicMock())
    monkeypatch.setattr(measured_figures, "measure", lambda *_: known)
    shelf, key = KeptFigures(tmp_path), content_key(drivers, actual, None, SETTINGS)

    def measured():
        return fitted_models.Models(shelf).fitted(drivers, actual, None, SETTINGS)[1]

    assert measured() == known
    whole = shelf.get(key)
    for wrong in IMPOSSIBLE:
        shelf.put(key, {**whole, **wrong})
        assert measured() == known, wrong
        assert shelf.get(key) == json.loads(json.dumps(whole)), f"{wrong} was not replaced"
    monkeypatch.setattr(measured_figures, "measure", lambda *_: pytest.fail("figures were kept"))
    assert measured() == known


def test_an_edited_cache_neither_changes_nor_fails_a_proposal(monkeypatch, tmp_path, sample):
    monkeypatch.setenv(FOLDER_VARIABLE, str(tmp_path))
    first = assess_proposal(sample, "P-014").to_json()
    for path in tmp_path.rglob("*.json"):
        kept = json.loads(path.read_text(encoding="utf-8"))
        if "hits" in kept["figures"]:
            kept["figures"]["hits"] = [kept["figures"]["n"]] * 2
        else:
            kept["figures"]["near"] = kept["figures"]["suggested"] = []
        path.write_text(json.dumps(kept), encoding="utf-8")
    assert assess_proposal(sample, "P-014").to_json() == first
