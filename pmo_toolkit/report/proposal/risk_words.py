"""What the simulation of cost and time says, in the words of a business reader.

Used by report and notebook alike.
"""

from __future__ import annotations

from dataclasses import dataclass

from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.analysis.uncertainty.schedule.network_simulation import ActivityResult
from pmo_toolkit.analysis.uncertainty.view import QuantityView, RiskView
from pmo_toolkit.assessment import Assessment
from pmo_toolkit.core.number_format import NBSP, NumberFormat, day
from pmo_toolkit.report.proposal.charts import number_format_of

#: Activities that lie on the longest path less often than this are only counted.
_RARELY = 0.1
_MOST_ACTIVITIES = 6
#: An uplift below this share of the median is next to nothing.
_NEXT_TO_NOTHING = 0.01


@dataclass(frozen=True)
class RiskFact:
    """One figure with what a reader must know beside it."""

    label: str
    value: str
    notes: tuple[str, ...]


@dataclass(frozen=True)
class RiskWords:
    """A `RiskView` in words.

    Parameters
    ----------
    option : str
        Title of the option that is simulated.
    facts : tuple of RiskFact
        At most four: contingency, over the budget, later than wanted, both kept.
    uplift : str
        What contingency covers, and how much of it the outside view adds.
    tails : tuple of str
        A sentence for each heavy tail.
    critical : tuple of ActivityResult
        Activities that often decide the end, most often first.
    hardly : int
        Number of the other activities.
    days : str
        Range of days in a sentence; empty without a network.
    absent : tuple of NotAssessed
        What of cost and time is not assessed.
    """

    option: str
    facts: tuple[RiskFact, ...]
    uplift: str
    tails: tuple[str, ...]
    critical: tuple[ActivityResult, ...]
    hardly: int
    days: str
    absent: tuple[NotAssessed, ...]


def describe_risk(assessment: Assessment, risk: RiskView) -> RiskWords:
    """Put the simulation into words."""
    numbers = number_format_of(assessment)
    often = tuple(activity for activity in risk.activities if activity.criticality >= _RARELY)[
        :_MOST_ACTIVITIES
    ]
    facts = (
        _contingency(risk, numbers),
        _over_budget(risk, numbers),
        _late(assessment, risk, numbers),
        _both(risk, numbers),
    )
    return RiskWords(
        option=_option(assessment, risk),
        facts=tuple(fact for fact in facts if fact is not None),
        uplift=_uplift(risk, numbers),
        tails=tuple(
            f"The tail of the {name} is heavy, so no average is given: one case in ten comes to at"
            f" least {numbers.rounded(view.exceedance.p90_to_p50)} times the middle one."
            for name, view in (("cost", risk.cost), ("time", risk.time))
            if isinstance(view, QuantityView)
            and view.exceedance.heavy_tailed
            and isinstance(view.exceedance.p90_to_p50, float)
        ),
        critical=often,
        hardly=len(risk.activities) - len(often),
        days=_days(risk, numbers),
        absent=tuple(view for view in (risk.cost, risk.time) if isinstance(view, NotAssessed)),
    )


def finish_wanted(assessment: Assessment) -> str | None:
    """The last day on which the work may end, in words."""
    finish = assessment.proposal.wanted_finish
    return None if finish is None else day(finish.rsplit("/", maxsplit=1)[-1])


def _option(assessment: Assessment, risk: RiskView) -> str:
    if not isinstance(assessment.options, NotAssessed):
        for option in assessment.options.options:
            if option.id == risk.option:
                return option.title
    return risk.option


def _contingency(risk: RiskView, numbers: NumberFormat) -> RiskFact | None:
    notes, value = [], ""
    if isinstance(risk.cost, QuantityView):
        held = risk.cost.contingency
        value = numbers.money(held.amount) if held.amount > 0 else "none needed"
        notes.append(
            f"on top of the most likely cost of {numbers.stated_money(held.point_estimate)}"
        )
    if isinstance(risk.time, QuantityView):
        held = risk.time.contingency
        amount = numbers.quantity(held.amount, "days") if held.amount > 0 else "no days"
        likely = f"{numbers.number(held.point_estimate, 4)}{NBSP}days"
        if value:
            notes.append(f"and {amount} on top of the most likely {likely}")
        else:
            value = amount
            notes.append(f"on top of the most likely {likely}")
    if not value:
        return None
    return RiskFact(
        f"Contingency, to be kept with a chance of {numbers.share(risk.level)}", value, tuple(notes)
    )


def _over_budget(risk: RiskView, numbers: NumberFormat) -> RiskFact | None:
    view = risk.cost
    if (
        isinstance(view, NotAssessed)
        or isinstance(view.chance_over_limit, NotAssessed)
        or view.limit is None
    ):
        return None
    note = "with its risks and what became of other finished projects, as under cost"
    if risk.spread_of_others:
        note = "with its risks and the spread of others' estimates, as under cost"
    elif isinstance(risk.bias_uplift, NotAssessed):
        note = "by its own ranges and risks; there is no outside view"
    label = f"Chance of costing more than the {numbers.stated_money(view.limit)} asked for"
    return RiskFact(label, numbers.chance(view.chance_over_limit), (note,))


def _late(assessment: Assessment, risk: RiskView, numbers: NumberFormat) -> RiskFact | None:
    view, finish = risk.time, finish_wanted(assessment)
    if (
        isinstance(view, NotAssessed)
        or isinstance(view.chance_over_limit, NotAssessed)
        or finish is None
    ):
        return None
    note = "if it begins on the first day of its start window"
    return RiskFact(
        f"Chance of ending after {finish}", numbers.chance(view.chance_over_limit), (note,)
    )


def _both(risk: RiskView, numbers: NumberFormat) -> RiskFact | None:
    if isinstance(risk.joint, NotAssessed) or risk.joint.chance_both is None:
        return None
    return RiskFact(
        "Chance that budget and date are both kept",
        numbers.chance(risk.joint.chance_both),
        ("never more than the smaller of the two alone",),
    )


def _uplift(risk: RiskView, numbers: NumberFormat) -> str:
    if not isinstance(risk.cost, QuantityView):
        return ""
    if isinstance(risk.bias_uplift, NotAssessed) and risk.spread_of_others:
        return (
            "This contingency covers the stated risks and the spread of others' estimates. What"
            f" estimates of this house usually miss is not assessed: {risk.bias_uplift.why}."
        )
    if isinstance(risk.bias_uplift, NotAssessed):
        return (
            "This contingency covers the ranges and risks that the proposal states, no more. What"
            f" such estimates usually miss is not assessed: {risk.bias_uplift.why}."
        )
    covers = "This contingency covers the stated risks and what became of other finished projects."
    if risk.bias_uplift > _NEXT_TO_NOTHING * risk.cost.quantiles.p50:
        return (
            f"{covers} In the middle, these lift the cost by {numbers.money(risk.bias_uplift)}"
            " above the proposal's own ranges and risks: that part is bias uplift."
        )
    return (
        f"{covers} In the middle, such estimates have missed nothing more; single projects ended"
        " far from theirs all the same, and the range allows for that."
    )


def _days(risk: RiskView, numbers: NumberFormat) -> str:
    if isinstance(risk.time, NotAssessed):
        return ""
    range_ = risk.time.quantiles
    return (
        f"From start to end it takes {numbers.quantity_range(range_.p10, range_.p90, 'days')} in"
        f" eight cases of ten, {numbers.quantity(range_.p50, 'days')} in the middle, delays by"
        " risks included."
    )
