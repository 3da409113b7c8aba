"""``moderation.xlsx``: the portfolio for its moderator, with a column for what is decided."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pmo_toolkit.exports.json_cells import cell, is_assessed
from pmo_toolkit.exports.moderation_scenarios import scenario_sheets
from pmo_toolkit.exports.moderation_ties import tie_sheets
from pmo_toolkit.exports.moderation_track_record import track_record_sheets
from pmo_toolkit.exports.workbook import Column, Kind, Sheet, workbook
from pmo_toolkit.workspace.dictionary.moderation_tables import (
    DECISIONS,
    FIGURE_NAMES,
    PACK_MARK,
    PACK_SHEET,
)

FIRST_SHEET = "Read me"

_PROPOSALS = (
    Column("id", width=10),
    Column("title", width=38),
    Column("department", width=20),
    Column("advice", width=18),
    Column("decision", Kind.TO_FILL_IN, 20, DECISIONS),
    Column("decided by (role)", Kind.TO_FILL_IN, 20),
    Column("decision date", Kind.TO_FILL_IN, 13),
    Column("reason of the decision", Kind.TO_FILL_IN, 36),
    Column("decided before", width=18),
    Column("confidence", width=12),
    Column("chance of a positive net value", Kind.SHARE, 12),
    Column("preferred option", width=16),
    Column("cost P10", Kind.MONEY, 12),
    Column("cost P50", Kind.MONEY, 12),
    Column("cost P90", Kind.MONEY, 12),
    Column("net value P10", Kind.MONEY, 12),
    Column("net value P50", Kind.MONEY, 12),
    Column("net value P90", Kind.MONEY, 12),
    Column("tier", width=12),
    Column("chance among the first", Kind.SHARE, 12),
    Column("in portfolios that no other beats", width=14),
    Column("share of those portfolios", Kind.SHARE, 12),
    Column("outcomes", width=20),
    Column("could start (4 cases in 5)", width=14),
    Column("open questions", Kind.WHOLE, 10),
    Column("whose row", width=16),
)


def moderation_workbook(data: Mapping[str, Any]) -> bytes:
    """The workbook of a portfolio, from what ``moderation.json`` holds.

    Parameters
    ----------
    data : mapping
        As `Portfolio.as_dict` gives it, so that both agree in every number.

    Returns
    -------
    bytes
        An ``.xlsx`` file; the same for the same portfolio.
    """
    sheets = (
        Sheet(PACK_SHEET, _PROPOSALS, [_proposal(line, data) for line in data["proposals"]]),
        _tiers(data),
        *scenario_sheets(data),
        *tie_sheets(data["facilitation"]),
        _balance(data),
        _dissent(data),
        _questions(data),
        _changes(data),
        *track_record_sheets(data["track_record"]),
        _grounds(data),
    )
    title = f"{data['workspace']}: portfolio for moderation"
    return workbook(title, (FIRST_SHEET, tuple(_first_lines(data))), sheets)


def _first_lines(data: Mapping[str, Any]) -> Iterator[str]:
    yield PACK_MARK
    yield f"{data['workspace']}" + (" (sample data)" if data["sample"] else "")
    yield f"As of {data['as_of']}, valid until {data['valid_until']}. Decides: {data['decides']}."
    yield "We advise; whoever decides decides. Advice and decision stand in columns of their own."
    yield ""
    yield from data["sentences"]
    yield ""
    yield from data["asked"]
    yield ""
    yield (
        "Fill in the yellow columns of the sheet “Proposals” (decision: one of"
        f" {', '.join(DECISIONS)}), save, and read them back with:"
        " pmo import moderation.xlsx --into WORKSPACE"
    )
    yield (
        f"Money: {data['units']['money']}. Shares and chances: {data['units']['shares']}. Hours:"
        f" {data['units']['hours']}. P10, P50, P90: not exceeded in 10, 50 and 90 of 100 cases."
    )
    yield (
        f"Version {data['version']}, seed {data['seed']}, input {data['input_hash'][:16]}. The same"
        " figures stand in portfolio.html and moderation.json."
    )


def _proposal(line: Mapping[str, Any], data: Mapping[str, Any]) -> list[Any]:
    robust = data["robust"]
    choices = robust["choices"] if is_assessed(robust) else ()
    part = next((one for one in choices if one["proposal"] == line["id"]), None)
    return [
        line["id"],
        line["title"],
        line["department"],
        line["position"],
        *[None] * 4,
        _decided(line["decision"]),
        line["confidence"],
        line["chance_net_positive"],
        line["option"],
        *[cell(line["cost"], key) for key in ("p10", "p50", "p90")],
        *[cell(line["net_value"], key) for key in ("p10", "p50", "p90")],
        cell(line["tier"], "name"),
        cell(line["tier"], "chance_top"),
        _absent_part(line["id"], robust) if part is None else part["part"],
        None if part is None else part["core_index"],
        ", ".join(line["outcomes"]),
        line["start_p80"] or "not assessed",
        line["questions"],
        line["source"],
    ]


def _absent_part(proposal: str, robust: Mapping[str, Any]) -> str:
    """Why a proposal has no part in portfolios that no other beats."""
    why = robust["left_out"].get(proposal, "") if is_assessed(robust) else robust["why"]
    return f"not assessed: {why}" if why else "not assessed"


def _decided(decision: Mapping[str, Any] | None) -> str | None:
    if decision is None:
        return None
    beside = [decision[key] for key in ("by_role", "date") if decision[key]]
    return f"{decision['decision']} ({', '.join(beside)})" if beside else decision["decision"]


def _tiers(data: Mapping[str, Any]) -> Sheet:
    ranked = [line for line in data["proposals"] if is_assessed(line["tier"])]
    ranks = sorted({int(rank) for line in ranked for rank, _ in line["ranks"]})
    columns = (
        Column("proposal", width=10),
        Column("title", width=38),
        Column("tier", width=12),
        Column("why", width=50),
        Column("chance among the first", Kind.SHARE, 12),
        *(Column(f"rank {rank}", Kind.SHARE, 8) for rank in ranks),
    )
    rows = []
    for line in ranked:
        tier, chances = line["tier"], {int(rank): chance for rank, chance in line["ranks"]}
        rows.append(
            [
                line["id"],
                line["title"],
                tier["name"],
                tier["why"],
                tier["chance_top"],
                *[chances.get(rank) for rank in ranks],
            ]
        )
    return Sheet("Tiers", columns, rows, note="No proposal is ranked.")


def _balance(data: Mapping[str, Any]) -> Sheet:
    columns = (
        Column("kind", width=12),
        Column("name", width=16),
        Column("title", width=36),
        Column("share of the money we advise", Kind.SHARE, 14),
        Column("low (P10)", Kind.SHARE, 10),
        Column("high (P90)", Kind.SHARE, 10),
        Column("share of what the first scenario chooses", Kind.SHARE, 14),
        Column("target", Kind.SHARE, 10),
        Column("row of targets", Kind.WHOLE, 10),
    )
    rows = [
        [
            line["kind"],
            line["name"],
            line["title"],
            cell(line["advised"]),
            line["advised_low"],
            line["advised_high"],
            cell(line["chosen"]),
            line["target"],
            line["row"],
        ]
        for line in data["balance"]
    ]
    return Sheet("Balance", columns, rows, note="Nothing to weigh against targets.")


def _dissent(data: Mapping[str, Any]) -> Sheet:
    columns = (
        Column("proposal", width=10),
        Column("where roles do not agree", width=90),
        Column("roles", width=40),
    )
    rows = [
        [line["proposal"], line["sentence"], ", ".join(line["roles"])] for line in data["dissent"]
    ]
    return Sheet("Dissent", columns, rows, note="No role differs from the others.")


def _questions(data: Mapping[str, Any]) -> Sheet:
    columns = (
        Column("department", width=22),
        Column("proposals", width=18),
        Column("question", width=70),
        Column("what an answer changes", width=50),
        Column("worth of an answer", Kind.MONEY, 14),
        Column("chance that it changes the advice", Kind.SHARE, 14),
    )
    rows = [
        [
            department,
            ", ".join(question["proposals"]),
            question["text"],
            question["effect"],
            question["worth"],
            question["chance_changes"],
        ]
        for department, questions in data["questions"].items()
        for question in questions
    ]
    return Sheet("Questions", columns, rows, note="No question is open.")


def _changes(data: Mapping[str, Any]) -> Sheet:
    columns = (
        Column("proposal", width=10),
        Column("what", width=10),
        Column("name", width=28),
        Column("before", width=26),
        Column("after", width=26),
        Column("why", width=60),
    )
    changes = data["changes"]
    note = "Nothing has changed."
    if changes is None:
        note = "No former run was named: pmo portfolio … --since DIR compares with one."
    rows = [
        [
            one["proposal"],
            one["what"],
            FIGURE_NAMES.get(one["name"], one["name"]),
            *[one[key] for key in ("before", "after", "why")],
        ]
        for one in changes or ()
    ]
    return Sheet("Changes", columns, rows, note)


def _grounds(data: Mapping[str, Any]) -> Sheet:
    """All that the page folds away or tells a part of only."""
    columns = (
        Column("what", width=34),
        Column("proposal or scenario", width=28),
        Column("in words", width=110),
    )
    return Sheet("Grounds", columns, list(_ground_rows(data)), note="Nothing to add.")


def _ground_rows(data: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    for sentence in data["turning"]:
        yield "would change the picture", "", sentence
    for sentence in data["rank_reversals"]:
        yield "order that may turn", "", sentence
    for sentence in data["notes"]:
        yield "scenarios rest on", "", sentence
    for what, key in (
        ("scenario that is not run", "scenarios_not_run"),
        ("cannot be chosen as it stands", "beside"),
        ("counts with its cost alone", "cost_alone"),
    ):
        for name, gap in data[key].items():
            yield what, name, gap["why"]
    for line in data["proposals"]:
        if not is_assessed(line["value_and_cost"]):
            yield "no place in value against cost", line["id"], line["value_and_cost"]["why"]
    for one in data["failed"]:
        yield "could not be assessed", one["proposal"], one["why"]
