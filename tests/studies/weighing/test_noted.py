"""Tiers under the weights that a workshop noted, as a freeze sets them down."""

from __future__ import annotations

import pytest

from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.report.comparison.swing_weights import swing_weights
from pmo_toolkit.sample import write_sample
from pmo_toolkit.studies.elicitation.entries import WEIGHTS
from pmo_toolkit.studies.elicitation.session import WorkshopSession
from pmo_toolkit.studies.weighing.noted import noted_weights
from pmo_toolkit.studies.weighing.swings import SUBJECT, note_of, swings_of
from pmo_toolkit.workspace import load_workspace


@pytest.fixture(scope="module")
def session(tmp_path_factory):
    made = tmp_path_factory.mktemp("noted") / "ws"
    write_sample(made, proposals=6)
    with (made / "workspace.toml").open("a", encoding="utf-8") as file:
        file.write("standing_draws = 500\n")
    return WorkshopSession(made, load_workspace(made), "Moderator", ("P-002",))


def test_all_weights_count_and_figures_are_those_of_the_report(session):
    assert noted_weights(session, ()) is None
    journal = session.journal
    journal.note(WEIGHTS, SUBJECT, "Developer", {"points": {"gone": 100}})
    only = noted_weights(session, journal.entries())
    assert isinstance(only.ranks, NotAssessed) and only.tier_rows == ()
    criteria = only.study.criteria
    for role, first in (("Architect", 0), ("Moderator", 3)):
        points = {one.id: 100.0 * (place == first) for place, one in enumerate(criteria)}
        journal.note(WEIGHTS, SUBJECT, role, note_of(swings_of(role, points, criteria), criteria))
    found = noted_weights(session, journal.entries())
    assert [one.role for one in found.scorers] == ["Architect", "Moderator"]
    assert found.outdated == ("Developer",)
    rows = found.tier_rows
    assert len(rows) == 6 and {row["first"] for row in rows} == {found.ranks.proposals[0].tier.top}
    full = swing_weights(found.study, found.ranks, session.proposals)
    brief = swing_weights(found.study, found.ranks, session.proposals, brief=True)
    moved = [row["proposal"] for row in rows if row["tier_today"] != row["tier_then"]]
    shown = [row["proposal"] for row in rows if f"<bdi>{row['proposal']}</bdi>" in brief.html]
    assert shown == [row["proposal"] for row in rows if row["proposal"] in (*moved, "P-002")]
    assert all(f"<bdi>{row['proposal']}</bdi>" in full.html for row in rows)
