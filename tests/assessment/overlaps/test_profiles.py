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
    "services": "id,title,capability,supplier,description\n"
    "S1,Mailboxes,C2,Postworks,\nS2,Ledger,,,Books of account\n",
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
    assert first.of(Tie.SUPPLIERS) == {"Postworks"}
    assert first.of(Tie.ROLES) == {"developer"}
    assert first.builds_on == {"P2"}
    assert second.builds_on == {"P1"}  # P1 enables it
    assert second.whole == "Two."


def test_a_service_speaks_by_its_capability(tmp_path):
    first, second = service_profiles(read(tmp_path, **TABLES))
    assert first.need == "Answer requests"
    assert first.of(Tie.AREAS) == {"C1"}
    assert first.of(Tie.SUPPLIERS) == {"Postworks"}
    assert second.whole == "Ledger. Books of account."


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


def test_an_answer_on_an_unknown_proposal_or_on_itself_fails_nobody(tmp_path):
    rows = "a,b,answer\nP1,P9,same\nP1,P2,partly\nP2,P2,different\nP1,S1,different\n"
    services = "id,title\nS1,Mailboxes\n"
    workspace = read(tmp_path, overlap_answers=rows, services=services)
    trouble = one(workspace, table="overlap_answers", column="b", row=2)
    assert (trouble.found, trouble.expected) == ("P9", "an id of proposals or services")
    itself = one(workspace, table="overlap_answers", row=4)
    assert "the row is not used" in itself.what and itself.next_step
    assert not workspace.failed and workspace.exit_code == 0
    assert {(answer.b, answer.answer) for answer in judgements_of(workspace)} == {
        ("P2", "partly"),
        ("S1", "different"),
    }


def test_the_latest_of_several_answers_comes_last(tmp_path):
    rows = "a,b,answer,date\nP1,P2,same,2026-11-03\nP1,P2,different,2026-10-03\nP2,P1,partly,\n"
    workspace = read(tmp_path, overlap_answers=rows)
    assert [answer.answer for answer in judgements_of(workspace)] == ["partly", "different", "same"]
    told = one(workspace, table="overlap_answers", row=3, says="answers otherwise")
    assert (told.column, told.found) == ("answer", "P1 and P2: different")
    assert "row 2" in told.what


def test_an_unknown_answer_is_a_finding_and_settles_nothing(tmp_path):
    workspace = read(tmp_path, overlap_answers="a,b,answer\nP1,P2,perhaps\n")
    assert one(workspace, table="overlap_answers", column="answer").row == 2
    assert judgements_of(workspace) == ()
