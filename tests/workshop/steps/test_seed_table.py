"""Seed questions in a table: pasted at once, all or nothing, hidden until revealed."""

from __future__ import annotations

import pytest

from pmo_toolkit.studies.elicitation.entries import RANGE, is_revealed, latest_ranges
from pmo_toolkit.studies.elicitation.quantities import seed_questions
from pmo_toolkit.studies.elicitation.setup import keep_setup
from pmo_toolkit.workshop.steps.ranges_step import RangesStep, SecondRoundStep
from tests.workshop.steps.conftest import HOSTILE, SUBJECT


@pytest.fixture
def seeds(workspace):
    return seed_questions(workspace)[:2]


@pytest.fixture
def step(tab, journal, workspace, seeds):
    subjects = [SUBJECT, *(seed.subject for seed in seeds)]
    keep_setup(journal, workspace, "Moderator", ["P-001"], ["Architect", "Developer"], subjects)
    return RangesStep(tab("Architect"))


def _paste(step, *lines):
    step.seeds.table.paste("\n".join("\t".join(line) for line in lines), 1, "low")


def _enter(step):
    step.seeds.children[1].children[0].click()
    return step.notes.value


def test_answers_are_pasted_and_seen_by_others_once_revealed(step, tab, journal, seeds):
    _paste(step, ("1,000", "4,000", "2,000"), ("300", "900", "400"))
    assert "2\N{NO-BREAK SPACE}answers are entered" in _enter(step)
    held = latest_ranges(step.entries, seeds[0].subject)["Architect", 1].value
    assert (held["low"], held["mode"], held["high"]) == (1000, 2000, 4000)
    other = RangesStep(tab("Developer"))
    assert [row["low"] for row in other.seeds.table.cells] == ["", ""]
    assert [row["low"] for row in RangesStep(tab("Architect")).seeds.table.cells] == ["1000", "300"]
    step.seeds.children[1].children[1].click()
    assert all(is_revealed(step.entries, seed.subject, 1) for seed in seeds)
    other.refresh()
    assert step.seeds.layout.display == other.seeds.layout.display == "none"


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        ([("1", "2", "much")], "cell is at fault"),
        ([("5", "2", "3")], "from low to high"),
        ([("1", "9", "2"), ("1", "", "")], "give low, high and middle"),
        ([("", "", "")], "no row says anything new"),
        ([("-1", "9", "2")], "at fault"),
    ],
)
def test_all_or_nothing_is_entered_and_what_was_typed_stays(step, lines, words):
    _paste(step, *lines)
    before = step.seeds.table.cells
    assert words in _enter(step)
    assert not [entry for entry in step.entries if entry.kind == RANGE]
    step.refresh()
    assert step.seeds.table.cells == before


def test_a_row_must_be_one_of_the_questions_and_only_once(step, seeds):
    step.seeds.table.paste(f"{HOSTILE}\t1\t9\t2")
    said = _enter(step)
    assert "none of the open seed questions" in said and "<img src=x" not in said
    step.seeds.table.paste("\n".join(f"{seeds[0].proposal}\t1\t9\t2" for _ in range(2)))
    assert "stands in two rows" in _enter(step)


def test_only_what_is_new_is_written_and_another_tab_is_not_overwritten(step, tab, seeds):
    _paste(step, ("10", "40", "20"), ("30", "90", "40"))
    _enter(step)
    assert "no row says anything new" in _enter(step)
    other = RangesStep(tab("Architect"))
    step.seeds.table.write(1, "low", "11")
    assert "1\N{NO-BREAK SPACE}answer is entered" in _enter(step)
    other.seeds.table.write(1, "low", "12")
    _enter(other)
    held = latest_ranges(step.entries, seeds[0].subject)["Architect", 1].value
    assert held["low"] == 11


def test_without_seed_questions_there_is_no_table(tab, journal):
    assert RangesStep(tab("Architect")).seeds.layout.display == "none"
    assert SecondRoundStep(tab("Architect")).seeds.layout.display == "none"
