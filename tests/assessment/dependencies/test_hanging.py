"""What an assessment says of what is further away, and that it reads only what concerns it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pmo_toolkit.analysis.dependencies.shapes import Links
from pmo_toolkit.assessment import prepare
from pmo_toolkit.assessment.dependencies.graph_values import findings_of
from pmo_toolkit.assessment.dependencies.hanging import with_distant_ties
from pmo_toolkit.core.settings import Settings
from tests.workspace.builders import read

PROPOSALS = "id,title,start_window,estimate_duration_days\n" + "".join(
    f"P{number},Title {number},2027-0{number},90\n" for number in range(1, 9)
)
TIES = ["P2,P1,requires,0,1", "P3,P2,requires,30,0.5", "P4,F1,requires,0,0.9", "P6,P5,excludes,,"]
WORK = "project,title,role,finish_estimate\nF1,Network,engineer,2027-06-30\n"


def workspace(folder, ties=TIES, **tables):
    rows = "from,to,type,lag_days,strength\n" + "".join(f"{tie}\n" for tie in ties)
    tables = {"proposals": PROPOSALS, "in_flight": WORK, "dependencies": rows} | tables
    return read(folder, 'as_of = "2026-12-01"\n', **tables)


def links(found, proposal: str, **settings) -> Links:
    chosen = Settings.of(**settings) if settings else None
    return with_distant_ties(prepare(found, settings=chosen).reader(proposal), Links())


def hash_of(found, proposal: str) -> str:
    reader = prepare(found).reader(proposal)
    with_distant_ties(reader, Links())
    return reader.reads.input_hash


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    return workspace(tmp_path_factory.mktemp("ws") / "ws")


def test_what_is_two_steps_away_is_seen_from_both_ends(small):
    far = links(small, "P3").needs
    assert [(tie.id, tie.chance, tie.steps) for tie in far] == [("P2", 0.5, 1), ("P1", 0.5, 2)]
    ahead = links(small, "P1")
    assert [(tie.id, tie.chance) for tie in ahead.unlocks] == [("P2", 1.0), ("P3", 0.5)]
    assert ahead.passes_on[0].effect == "P2"
    assert {item.id for item in ahead.around.items} == {"P1", "P2", "P3"}


def test_the_delay_is_that_of_the_settings(small):
    assert {one.delay_days for one in links(small, "P4").knock_on} == {90.0}
    shorter = links(small, "P4", knock_on_days=10.0).knock_on
    assert shorter[0].delay_days == 10.0 and shorter[0].p80 <= 10.0


def test_a_proposal_without_ties_has_nothing_to_say(small):
    assert links(small, "P8") == replace(Links(), around=links(small, "P8").around)


def test_another_seed_draws_anew_and_the_same_seed_draws_the_same(small):
    assert links(small, "P4") == links(small, "P4")
    first = prepare(small).reader("P4")
    other = prepare(small).with_seed(99).reader("P4")
    knock_on = [with_distant_ties(reader, Links()).knock_on[0] for reader in (first, other)]
    assert knock_on[0] != knock_on[1]
    assert knock_on[0].chance == pytest.approx(knock_on[1].chance, abs=0.05)


@pytest.mark.parametrize(
    ("ties", "tables"),
    [
        ([*TIES, "P7,P8,requires,0,1"], {}),
        ([TIES[0], TIES[1], "P4,F1,requires,60,0.2", TIES[3]], {}),
        ([TIES[3], *TIES[:3]], {}),  # other rows
        (TIES, {"services": "id,title\nS1,Mail\n"}),
        (TIES, {"in_flight": WORK.replace("2027-06", "2027-08").replace("31", "30")}),
    ],
)
def test_rows_of_others_do_not_matter(small, tmp_path, ties, tables):
    other = workspace(tmp_path / "ws", ties, **tables)
    assert hash_of(other, "P1") == hash_of(small, "P1")


@pytest.mark.parametrize(
    "ties",
    [
        [*TIES, "P7,P3,requires,0,1"],
        [*TIES, "P3,P8,requires,0,1"],
        [TIES[0], "P3,P2,requires,31,0.5", *TIES[2:]],
        [*TIES, "P1,P1,requires,,"],
    ],
)
def test_rows_that_concern_it_do(small, tmp_path, ties):
    assert hash_of(workspace(tmp_path / "ws", ties), "P1") != hash_of(small, "P1")


def test_clashes_stand_with_their_rows_where_they_concern_it(tmp_path):
    found = workspace(tmp_path / "ws", [*TIES, "P1,P3,requires,,", "P7,P1,requires,,"])
    own, above = links(found, "P2").clashes, links(found, "P7").clashes
    assert own == above and own[0].ids == ("P1", "P3", "P2")
    assert [row.row for row in own[0].rows] == [6, 3, 2]
    assert links(found, "P4").clashes == ()
    assert links(found, "P7").knock_on == ()  # what stands in a circle has no dates
    assert links(found, "P7").knock_on_unknown == ("P1", "P2", "P3")


def test_single_points_of_its_goals_and_of_itself(tmp_path):
    goals = {
        "goals": "id,title\nG1,Fewer errors\n",
        "proposal_goals": "proposal,goal\nP2,G1\nP3,G1\n",
    }
    found = workspace(tmp_path / "ws", [TIES[0], "P3,P1,requires,0,1"], **goals)
    for proposal in ("P1", "P2", "P3"):
        point = links(found, proposal).single_points[0]
        assert (point.id, point.stops, point.goal_titles) == ("P1", ("P2", "P3"), ("Fewer errors",))
    assert links(found, "P4").single_points == ()


def test_only_the_nearest_are_followed(tmp_path):
    chain = [f"P{number + 1},P{number},requires,0,1" for number in range(1, 8)]
    found = links(workspace(tmp_path / "ws", chain), "P1", followed_most=3)
    assert [tie.id for tie in found.unlocks] == ["P2", "P3"]
    assert found.not_followed == 5


def test_the_graph_is_made_once_and_again_for_changed_rows(small):
    first = findings_of(small, small.settings)
    assert findings_of(small, small.settings) is first
    frame = small.table("dependencies").iloc[:1]
    changed = small.with_rows("dependencies", frame)
    assert len(findings_of(changed, changed.settings).graph.links) == 1
