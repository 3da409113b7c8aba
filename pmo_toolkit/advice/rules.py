"""From results to advice.

Position, likelihood, confidence with its grounds, reasons, questions. Pure.

The rules, in the order in which they are asked (thresholds in `Settings`):

1. The net value is very unlikely to be positive: do not pursue yet; but defer, here and under 2,
   where it is unlikely only since people are waited for, and would be likely if all were free.
2. The net value is not assessed, no goal is named, or too little evidence is there: explore.
3. It is unlikely to be positive: defer. It is roughly even: explore.
4. The option delivers a part only, or the budget asked for is very unlikely to suffice for the
   whole: advance in part. Else: advance.
5. Where 1 or 3 hold back an enabler, its bundle (its own net value and that of those that require
   it) counts instead if that is likelier positive: likely, and enough is known: as under 4; else
   explore. Where those that require it are not valued: explore if one hangs firmly on it.
6. What 4 and 5 would advance waits: defer while a proposal that it requires firmly, or one that
   excludes it and is worth more, is undecided, or people whom it needs leave it unlikely that it
   can start in any month for which hours are stated; explore while it requires firmly what nobody
   knows.

Where a threshold lies within the sampling error of a chance, the most cautious of the positions in
question is advised, and the border is said.
"""

from __future__ import annotations

from pmo_toolkit.advice.conditions import conditions_for, day_of_decision
from pmo_toolkit.advice.dissent import dissent_in_words
from pmo_toolkit.advice.people import wait_in_value
from pmo_toolkit.advice.positions import possible_positions
from pmo_toolkit.advice.questions import questions_to_ask
from pmo_toolkit.advice.reasons import changes_of_mind, reasons_for
from pmo_toolkit.advice.sentence import advice_sentence, border
from pmo_toolkit.advice.shapes import Advice, Likelihood, Results, the_whole
from pmo_toolkit.analysis.base.likelihood import likelihood_words
from pmo_toolkit.core.number_format import NumberFormat
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
        sentence=advice_sentence(position, results, figures, settings) + border(possible),
        decides=decides,
        likelihoods=_likelihoods(results, figures),
        confidence=results.confidence.level,
        confidence_sentence=results.confidence.sentence,
        grounds=results.confidence.grounds,
        reasons=reasons_for(results, figures, settings),
        conditions=conditions_for(position, results, figures, settings),
        questions=questions_to_ask(results, settings),
        would_change=changes_of_mind(results, figures, settings),
        dissent=dissent_in_words(results.standing, figures),
        decide_by=day_of_decision(results.calendar, settings),
    )


def _likelihoods(results: Results, figures: NumberFormat) -> tuple[Likelihood, ...]:
    likelihoods = []
    chance, within = results.chance_net_positive, results.chance_within_budget
    if chance is not None and results.preferred is not None:
        over = f"over {results.preferred.term_months} months"
        wait = wait_in_value(results)
        which = f" ({wait})" if wait else ""
        number = f"options.options.{results.preferred_place}.chance_net_positive"
        likelihoods.append(
            _likelihood(
                f"a positive net value {over}",
                f"A positive net value {over}"
                + (" of this part" if results.in_part else "")
                + which,
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
                "The budget asked for" + the_whole(results),
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
