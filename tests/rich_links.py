"""What a believable proposal hangs together with: every kind of tie once. All invented."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from pmo_toolkit.analysis.base.reason_codes import ReasonCode
from pmo_toolkit.analysis.base.results import NotAssessed, Quantiles
from pmo_toolkit.analysis.dependencies.graph import Item, Link, graph_of
from pmo_toolkit.analysis.dependencies.graph_results import (
    Clash,
    DistantTie,
    KnockOn,
    RowReference,
    SinglePoint,
)
from pmo_toolkit.analysis.dependencies.shapes import (
    Bundle,
    BundleMember,
    Exclusion,
    LinkedProposal,
    Links,
)
from pmo_toolkit.analysis.overlaps.shapes import (
    OverlapAnswer,
    OverlapQuestion,
    ProposalOverlaps,
    Strength,
)
from pmo_toolkit.assessment.result import Dependencies

_NOTHING_SAID = NotAssessed("net value", "no benefit is stated", ReasonCode.NO_ROWS)


def dependencies() -> Dependencies:
    """Two requirements, work in flight, an unknown one, an exclusion, and softer ties."""
    platform = LinkedProposal(
        "P-003",
        "One sign-in for all",
        0.7,
        "Legal and compliance",
        lag_days=30.0,
        start="2027-01-01",
        finish="2027-12-31",
    )
    register = LinkedProposal(
        "P-011", "Register of addresses", 1.0, "Operations", is_strength_stated=False
    )
    return Dependencies(
        requires=(platform, register),
        required_by=(LinkedProposal("P-020", "Letters sent by one service", 0.5, "Operations"),),
        links=Links(
            in_flight=(LinkedProposal("F-03", "Billing system", 1.0, finish="2027-03-31"),),
            unknown=(LinkedProposal("X-9", "", 0.9),),
            excludes=(
                Exclusion(LinkedProposal("P-008", "A second portal", 0.7, "IT"), 0.64, False),
            ),
            enables=(LinkedProposal("P-021", "Voice assistant", 0.4, "Customer services"),),
            enabled_by=(LinkedProposal("P-022", "Data platform", 0.4, "Finance"),),
            relates=(LinkedProposal("P-023", "New website", 0.6, "Communication"),),
            bundle=_bundle(),
            circle=("P-017", "P-003"),
            contradictions=("itself",),
            not_before="2028-01-31",
            not_before_days=305.0,
            existing=(LinkedProposal("S-01", "Customer records", 1.0),),
            **_further_away(),
        ),
    )


def _further_away() -> dict[str, Any]:
    """What follows from ties over several steps."""
    platform = ("P-003", "One sign-in for all", "proposal", "Legal and compliance")
    letters = ("P-020", "Letters sent by one service", "proposal", "Operations")
    late = KnockOn(
        "P-003", "P-017", platform[1], "One front door", "proposal", 90.0, 0.62, 21.0, 85.0
    )
    rows = (RowReference("dependencies", 3), RowReference("dependencies", 7))
    twice = "P-017 requires P-003, yet P-017 and P-003 exclude each other."
    return {
        "needs": (
            DistantTie(*platform, 0.7),
            DistantTie("F-03", "Billing system", "in flight", None, 1.0),
        ),
        "unlocks": (
            DistantTie(*letters, 0.5, 0.2),
            DistantTie("P-031", "Archive", "proposal", None, 0.3, 0.3, 2),
        ),
        "single_points": (
            SinglePoint(*platform, ("P-017", "P-020"), ("G-01",), 2.4, None, ("Fewer letters",)),
        ),
        "knock_on": (
            replace(late, slack_p50=40.0),
            replace(late, cause="F-03", cause_title="Billing system", chance=0.0, p50=0.0, p80=0.0),
        ),
        "passes_on": (replace(late, cause="P-017", effect="P-020", by_way_of=("P-003",)),),
        "knock_on_unknown": ("X-9",),
        "clashes": (Clash("requires and excludes", ("P-017", "P-003"), twice, rows),),
        "not_followed": 4,
        "around": graph_of(
            [
                Item("P-017", "proposal", "One front door"),
                Item("P-003", "proposal", "One sign-in for all"),
                Item("S-01", "service", "Customer records", contract_end="2028-12-31"),
            ],
            [Link("P-017", "P-003", "requires", 0.7), Link("P-017", "S-01", "requires")],
        ),
    }


def _bundle() -> Bundle:
    """Positive only together with what requires it."""
    return Bundle(
        "P-017",
        (
            BundleMember("P-017", "One front door", "enabler", "IT", _around(-120_000), 1.0),
            BundleMember(
                "P-020",
                "Letters sent by one service",
                "dependant",
                "Operations",
                _around(310_000),
                0.5,
                ("P-030",),
                "as often as it needs the enabler",
            ),
            BundleMember(
                "P-030", "Scanning", "also required", None, _NOTHING_SAID, 0.0, (), "nothing said"
            ),
        ),
        _around(35_000),
        0.5,
        _around(190_000),
        0.8,
        2,
    )


def _around(middle: float) -> Quantiles:
    return Quantiles(middle - 9e4, middle - 6e4, middle, middle + 6e4, middle + 9e4, "money")


def overlaps() -> ProposalOverlaps:
    """A question of each kind and strength, one of them answered."""
    return ProposalOverlaps(
        proposals=(
            OverlapQuestion(
                "P-12",
                "Register of agreements",
                "same need",
                Strength.STRONG,
                ("Sales", "Legal"),
                "P-7 “Contracts” and P-12 “Register of agreements” – do you ask for the same, and"
                " could one solution serve both?",
                "Both touch contracts and their terms.",
                "It may be wrong: they serve different goals.",
                "partly",
            ),
        ),
        services=(
            OverlapQuestion(
                "S-3",
                "Document store",
                "could reuse a service",
                Strength.POSSIBLE,
                ("Sales", "IT"),
                "does the service S-3 “Document store” already do part of what P-7 asks for?",
                "Both name the capability Keep records.",
            ),
        ),
        same_words=(
            OverlapQuestion(
                "P-31",
                "Orders of the depot",
                "same words",
                None,
                ("Sales", "Logistics"),
                "what do you each mean by orders?",
                "Both say orders.",
            ),
        ),
        answers=(
            OverlapAnswer(
                "P-12", "Register of agreements", "partly", "Head of sales", "2026-11-03"
            ),
        ),
        remarks=("Few proposals were compared.",),
        encoder="universal sentence encoder, multilingual",
    )
