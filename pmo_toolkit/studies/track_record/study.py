"""The track record of a workspace: advice kept apart from decision, and scored later."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from pmo_toolkit.analysis.base.cells import text_of
from pmo_toolkit.assessment import Assessment, Prepared
from pmo_toolkit.studies.track_record.comparing import (
    agreement_of,
    crossings_of,
    decided_proposals,
)
from pmo_toolkit.studies.track_record.decisions import Decisions
from pmo_toolkit.studies.track_record.estimates import (
    finished_work,
    held_ranges,
    measured_ranges,
    work_under_way,
)
from pmo_toolkit.studies.track_record.given import advice_of, unit_of_money, with_today
from pmo_toolkit.studies.track_record.shapes import GivenAdvice, TrackRecord
from pmo_toolkit.studies.track_record.words import notes_on
from pmo_toolkit.workspace import Workspace


def track_record_of(
    ready: Prepared,
    assessed: Mapping[str, Assessment],
    decisions: Decisions,
    *,
    order: Sequence[str] = (),
    former: Mapping[str, Sequence[GivenAdvice]] | None = None,
) -> TrackRecord:
    """Advice beside decision, and estimates beside what became of them.

    Parameters
    ----------
    ready : Prepared
    assessed : mapping of str to Assessment
    decisions : Decisions
        Up to the day of this run.
    order : sequence of str
        Proposals in the order in which they are shown; others follow.
    former : mapping of str to sequence of GivenAdvice, optional
        What former runs of this workspace have said.
    """
    config, as_of = ready.workspace.config, ready.as_of
    money = unit_of_money(config.currency, config.price_year)
    titles = _titles(ready.workspace, order)
    today = {name: advice_of(one) for name, one in assessed.items()}
    given = with_today(former or {}, today, as_of.isoformat())
    decided = decided_proposals(decisions, given, today, titles)
    finished = finished_work(ready.workspace, given, titles, as_of, money)
    record = TrackRecord(
        decided=decided,
        crossings=crossings_of(decided),
        as_advised=agreement_of(decided),
        measured=measured_ranges(assessed),
        finished=finished,
        held=held_ranges(finished),
        under_way=work_under_way(ready.workspace, given, today, decisions, titles, money),
        undecided=tuple(name for name in titles if name not in decisions.latest),
        unadvised=tuple(one.proposal for one in decided if one.basis == "none"),
        unused=decisions.unused,
        given=given,
    )
    return replace(
        record, notes=notes_on(record, ready.figures, ready.settings.estimating.model_minimum)
    )


def _titles(workspace: Workspace, order: Sequence[str]) -> dict[str, str]:
    """Proposal → title, those that are shown first in their order."""
    table = workspace.table("proposals")
    known = dict(zip(table["id"].astype(str), table["title"], strict=True))
    names = dict.fromkeys([*order, *workspace.proposal_ids])
    return {name: text_of(known.get(name)) or name for name in names}
