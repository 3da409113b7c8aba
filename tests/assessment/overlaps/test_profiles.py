"""What is compared is what the tables say."""

from __future__ import annotations

from pmo_toolkit.analysis.overlaps.shapes import Judgement, Tie
from pmo_toolkit.assessment.overlaps.profiles import (
    judgements_of,
    proposal_profiles,
    service_profiles,
    tie_titles,
)
from tests.workspace.builders import one, read

TABLES = {
    "proposals": "id,title,department,need,description\n"
    "P1,One,Sales,Buyers wait,A portal\nP2,Two,,,\n",
    "goals": "id,title\nG1,Faster\n",
    "proposal_goals": "proposal,goal\nP1,G1\n",
    "capabilities": "id,title,parent\nC1,Serve,\nC2,Answer requests,C1\n",
    "proposal_capabilities": "proposal,capability\nP1,C2\n",
    "services": "id,title,capability\nS1,Mailboxes,C2\nS2,Ledger,\n",
    "options": "id,proposal,kind,service\nO1,P1,reuse,S1\nO2,P1,build,\n",
    "demand": "option,role\nO2,developer\n",
    "dependencies": "from,to,type\nP1,P2,requires\nP1,P2,enables\nP1,P2,excludes\n",
    "overlap_answers": "a,b,answer,by_role,date\nP1,P2,different,Head of sales,2026-11-03\n",
}


def test_a_proposal_with_all_that_it_names(tmp_path):
    first, second = proposal_profiles(read(tmp_path, **TABLES))
    assert first.whole == "One. Buyers wait. A portal."
    assert first.of(Tie.GOALS) == {"G1"}
    assert first.of(Tie.CAPABILITIES) == {"C2"}
    assert first.of(Tie.AREAS) == {"C1"}
    assert first.of(Tie.SERVICES) == {"S1"}
    assert first.of(Tie.ROLES) == {"developer"}
    assert first.builds_on == {"P2"}
    assert second.builds_on == {"P1"}  # P1 enables it
    assert second.whole == "Two."


def test_a_service_speaks_by_its_capability(tmp_path):
    first, second = service_profiles(read(tmp_path, **TABLES))
    assert first.need == "Answer requests"
    assert first.of(Tie.AREAS) == {"C1"}
    assert second.whole == "Ledger."


def test_titles_and_answers(tmp_path):
    workspace = read(tmp_path, **TABLES)
    assert tie_titles(workspace)["G1"] == "Faster"
    assert judgements_of(workspace) == (
        Judgement("P1", "P2", "different", "Head of sales", "2026-11-03"),
    )


def test_proposals_alone_are_enough(tmp_path):
    workspace = read(tmp_path)
    assert [profile.whole for profile in proposal_profiles(workspace)] == ["One.", "Two."]
    assert service_profiles(workspace) == () and judgements_of(workspace) == ()


def test_an_answer_on_an_unknown_proposal_is_a_row_fault(tmp_path):
    rows = "a,b,answer\nP1,P9,same\nP1,P2,partly\n"
    workspace = read(tmp_path, overlap_answers=rows)
    trouble = one(workspace, table="overlap_answers", grade="row")
    assert (trouble.row, trouble.column, trouble.found) == (2, "b", "P9")
    assert [answer.answer for answer in judgements_of(workspace)] == ["partly"]


def test_an_unknown_answer_is_a_finding_and_settles_nothing(tmp_path):
    workspace = read(tmp_path, overlap_answers="a,b,answer\nP1,P2,perhaps\n")
    assert one(workspace, table="overlap_answers", column="answer").row == 2
    assert judgements_of(workspace) == ()
