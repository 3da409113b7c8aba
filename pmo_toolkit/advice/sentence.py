"""The advice in one sentence."""

from __future__ import annotations

from collections.abc import Sequence

from pmo_toolkit.advice.people import awaited_people, wait_in_value
from pmo_toolkit.advice.positions import firm_link, people_stand_in_the_way, printed
from pmo_toolkit.advice.shapes import Results, kind_words, money_to_ask_for, planned_cost
from pmo_toolkit.analysis.base.likelihood import likelihood_words
from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.core.number_format import NumberFormat, listed
from pmo_toolkit.core.settings import Settings

_START = "We advise, on present evidence, "

#: Where a proposal goes next from its stage; a stage outside the vocabulary leads to a case first.
_NEXT = {"business case": "a decision on its business case", "ready for decision": "a decision"}

#: Evidence that is absent, as a clause after "it is not known yet".
_UNKNOWN = {
    "need": "which need it answers",
    "risk_of_not_doing": "what happens if it is not done",
    "sponsor": "who asks for it and sponsors it",
    "goals": "which business goals it serves",
    "capabilities": "which capability it would raise",
    "benefits": "what it would bring in money",
    "benefit_owner": "who answers for its benefits",
    "options": "which options there are",
    "costs": "what each option would cost",
    "class": "what kind of project it is",
    "drivers": "how large it is",
    "requested_budget": "how much money is asked for",
    "start_window": "when the work could begin",
    "demand": "which people it needs",
    "risks": "what its risks would cost",
}


def advice_sentence(
    position: str, results: Results, figures: NumberFormat, settings: Settings
) -> str:
    """The advice, beginning "We advise, on present evidence, …".

    Parameters
    ----------
    position : str
        One of `POSITIONS`, as the rules lead to it.
    results : Results
    figures : NumberFormat
        Writes money and numbers.
    settings : Settings
    """
    if position == "do not pursue yet":
        wait = wait_in_value(results)
        stands = f"as it stands, {wait}," if wait else "as it stands,"
        return _START + f"not to pursue this yet: {stands} it would cost more than it brings."
    if position == "explore":
        gap = _gap(results, figures, settings)
        return _START + f"to explore this further before anyone decides: {gap}."
    if position == "defer":
        return _START + f"to defer this until {_awaited(results, figures, settings)}."
    option = results.preferred
    way = f" as {kind_words(option)}" if option else ""
    if position == "advance in part":
        return _START + f"to advance {_part(results, figures)}{_company(results, settings)}."
    money = ""
    if not isinstance(results.cost, NotAssessed):
        money = f", planning with {figures.money(planned_cost(results.cost))}"
        against = results.cost.budget_against
        if against is not None and against.covers == "project":
            money += " for its whole life"
    next_step = _NEXT.get(results.stage or "", "a business case")
    return _START + f"to advance this to {next_step}{way}{_company(results, settings)}{money}."


def _part(results: Results, figures: NumberFormat) -> str:
    """Which part is to be advanced, and why not the whole."""
    part, cost = results.first_part, results.cost
    name = f"a first part of this, “{part.title}” ({kind_words(part)})" if part else "a first part"
    if results.in_part:
        money = "" if isinstance(cost, NotAssessed) else figures.money(planned_cost(cost))
        return f"{name}, planning with {money} for that part" if money else name
    why = ": the money asked for does not cover the whole"
    if not isinstance(cost, NotAssessed):
        why += f", for which we would plan with {figures.money(money_to_ask_for(cost))}"
    return name + why + ("" if part else "; which part comes first is still to be said")


def border(possible: Sequence[str]) -> str:
    """That the draws cannot tell the position from others, as a sentence after the advice."""
    if len(possible) == 1:
        return ""
    named = listed([f"“{position}”" for position in possible])
    return f" This lies on the border between {named}, and we advise the more cautious."


def _awaited(results: Results, figures: NumberFormat, settings: Settings) -> str:
    """What a deferred proposal waits for, as a clause after "until"."""
    chance, bundle = printed(results.chance_net_positive), printed(results.chance_of_bundle)
    worth = max(chance or 0.0, bundle or 0.0)
    if worth >= settings.advice.likely:
        firm = firm_link(results.requires)
        if firm:
            return f"{firm.id} ({firm.title}), on which it depends, has been decided"
        for exclusion in results.links.excludes:
            if exclusion.gives_way:
                rival = exclusion.proposal
                return f"{rival.id} ({rival.title}), which excludes it, has been decided"
        if awaited := awaited_people(results, figures, settings):
            return awaited
    if people_stand_in_the_way(results, settings):
        return awaited_people(results, figures, settings)
    return "its benefits are better supported or its cost is lower"


def _company(results: Results, settings: Settings) -> str:
    """Those that an enabler is advanced with, where it is not worth it alone."""
    chance = printed(results.chance_net_positive)
    if chance is None or chance >= settings.advice.likely or results.own_bundle is None:
        return ""
    counted = [member.id for member in results.own_bundle.members[1:] if member.weight > 0]
    return f", for the sake of {listed(counted)}, which require it"


def _gap(results: Results, figures: NumberFormat, settings: Settings) -> str:
    """Why this cannot be decided on yet, as a clause."""
    chance = printed(results.chance_net_positive)
    if chance is not None and chance < settings.advice.roughly_even and results.required_by:
        return _gap_of_enabler(results, figures)
    absent = sorted(
        (item for item in results.readiness.items if not item.present),
        key=lambda item: -item.weight,
    )
    unknown = [_UNKNOWN.get(item.key, item.label) for item in absent[:3]]
    enough = results.readiness.share >= settings.advice.evidence_to_advance
    if chance is None and enough and results.preferred:
        value = results.preferred.net_value
        if isinstance(value, NotAssessed):
            return f"its net value is not assessed, since {value.why}"
    if (chance is not None and enough and results.alignment.goals) or not unknown:
        work = firm_link(results.links.unknown)
        if work is not None and (chance or 0.0) >= settings.advice.likely:
            return f"it requires “{work.id}”, which is not known here"
        return "whether it would bring more than it costs is about even"
    return f"it is not known yet {listed(unknown)}"


def _gap_of_enabler(results: Results, figures: NumberFormat) -> str:
    """Why an enabler that is not worth it alone is explored."""
    count = len(results.required_by)
    others = "the proposal that depends" if count == 1 else f"the {count} proposals that depend"
    bundle = results.chance_of_bundle
    if bundle is None:
        return (
            "alone it would cost more than it brings, so it should be weighed together with"
            f" {others} on it"
        )
    word = likelihood_words(round(bundle, 2))
    verb = {"almost no chance": "has", "roughly even": "has a"}.get(word, "is")
    noun = " chance" if word == "roughly even" else ""
    return (
        f"alone it would cost more than it brings; together with {others} on it, a positive net"
        f" value {verb} {word}{noun} ({figures.chance(bundle)})"
    )
