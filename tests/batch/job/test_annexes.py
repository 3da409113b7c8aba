"""Annexes: on request each report gets deeper pages beside it, and links to them."""

import json
from datetime import date
from importlib.resources import files

import jsonschema
import nbformat
import pytest

from pmo_toolkit.batch.job.annexes import ANNEXES, Annex
from pmo_toolkit.batch.notebook.parameters import check_notebook
from pmo_toolkit.batch.run import run_batch
from pmo_toolkit.core.errors import ExitCode, UsageError
from pmo_toolkit.core.places import place
from tests.batch.fakes import grouped
from tests.batch.tiny import HAND_OVER, make_workspace, notebook

DAY = date(2026, 1, 2)
ONE = (Annex("business_case", "Money <in> full"),)


@pytest.fixture
def run(workspace_path, tmp_path, written):
    book = written("## What", HAND_OVER)
    deeper = notebook(
        "## Deeper", 'if proposal_id == "BAD": raise ValueError("no figures")', "print(proposal_id)"
    )
    nbformat.write(deeper, book.parent / "business_case.ipynb")

    def start(*ids: str, **options):
        given = {"as_of": DAY, "notebook": book, "annexes": ONE, "jobs": 1}
        return run_batch(
            make_workspace(ids), workspace_path, tmp_path / "out", **grouped(given | options)
        )

    return start


def test_annexes_lie_beside_the_report_are_linked_and_stand_in_the_manifest(run, tmp_path):
    result = run("P-1", "BAD")
    assert result.exit_code is ExitCode.SOME_FAILED
    good, bad = result.entries
    assert good.annexes == ("P-1/business_case.html",) and len(good.files) == 4
    report = (tmp_path / "out" / good.report).read_text(encoding="utf-8")
    annex = (tmp_path / "out" / good.annexes[0]).read_text(encoding="utf-8")
    assert '<a href="business_case.html">Money &lt;in&gt; full</a>' in report
    assert '<a href="report.html">' in annex and "P-1" in annex
    assert "annex business_case" in bad.why and "no figures" in bad.why and bad.report is None
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_text(encoding="utf-8"))
    schema = json.loads(
        (files("pmo_toolkit") / "schemas" / "manifest.schema.json").read_text(encoding="utf-8")
    )
    jsonschema.validate(manifest, schema)


@pytest.mark.slow  # four runs
def test_resume_knows_annexes_and_a_run_without_them_takes_them_away(run, tmp_path):
    page = tmp_path / "out" / "P-1" / "business_case.html"
    run("P-1")
    assert run("P-1", resume=True).kept == 1
    page.unlink()
    assert run("P-1", resume=True).kept == 0 and page.is_file()
    assert run("P-1", resume=True, annexes=()).kept == 0
    assert not page.exists()


def test_a_missing_annex_stops_before_anything_is_written(run, tmp_path):
    with pytest.raises(UsageError, match="missing"):
        run("P-1", annexes=(Annex("simulate_risk", "Risk"),))
    assert not (tmp_path / "out").exists()


def test_every_annex_is_a_notebook_that_ships_and_takes_all_parameters():
    for each in ANNEXES:
        check_notebook(place("notebooks") / f"{each.stem}.ipynb")
