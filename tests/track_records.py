"""Track records filled by hand, for tests that look at how they are shown, and former packs."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from pmo_toolkit import Portfolio, study_portfolio
from pmo_toolkit.core.canonical_json import canonical_json
from pmo_toolkit.studies.track_record.comparing import (
    agreement_of,
    as_advised,
    counted,
    crossings_of,
)
from pmo_toolkit.studies.track_record.shapes import (
    Basis,
    DecidedProposal,
    Decision,
    FinishedWork,
    GivenAdvice,
    HeldRanges,
    MeasuredRanges,
    TrackRecord,
    UnusedDecision,
    WorkUnderWay,
)
from tests.portfolios import CONFIG, QUICK, three, workspace

#: Rows of decisions of which one can be compared, one only with today's advice, five not at all.
DECISIONS = (
    "proposal,decision,by_role,date,reason\n"
    "P-9,no,Board,2026-11-20,It is not there\n"
    "P-1,perhaps,Board,2026-11-21,No money\n"
    "P-1,ask again,Board,2026-11-01,No figures yet\n"
    "P-1,go ahead,Board,2026-11-10,\n"
    "P-2,no,,2026-09-10,Not now\n"
    "P-3,no,Board,2031-01-01,\n"
    "P-3,later,Board,tomorrow,\n"
    ",no,,,\n"
    "P-2,,Board,2026-11-01,\n"
)
HISTORY = (
    "project,title,start_date,finish_date,actual_cost,actual_duration_days\n"
    "P-1,Register,2026-10-10,2026-11-20,60000,41\n"
    "P-2,Portal,2026-05-05,2026-11-01,20000,200\n"
    "H-1,Another,2025-05-05,2025-11-01,20000,200\n"
)
IN_FLIGHT = (
    "project,title,role,hours_per_month,finish_estimate,start_date,estimate_cost,cost_to_date\n"
    "P-3,Archive,developer,10,2027-05-01,2026-10-20,40000,30000\n"
    "P-3,Archive,architect,10,2027-05-01,2026-10-20,40000,30000\n"
    "F-1,Another,architect,10,2027-05-01,2026-10-20,40000,30000\n"
)
RANGE = {
    "target": "cost",
    "unit": "EUR, prices of 2026",
    "source": "finished projects",
    "level": 0.8,
    "low": 1000.0,
    "high": 50000.0,
}


def former_pack(
    folder: Path, as_of: str = "2026-10-01", ranges: Sequence[Mapping[str, Any]] = (RANGE,)
) -> Path:
    """A pack of another day, whose ranges are written by hand."""
    content = json.loads(canonical_json(three().as_dict())) | {"as_of": as_of}
    for said in content["track_record"]["given"].values():
        said[:] = [one | {"as_of": as_of, "ranges": list(ranges)} for one in said]
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "moderation.json").write_text(json.dumps(content), encoding="utf-8")
    return folder


def recorded(
    folder: Path, *, since: Path | None = None, config: str = CONFIG, **tables: str | None
) -> Portfolio:
    """The portfolio of the three with these further tables."""
    return study_portfolio(workspace(folder / "now", config, **tables), settings=QUICK, since=since)


def much(folder: Path) -> Portfolio:
    """A portfolio whose track record has every part."""
    return recorded(
        folder,
        since=former_pack(folder / "former"),
        decisions=DECISIONS,
        history=HISTORY,
        in_flight=IN_FLIGHT,
    )


def invented(portfolio: Portfolio) -> TrackRecord:
    """A track record of all that was decided in a portfolio, with the other parts by hand."""
    decided = tuple(
        _decided(line.id, line.title, line.position, line.decision, place)
        for place, line in enumerate(portfolio.lines)
        if line.decision is not None
    )
    titles = [(line.id, line.title) for line in portfolio.lines]
    return TrackRecord(
        notes=("Some were decided on, and others were not.",),
        decided=decided,
        crossings=crossings_of(decided),
        as_advised=agreement_of(decided),
        measured=tuple(
            MeasuredRanges("cost", "cost", 0.8, counted(70 + place, 100), True, 9 - place)
            for place in range(4)
        ),
        finished=tuple(
            FinishedWork(*named, "cost", "cost", "EUR", "2026-01-05", "2026-09-30", 410_000.0)
            for named in titles
        ),
        held=(HeldRanges("cost", "cost", counted(3, 4)),),
        under_way=tuple(
            WorkUnderWay(
                *named,
                "go ahead",
                "today",
                "advance",
                "2026-11-22",
                None,
                "2027-06-30",
                None,
                1e5,
                9e4,
                2e5,
                None,
            )
            for named in titles
        ),
        undecided=tuple(name for name, _ in titles),
        unused=tuple(UnusedDecision(row, "P-1", "it says nothing", "Mend it.") for row in (2, 3)),
        given={name: (GivenAdvice("2026-11-22", "advance"),) for name, _ in titles},
    )


def _decided(
    name: str, title: str, position: str, decision: Decision, place: int
) -> DecidedProposal:
    basis: Basis = "before" if place % 2 else "today"
    same = as_advised(position, decision.decision)
    return DecidedProposal(name, title, decision, (), basis, position, "2026-10-01", same)
