"""Sections on finished projects: n beside each figure, nothing faked where there is too little."""

from __future__ import annotations

import pytest

from pmo_toolkit import explore_history, report

SECTIONS = (
    report.explore_history_sizes,
    report.explore_history_classes,
    report.explore_history_years,
    report.explore_history_departments,
    report.explore_history_odd,
)
HOSTILE = "<img src=x onerror=alert(1)> $x$"
HEAD = (
    "project,class,department,finish_date,estimate_effort_person_hours,actual_effort_person_hours"
)


def history(folder, rows):
    """A workspace with these finished projects."""
    folder.mkdir()
    (folder / "proposals.csv").write_text("id,title\nP,One\n", encoding="utf-8")
    (folder / "history.csv").write_text("\n".join([HEAD, *rows]) + "\n", encoding="utf-8")
    return explore_history(folder)


@pytest.mark.parametrize("section", SECTIONS)
def test_the_sample_is_drawn_with_a_sentence(sample, section):
    shown = section(explore_history(sample))
    assert "data:image/png;base64," in shown.html and "Read it so: " in shown.text
    assert 'alt="' in shown.html and "nan" not in shown.text.casefold().replace("finance", "")


@pytest.mark.parametrize("rows", [0, 1, 4])
def test_of_few_projects_no_median_and_no_range_is_shown(tmp_path, rows):
    lines = [f"H{n},a,b,2025-01-01,100,{100 + n}" for n in range(rows)]
    past = history(tmp_path / "ws", lines)
    for section in SECTIONS[1:]:
        shown = section(past)
        assert "not assessed" in shown.text.casefold() and "95" not in shown.text
    assert ("holds no finished project" in SECTIONS[0](past).text) is (rows == 0)


def test_blank_groups_are_said_and_text_of_users_does_no_harm(tmp_path):
    rows = [f'H{n},,"{HOSTILE}",,100,{90 + 5 * n}' for n in range(6)]
    past = history(tmp_path / "ws", rows)
    for section in SECTIONS:
        assert "<img src=x" not in section(past).html
    assert "states its year of finish" in report.explore_history_years(past).text
    assert "states its class" in report.explore_history_classes(past).text
    assert HOSTILE in report.explore_history_departments(past).text
