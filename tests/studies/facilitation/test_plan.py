"""Every proposal stands in the plan, or with its reason among what it leaves out."""

from __future__ import annotations

from pmo_toolkit import study_facilitation
from pmo_toolkit.assessment.scheduling.shapes import LeftOutReason
from tests.facilitations import SOME, some
from tests.workspace.builders import read


def test_no_proposal_is_lost():
    schedule = some().schedule
    planned = {work.proposal.id for work in schedule.proposals}
    left_out = [gone.proposal for gone in schedule.portfolio.left_out]
    assert planned.isdisjoint(left_out) and len(left_out) == len(set(left_out))
    assert planned | set(left_out) == set(SOME)


def test_what_cannot_be_assessed_and_what_has_no_option_are_left_out_with_their_reasons(tmp_path):
    workspace = read(
        tmp_path,
        proposals="id,title\nP-1,One\nP-2,Other\n",
        options="id,proposal,kind\nO-1,P-1,SaaS\n",
        costs="option,element,low,mode,high\nO-1,Licence,9,5,1\n",
    )
    gone = {row.proposal: row for row in study_facilitation(workspace).schedule.portfolio.left_out}
    assert gone["P-1"].reason is LeftOutReason.ROW_FAULT and gone["P-1"].title == "One"
    assert gone["P-2"].reason in (LeftOutReason.NO_OPTION, LeftOutReason.NOT_ADVISED)
