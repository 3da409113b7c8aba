"""Measured figures are kept between runs, never trusted blindly, and never in anyone's way."""

import json

import pytest

from pmo_toolkit.assessment import assess_proposal
from pmo_toolkit.assessment.coverage_cache import FOLDER_VARIABLE, KeptFigures, kept_figures

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
        assert set(json.loads(path.read_text(encoding="utf-8"))) >= {"hits", "n", "importances"}
