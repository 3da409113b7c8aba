"""From results to advice.

Position, likelihood, confidence with its grounds, reasons, questions. Pure.

The rules, in the order in which they are asked (thresholds in `Settings`):

1. The net value is very unlikely to be positive: do not pursue yet, unless other proposals hang
  firmly on this one:
   then explore it together with them.
2. The net value is not assessed, no goal is named, or too little evidence is there: explore.
3. It is unlikely to be positive: defer. It is roughly even: explore.
4. It hangs firmly on another proposal that nobody has approved: defer until that is decided.
5. The budget asked for is very unlikely to suffice: advance in part.
6. Else: advance.

Where a threshold lies within the sampling error of a chance, the most cautious of the positions in
question is advised, and the border is said.
"""

from __future__ import annotations

from collections.abc import Sequence

from pmo_toolkit.advice.dissent import dissent_in_words
from pmo_toolkit.advice.positions import firm_link, possible_positions, printed
from pmo_toolkit.advice.questions import questions_to_ask
from pmo_toolkit.advice.reasons import changes_of_mind, conditions_for, reasons_for
from pmo_toolkit.advice.shapes import (
    Advice,
    Likelihood,
    Results,
    kind_words,
    planned_cost,
)
from pmo_toolkit.analysis.base.likelihood import likelihood_words
from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.core.number_format import NumberFormat, listed
from pmo_toolkit.core.settings import Settings


def advise(results: Results, *, decides: str, figures: NumberFormat, settings: Settings) -> Advice:
    """Turn results into advice.

    Parameters
    ----------
    results : Results
    decides : str
        Who decides, named in the report.
    figures : NumberFormat
        Writes money and numbers.
    settings : Settings
        Thresholds of the rules.
    """
    possible = possible_positions(results, settings)
    position = possible[-1]
    return Advice(
        position=position,
        sentence=_sentence(position, results, figures, settings) + _border(possible),
        decides=decides,
        likelihoods=_likelihoods(results, figures),
        confidence=results.confidence.level,
        confidence_sentence=results.confidence.sentence,
        grounds=results.confidence.grounds,
        reasons=reasons_for(results, figures),
        conditions=conditions_for(position, results, figures),
        questions=questions_to_ask(results, settings),
        would_change=changes_of_mind(results, figures, settings),
        dissent=dissent_in_words(results.standing, figures),
    )


def _border(possible: Sequence[str]) -> str:
    """That the draws cannot tell the position from others, as a sentence after the advice."""
    if len(possible) == 1:
        return ""
    named = listed([f"“{position}”" for position in possible])
    return f" This lies on the border between {named}, and we advise the more cautious."


def _sentence(position: str, results: Results, figures: NumberFormat, settings: Settings) -> str:
    start = "We advise, on present evidence, "
    option = results.preferred
    way = f" as {kind_words(option)}" if option else ""
    if position == "do not pursue yet":
        return start + "not to pursue this yet: as it stands, it would cost more than it brings."
    if position == "explore":
        return start + f"to explore this further before anyone decides: {_gap(results, settings)}."
    if position == "defer":
        firm = firm_link(results.requires)
        if firm and (printed(results.chance_net_positive) or 0.0) >= settings.advice.likely:
            return (
                start
                + f"to defer this until {firm.id} ({firm.title}), on which it depends, has been"
                " decided."
            )
        return start + "to defer this until its benefits are better supported or its cost is lower."
    money = ""
    if not isinstance(results.cost, NotAssessed):
        money = f", planning with {figures.money(planned_cost(results.cost))}"
    if position == "advance in part":
        return start + (
            f"to advance a first part{way}: the money asked for does not cover the whole, for which"
            f" we would plan with {figures.money(planned_cost(results.cost))}."
            if not isinstance(results.cost, NotAssessed)
            else f"to advance a first part{way}."
        )
    return start + f"to advance this to a business case{way}{money}."


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


def _gap(results: Results, settings: Settings) -> str:
    """Why this cannot be decided on yet, as a clause."""
    chance = printed(results.chance_net_positive)
    if chance is not None and chance < settings.advice.unlikely:
        count = len(results.required_by)
        others = "the proposal that depends" if count == 1 else f"the {count} proposals that depend"
        return (
            "alone it would cost more than it brings, so it should be weighed together with"
            f" {others} on it"
        )
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
        return "whether it would bring more than it costs is about even"
    return f"it is not known yet {listed(unknown)}"


def _likelihoods(results: Results, figures: NumberFormat) -> tuple[Likelihood, ...]:
    likelihoods = []
    chance, within = results.chance_net_positive, results.chance_within_budget
    if chance is not None and results.preferred is not None:
        over = f"over {results.preferred.term_months} months"
        number = f"options.options.{results.preferred_place}.chance_net_positive"
        likelihoods.append(
            _likelihood(
                f"a positive net value {over}",
                f"A positive net value {over}",
                "",
                chance,
                number,
                figures,
            )
        )
    if within is not None:
        number = "cost.chance_within_budget"
        likelihoods.append(
            _likelihood(
                "the budget asked for suffices",
                "The budget asked for",
                " to suffice",
                within,
                number,
                figures,
            )
        )
    return tuple(likelihoods)


def _likelihood(
    statement: str, subject: str, rest: str, probability: float, number: str, figures: NumberFormat
) -> Likelihood:
    # The word goes with the whole per cent that is printed, so that the two never contradict each
    # other.
    word = likelihood_words(round(probability, 2))
    verb = {"almost no chance": "has", "roughly even": "has a"}.get(word, "is")
    noun = " chance" if word == "roughly even" else ""
    sentence = f"{subject} {verb} {word}{noun}{rest} ({figures.chance(probability)})."
    return Likelihood(statement, probability, word, sentence, number)
