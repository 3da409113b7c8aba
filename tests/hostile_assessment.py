"""A believable assessment in which every text is turned against the page. All invented."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from pmo_toolkit.analysis.capability.touched import Touch, TouchedService
from pmo_toolkit.analysis.money.business_case.case import BusinessCase
from pmo_toolkit.analysis.tickets.grades import EvidenceGrade
from pmo_toolkit.analysis.tickets.relief import ProposalTickets, RelievedRole
from pmo_toolkit.analysis.tickets.shapes import RecurringProblem
from pmo_toolkit.assessment import Assessment
from tests.rich_assessment import rich

NASTY = (
    "<script>window.PWN=1;alert(1)</script><img src=x"
    ' onerror="window.PWN=2"></style></title><svg/onload=alert(3)> {{7*7}} {% raw %} {# gone #}'
    " ${7*7} **bold** _em_ `code` [link](javascript:alert(4)) # head\n\n## line\r\n'single'"
    ' "double" & &amp; &lt;b&gt; $x^2$ \\( y \\) 🚀💣 \u202egnp.exe\u202c مرحبا שלום \x00\x1b[31m '
)
UNBROKEN = "W" * 400
EVIL_LONG = NASTY + UNBROKEN + " " + "A very long title that never wants to end " * 110


def hostile() -> Assessment:
    """The rich one with every text turned against the page."""
    base = poisoned(rich(), NASTY)
    proposal = replace(
        base.proposal, id="P-666", title=EVIL_LONG, need=EVIL_LONG, description=UNBROKEN * 3
    )
    context = replace(
        base.context,
        currency="<b>X</b>",
        locale="en_GB",
        as_of="2026-11-22",
        valid_until="2027-02-20",
    )
    # Enumerated words stay words: the tables' vocabularies refuse others. Everything a user may
    # type is poisoned.
    advice = replace(base.advice, position="explore", confidence="low")
    return replace(
        base,
        proposal=proposal,
        context=context,
        advice=advice,
        business_case=_chained(base),
        services=(_service(),),
        tickets=_tickets(),
        schema_version="1.0",
    )


def _tickets() -> ProposalTickets:
    problem = RecurringProblem(NASTY, NASTY, EVIL_LONG, 9, 4, 5, 20.0, 5.0, 15.0, 2)
    grade = EvidenceGrade("two sources", ("tickets", "scores"))
    relieved = RelievedRole(NASTY, 12.0, 4)
    return ProposalTickets(
        (NASTY,),
        9,
        (problem,),
        5.0,
        15.0,
        (relieved,),
        NASTY,
        3,
        30,
        grade,
        (NASTY,),
        unplaced=2,
        replaced=(NASTY,),
        last_day="2026-08-01",
        age_days=113,
    )


def _service() -> TouchedService:
    return TouchedService(
        NASTY, EVIL_LONG, Touch.REPLACED, (NASTY,), 1000.0, "2027-06-30", "2027-04-01", False, 4.0
    )


def _chained(base: Assessment) -> BusinessCase:
    """The poisoned business case; what a node of the chain is, is our word."""
    case = base.business_case
    assert isinstance(case, BusinessCase)
    nodes = tuple(replace(each, kind=each.kind.removeprefix(NASTY)) for each in case.chain.nodes)
    return replace(case, chain=replace(case.chain, nodes=nodes))


def poisoned(thing: Any, poison: str) -> Any:
    """A copy of a result in which every text holds `poison`."""
    if isinstance(thing, str):
        return f"{poison}{thing}"
    if isinstance(thing, tuple):
        return tuple(poisoned(each, poison) for each in thing)
    if isinstance(thing, dict):
        return {poisoned(key, poison): poisoned(value, poison) for key, value in thing.items()}
    if hasattr(thing, "__dataclass_fields__"):
        return replace(
            thing,
            **{name: poisoned(getattr(thing, name), poison) for name in thing.__dataclass_fields__},
        )
    return thing
