"""Dependencies that cannot all be meant are findings with their rows; the rest is assessed."""

from __future__ import annotations

import pytest

from pmo_toolkit.core.errors import Grade
from pmo_toolkit.workspace import read_workspace


def troubles(folder, rows, in_flight="project,title\nF-1,Meters\n"):
    folder.mkdir(exist_ok=True)
    names = ("P-1", "P-2", "P-3", "P-4")
    text = "id,title\n" + "".join(f"{name},Title of {name}\n" for name in names)
    (folder / "proposals.csv").write_text(text, encoding="utf-8")
    (folder / "in_flight.csv").write_text(in_flight, encoding="utf-8")
    table = "from,to,type,lag_days,strength\n" + "\n".join(rows) + "\n"
    (folder / "dependencies.csv").write_text(table, encoding="utf-8")
    workspace = read_workspace(folder)
    return workspace, [found for found in workspace.troubles if found.table == "dependencies"]


@pytest.mark.parametrize(
    ("rows", "row", "words"),
    [
        (["P-1,P-1,excludes,,"], 2, "points at itself"),
        (["P-1,P-2,enables,,", "P-2,P-2,requires,,"], 3, "points at itself"),
        (["P-1,X-9,requires,,1"], 2, "kept as it stands, and asked"),
        (["P-1,P-2,requires,,", "P-2,P-1,excludes,,"], 2, "P-1 requires P-2, and one of them"),
        (["P-1,P-2,requires,,", "P-1,P-2,excludes,,"], 2, "P-1 requires P-2, and one of them"),
        (["P-2,P-1,requires,,", "P-1,P-2,requires,,"], 2, "P-1 → P-2 → P-1"),
        (
            ["P-3,P-1,requires,,", "P-1,P-2,requires,,", "P-2,P-3,requires,,"],
            2,
            "P-1 → P-2 → P-3 → P-1 (rows 2, 3 and 4)",
        ),
        (
            ["P-3,P-1,excludes,,", "P-1,P-2,excludes,,", "P-2,P-3,excludes,,"],
            2,
            "exclude one another in a circle: P-1 – P-2 – P-3 – P-1",
        ),
    ],
)
def test_each_is_a_finding_with_its_row_and_a_next_step(tmp_path, rows, row, words):
    workspace, found = troubles(tmp_path / "ws", rows)
    (trouble,) = found
    assert trouble.grade is Grade.FINDING and trouble.row == row and trouble.next_step
    assert words in trouble.what
    assert len(workspace.table("dependencies")) == len(rows) and not workspace.failed


@pytest.mark.parametrize(
    "rows",
    [
        ["P-1,P-2,requires,,", "P-2,P-3,requires,,", "P-1,P-3,requires,,"],
        ["P-1,F-1,requires,,"],
        ["P-1,P-2,enables,,", "P-2,P-1,enables,,"],
        ["P-1,P-2,excludes,,", "P-2,P-1,excludes,,"],
        ["P-1,P-2,excludes,,", "P-2,P-3,excludes,,", "P-4,P-3,excludes,,"],
    ],
)
def test_what_can_all_be_meant_is_no_finding(tmp_path, rows):
    assert troubles(tmp_path / "ws", rows)[1] == []


def test_a_near_name_is_suggested(tmp_path):
    (trouble,) = troubles(tmp_path / "ws", ["P-1,F1,requires,,"])[1]
    assert "Did you mean F-1?" in str(trouble.next_step)


def test_two_circles_are_told_apart_in_any_order_of_rows(tmp_path):
    pairs = ("12", "21", "34", "43")
    rows = [f"P-{one},P-{other},requires,," for one, other in pairs]
    texts = []
    for place, order in enumerate((rows, list(reversed(rows)))):
        found = troubles(tmp_path / f"ws{place}", order)[1]
        texts.append(sorted(trouble.what.split(" (")[0] for trouble in found))
    assert texts[0] == texts[1] and len(texts[0]) == 2


def test_a_row_from_nobody_is_still_a_row_fault(tmp_path):
    (trouble,) = troubles(tmp_path / "ws", ["X-1,P-2,requires,,"])[1]
    assert trouble.grade is Grade.ROW


def test_the_same_dependency_twice_is_told_with_both_rows(tmp_path):
    rows = ["P-1,P-2,requires,3,0.5", "P-1,P-2,enables,,", "P-1,P-2,requires,9,0.7"]
    workspace, (trouble,) = troubles(tmp_path / "ws", rows)
    assert trouble.grade is Grade.FINDING and trouble.row == 4
    assert trouble.found == "P-1 requires P-2 (first in row 2)" and trouble.next_step
    assert len(workspace.table("dependencies")) == 3


def test_shares_outside_their_bounds_each_say_which_bound(tmp_path):
    rows = ["P-1,P-2,requires,,1.4", "P-1,P-3,requires,,-0.2", "P-1,P-4,requires,soon,"]
    found = troubles(tmp_path / "ws", rows)[1]
    expected = {trouble.found: trouble.expected for trouble in found}
    assert expected["1.4"] == "at most 1" and expected["-0.2"] == "at least 0"
    assert "not a number" in one_of(found, "soon").what


def one_of(found, text):
    return next(trouble for trouble in found if trouble.found == text)
