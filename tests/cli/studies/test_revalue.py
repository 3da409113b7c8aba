"""``pmo revalue``: page, workbook, figures and notebook."""

from __future__ import annotations

import io
import json

import openpyxl
import pytest

from pmo_toolkit.core.canonical_json import canonical_json
from pmo_toolkit.core.settings import Settings
from pmo_toolkit.exports.revaluation import revaluation_workbook
from pmo_toolkit.studies.revaluation.study import study_revaluation
from tests.cli.commands import pmo
from tests.studies.revaluation.offers import write_offer

FILES = {"revaluation.html", "revaluation.json", "revaluation.xlsx", "service_revaluation.ipynb"}


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    home = tmp_path_factory.mktemp("über all")
    workspace = write_offer(home / "an offer")
    done = pmo("revalue", workspace, "--out", home / "out")
    assert done.exit_code == 0, done.output
    return workspace, home / "out", done.output


def test_four_files_and_what_to_open(made):
    _, out, printed = made
    assert {path.name for path in out.iterdir()} - {".pmo-lock"} == FILES
    assert "4 services" in printed and "revaluation.html" in printed


def test_the_command_gives_the_numbers_of_python(made):
    workspace, out, _ = made
    found = study_revaluation(workspace)
    written = (out / "revaluation.json").read_text(encoding="utf-8")
    assert written == canonical_json(found.as_dict())


def test_the_workbook_holds_the_same_figures_as_numbers(made):
    _, out, _ = made
    data = json.loads((out / "revaluation.json").read_text(encoding="utf-8"))
    content = (out / "revaluation.xlsx").read_bytes()
    assert content == revaluation_workbook(data)
    book = openpyxl.load_workbook(io.BytesIO(content))
    head, *rows = list(book["Services"].iter_rows(values_only=True))
    costs = {row[0]: row[head.index("A year")] for row in rows}
    assert costs == {one["service"]["id"]: one["annual_cost"] for one in data["services"]}


def test_the_page_stands_alone(made):
    workspace, out, _ = made
    page = (out / "revaluation.html").read_text(encoding="utf-8")
    assert "<script" not in page and "could not be computed" not in page
    assert str(workspace.parent) not in page


def test_a_workspace_without_services_is_bad_input_and_writes_nothing(tmp_path):
    (tmp_path / "bare").mkdir()
    (tmp_path / "bare" / "proposals.csv").write_text("id,title\nP-1,A\n", encoding="utf-8")
    done = pmo("revalue", tmp_path / "bare", "--out", tmp_path / "out")
    assert done.exit_code == 2 and "neither services nor capabilities" in done.output
    assert not (tmp_path / "out").exists() or not any((tmp_path / "out").glob("revaluation*"))


def test_settings_move_the_borders(tmp_path):
    strict = study_revaluation(
        write_offer(tmp_path),
        settings=Settings.of(draws=256, fit_functional_from=5.0, fit_spread=0.0),
    )
    (slips,) = [one for one in strict.services if one.service.id == "S-2"]
    assert slips.fit.quadrant == "tolerate"
