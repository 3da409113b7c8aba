"""Why an advice is given, and what would change it."""

from __future__ import annotations

from collections.abc import Iterator

from pmo_toolkit.advice.links import hangs_on
from pmo_toolkit.advice.people import (
    awaited_people,
    hours_that_lack,
    people_reasons,
    wait_in_value,
)
from pmo_toolkit.advice.positions import people_stand_in_the_way
from pmo_toolkit.advice.shapes import (
    Reason,
    Results,
    firmest,
    kind_words,
    money_to_ask_for,
    the_whole,
)
from pmo_toolkit.analysis.base.likelihood import percent
from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.analysis.money.option_results import OptionsComparison
from pmo_toolkit.core.number_format import NumberFormat, counted, listed
from pmo_toolkit.core.settings import Settings


def reasons_for(results: Results, figures: NumberFormat, settings: Settings) -> tuple[Reason, ...]:
    """Reasons, each tied to a number of the assessment."""
    share = results.readiness.share
    return (
        *_value_reasons(results, figures),
        *_budget_reason(results, figures),
        *_outside_reason(results, figures),
        *_goal_reason(results),
        *people_reasons(results, figures, settings),
        *_firm_links(results, figures),
        *_bundle_reason(results, figures),
        *_exclusion_reasons(results, figures),
        *_hanging_reasons(results, figures),
        Reason(
            f"{figures.share(share)} of the evidence that we ask for is there.",
            "readiness.share",
            share,
            "share",
        ),
    )


def _value_reasons(results: Results, figures: NumberFormat) -> Iterator[Reason]:
    """What the preferred option brings against doing nothing, and how often it beats the next."""
    chosen, options = results.preferred, results.options
    if chosen is None or isinstance(options, NotAssessed):
        return
    value = chosen.net_value
    if isinstance(value, NotAssessed):
        return
    more = "bring {} more than it costs" if value.p50 >= 0 else "cost {} more than it brings"
    wait = wait_in_value(results)
    which = f"; {wait}" if wait else ""
    yield Reason(
        f"{kind_words(chosen, start=True)} would"
        f" {more.format(figures.money(abs(value.p50)))} at the median, against doing"
        f" nothing (P10–P90: {figures.money_range(value.p10, value.p90)}{which}).",
        f"options.options.{results.preferred_place}.net_value.p50",
        value.p50,
        "money",
    )
    if options.chance_beats_next is not None and options.next_best is not None:
        rival = next(option for option in options.options if option.id == options.next_best)
        yield Reason(
            f"It beats the next option, {kind_words(rival)}, in"
            f" {figures.chance(options.chance_beats_next)} of the simulated cases.",
            "options.chance_beats_next",
            options.chance_beats_next,
            "probability",
        )


def _budget_reason(results: Results, figures: NumberFormat) -> Iterator[Reason]:
    """Whether the budget asked for suffices."""
    cost = results.cost
    if (
        isinstance(cost, NotAssessed)
        or cost.requested_budget is None
        or cost.chance_within_budget is None
    ):
        return
    seen = "The" if cost.outside is None else "With what became of comparable projects, the"
    rest = "."
    if cost.contingency:
        more = figures.money(cost.contingency)
        rest = f"; {more} more would make it {percent(cost.plan_percentile)}."
    chance, asked = figures.chance(cost.chance_within_budget), cost.requested_budget
    yield Reason(
        f"{seen} {figures.stated_money(asked)} asked for{the_whole(results)} cover its cost"
        f" with a chance of {chance}{rest}",
        "cost.chance_within_budget",
        cost.chance_within_budget,
        "probability",
    )


def _outside_reason(results: Results, figures: NumberFormat) -> Iterator[Reason]:
    """What became of the cost of comparable projects."""
    view = results.outside_cost
    if isinstance(view, NotAssessed):
        return
    meant = f" The “actual” is {view.actual_means} here." if view.actual_means else ""
    yield Reason(
        f"Of {view.reference.words} {figures.share(view.share_over)} cost more than estimated;"
        f" the median came to {figures.ratio(view.ratio.p50)} times the estimate.{meant}",
        "outside_cost.ratio.p50",
        view.ratio.p50,
        "ratio",
    )


def _goal_reason(results: Results) -> Iterator[Reason]:
    """How many goals it serves."""
    goals = results.alignment.goals
    if goals:
        served = f"the business goal “{goals[0].title}”"
        if len(goals) > 1:
            served = f"{len(goals)} business goals, first of all “{goals[0].title}”"
        yield Reason(
            f"It serves {served}.",
            "alignment.goals",
            float(len(goals)),
            "goals",
        )


def _firm_links(results: Results, figures: NumberFormat) -> list[Reason]:
    """The dependency that binds most either way, where it is firm enough to settle the order."""
    reasons = []
    for field, linked in (("requires", results.requires), ("required_by", results.required_by)):
        place = firmest(linked)
        if place is not None:
            proposal = linked[place]
            name = f"{proposal.id} ({proposal.title})"
            ties = (
                f"It depends firmly on {name}"
                if field == "requires"
                else f"{name} depends firmly on it"
            )
            text = f"{ties}: stated with a strength of {figures.share(proposal.strength)}."
            reasons.append(Reason(text, f"{field}.{place}.strength", proposal.strength, "share"))
    return reasons


def _bundle_reason(results: Results, figures: NumberFormat) -> Iterator[Reason]:
    """What it is worth, or what it requires most, together with those that require that."""
    bundle = results.links.bundle
    if bundle is None or isinstance(bundle.net_value, NotAssessed):
        return
    value, chance = bundle.net_value, bundle.chance_net_positive or 0.0
    more = "bring {} more than it costs" if value.p50 >= 0 else "cost {} more than it brings"
    named = [member.id for member in bundle.members[1:] if member.weight > 0]
    what = "It" if results.own_bundle else f"{bundle.enabler}, which this requires,"
    company = f"together with {listed(named)}" if named else "even with those that require it"
    yield Reason(
        f"{what} would {more.format(figures.money(abs(value.p50)))} at the median {company}"
        f" (P10–P90: {figures.money_range(value.p10, value.p90)}; above nought with a chance of"
        f" {figures.chance(chance)}).",
        "dependencies.bundle.chance_net_positive",
        chance,
        "probability",
    )


def _exclusion_reasons(results: Results, figures: NumberFormat) -> Iterator[Reason]:
    """What it cannot come about beside, where both are valued."""
    for place, exclusion in enumerate(results.links.excludes):
        rival, chance = exclusion.proposal, exclusion.chance_worth_more
        if chance is not None:
            yield Reason(
                f"It and {rival.id} ({rival.title}) exclude one another; it is worth more in"
                f" {figures.chance(chance)} of the simulated cases.",
                f"dependencies.excludes.{place}.chance_worth_more",
                chance,
                "probability",
            )


def _hanging_reasons(results: Results, figures: NumberFormat) -> Iterator[Reason]:
    """What would delay it most, and what else hangs on the weightiest of what it needs."""
    links = results.links
    delays = (place for place, knock_on in enumerate(links.knock_on) if knock_on.p50 >= 1)
    place = next(delays, None)
    if place is not None:
        knock_on = links.knock_on[place]
        yield Reason(
            f"If {knock_on.cause} ({knock_on.cause_title}) is {figures.days(knock_on.delay_days)}"
            f" late, this is late by at most {figures.days(knock_on.p50)} in one case of two, by at"
            f" most {figures.days(knock_on.p80)} in four of five.",
            f"dependencies.knock_on.{place}.p50",
            knock_on.p50,
            "calendar days",
        )
    place = next(
        (place for place, point in enumerate(links.single_points) if hangs_on(results, point)), None
    )
    if place is not None:
        point = links.single_points[place]
        yield Reason(
            f"{counted(len(point.stops), 'proposal hangs', 'proposals hang')} on {point.id}"
            f" ({point.title}), this one among them: on average"
            f" {figures.number(round(point.expected, 1))} need it.",
            f"dependencies.single_points.{place}.expected",
            point.expected,
            "proposals",
        )


def changes_of_mind(results: Results, figures: NumberFormat, settings: Settings) -> tuple[str, ...]:
    """What would change the advice, with switching values."""
    changes = []
    options, held = results.options, people_stand_in_the_way(results, settings)
    if held:
        lack = hours_that_lack(results, figures)
        changes.append(f"{lack[0].upper()}{lack[1:]}.")
    if not isinstance(options, NotAssessed):
        changes += [
            _switch_words(value.what, value.factor, options, figures) for value in options.switching
        ]
    if results.chance_net_positive is None:
        changes.append(
            "Benefits and cost as ranges in money for an option and for doing nothing: we could"
            " then weigh them."
        )
    if not results.alignment.goals:
        changes.append(
            "A business goal that this serves, with its measure: without one we would not advise to"
            " advance it."
        )
    if not isinstance(results.cost, NotAssessed) and results.cost.contingency:
        whole = the_whole(results).replace(" the", " for the", 1)
        changes.append(
            f"A budget of {figures.money(money_to_ask_for(results.cost))}{whole}: it would suffice"
            " with a chance of"
            f" {percent(results.cost.plan_percentile)}."
        )
    for linked in results.requires:
        changes.append(
            f"A decision on {linked.id} ({linked.title}): it sets when this could begin."
        )
    awaited = awaited_people(results, figures, settings)
    if awaited and not held:
        changes.append(f"{awaited[0].upper()}{awaited[1:]}: a month in which it can start.")
    if results.readiness.share < settings.advice.evidence_to_advance:
        changes.append(
            f"More evidence: {figures.share(results.readiness.share)} is there, and we would want"
            f" at least {figures.share(settings.advice.evidence_to_advance)} before advising to"
            " advance."
        )
    return tuple(changes)


def _switch_words(
    what: str, factor: float, options: OptionsComparison, figures: NumberFormat
) -> str:
    change = figures.share(abs(factor - 1))
    if what == "benefits":
        if factor < 1:
            kept = figures.share(factor)
            return (
                f"Benefits below {kept} of what is stated: the net value would more likely be"
                " negative."
            )
        return (
            f"Benefits {change} above what is stated: the net value would more likely be positive."
        )
    if what == "cost":
        if factor > 1:
            return (
                f"A cost more than {change} above our median: the net value would more likely be"
                " negative."
            )
        return (
            f"A cost at least {change} below our median: the net value would more likely be"
            " positive."
        )
    rival = next(option for option in options.options if option.id == options.next_best)
    return (
        f"A cost more than {change} above our median, all else equal: {kind_words(rival)} would"
        " overtake it."
    )
