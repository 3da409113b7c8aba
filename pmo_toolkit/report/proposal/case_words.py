"""The business case in sentences.

Why an option comes first, what would turn that, and what an answer would do.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.analysis.money.business_case.case import BusinessCase, OptionCase
from pmo_toolkit.analysis.money.business_case.comparison import AgainstNext, TippingInput
from pmo_toolkit.analysis.money.business_case.open_questions import OpenQuestion
from pmo_toolkit.analysis.money.business_case.platform_order import EarlierKind, PlatformOrder
from pmo_toolkit.analysis.money.business_case.tipping_points import TippingPoint
from pmo_toolkit.analysis.money.measures.return_rates import InternalRate
from pmo_toolkit.core.number_format import NumberFormat, counted, listed, short

#: Longest title inside a sentence.
TITLE = 70
#: A worth smaller than this many standard errors cannot be distinguished from nothing.
_SMALLEST_WORTH = 2.0

#: Each position after "we would advise".
POSITION_WORDS = {
    "advance": "to advance it",
    "advance in part": "to advance a first part",
    "explore": "to explore it further",
    "defer": "to defer it",
    "do not pursue yet": "not to pursue it yet",
}
#: What money is spent on, after "costs … more for".
PURPOSE_WORDS = {
    "capital": "setting it up",
    "run": "running it",
    "maintenance": "maintenance",
    "management": "management",
    "exit": "leaving it",
    "risks": "risks",
    "parallel running": "running today's service beside it",
}
KIND_NAMES = {
    "nothing": "doing nothing",
    "SaaS": "a subscribed service (SaaS)",
    "PaaS": "a rented platform (PaaS)",
    "IaaS": "rented servers (IaaS)",
    "build": "a build of our own",
    "minimum": "the least that helps",
    "reuse": "a service that is there already",
}


def quoted(title: str) -> str:
    """A title inside a sentence."""
    return f"“{short(title, TITLE)}”"


def title_of(case: BusinessCase, option: str) -> str:
    """Title of an option by its id, quoted; doing nothing is called that."""
    named = next((candidate for candidate in case.options if candidate.id == option), None)
    if named is None:
        return quoted(option)
    return "doing nothing" if named.kind == "nothing" else quoted(named.title)


def beats_next(case: BusinessCase, against: AgainstNext, numbers: NumberFormat) -> str:
    """Why the preferred option comes before the next one."""
    gap = against.difference
    comes = f"It comes before {title_of(case, against.next)} by {numbers.money(gap.p50)}"
    if gap.p50 < 0:
        comes = f"It falls behind {title_of(case, against.next)} by {numbers.money(-gap.p50)}"
    lead = (
        f"{comes} of net value"
        f" at the median (P10–P90: {numbers.money_range(gap.p10, gap.p90)}) and in"
        f" {numbers.chance(against.chance_better)} of the simulated cases"
    )
    brought = sum(part.amount for part in against.parts if part.kind == "benefit")
    spent = -sum(part.amount for part in against.parts if part.kind != "benefit")
    heavy = [
        part
        for part in against.parts
        if part.kind != "benefit" and abs(part.amount) >= 0.15 * abs(spent)
    ]
    split = ", ".join(
        f"{PURPOSE_WORDS.get(part.kind, short(part.kind, 30))} {_more(-part.amount, numbers)}"
        for part in sorted(heavy, key=lambda part: -abs(part.amount))[:3]
    )
    detail = f" ({split})" if len(heavy) > 1 else ""
    return f"{lead}: it brings {_more(brought, numbers)} and costs {_more(spent, numbers)}{detail}."


def would_not(case: BusinessCase, against: AgainstNext, numbers: NumberFormat) -> str:
    """The smallest single change at which the next option would come first."""
    if not against.tipping:
        return (
            "No single figure, made ten times as large or next to nothing, would put the next"
            " option first."
        )
    nearest = against.tipping[0]
    return (
        f"A single change that would turn this: {_whose(nearest, case)} at"
        f" {_instead(nearest.tips_at, nearest.value, numbers)} over the term, all else equal."
    )


def order_answer(order: PlatformOrder, case: BusinessCase, numbers: NumberFormat) -> str:
    """The order SaaS, PaaS, IaaS, own build as a question that the options answer or leave open."""
    if not order.applies:
        return (
            "The order in which platforms are usually asked about (SaaS, PaaS, IaaS, a build of our"
            " own) is no question here: the marked option needs none of them."
        )
    if not order.earlier:
        sentence = (
            "SaaS, PaaS, IaaS and a build of our own are usually asked about in this order: the"
            " marked option passes nothing over."
        )
    else:
        earlier = "; ".join(_earlier(kind, case, numbers) for kind in order.earlier)
        sentence = (
            "SaaS, PaaS, IaaS and a build of our own are usually asked about in this order."
            f" Earlier came: {earlier}."
        )
    if not order.exit_known:
        sentence += " How one would leave it, and at what cost, is not stated."
    return sentence


def _earlier(earlier: EarlierKind, case: BusinessCase, numbers: NumberFormat) -> str:
    name = KIND_NAMES.get(earlier.kind, short(earlier.kind, 30))
    if (
        earlier.value_below is not None
        and earlier.chance_better is not None
        and earlier.option is not None
    ):
        gap = numbers.money(abs(earlier.value_below))
        side = "less" if earlier.value_below >= 0 else "more"
        return (
            f"{name} would bring {gap} {side} at the median and come out ahead in"
            f" {numbers.chance(earlier.chance_better)} of the cases"
        )
    if earlier.option is not None:
        return f"{name} is among the options, but its value is not assessed"
    return f"{name} was not looked at, and why is still to be answered"


@dataclass(frozen=True)
class Turn:
    """One input and what happens to the advice when it moves; `text` follows the bold `name`."""

    name: str
    text: str


def turns(case: BusinessCase, numbers: NumberFormat, most: int) -> tuple[Turn, ...]:
    """The inputs nearest to a change of the advice, with the value at which the worth is gone.

    At most `most` of them.
    """
    worthless = {(tipping.option, tipping.name): tipping for tipping in case.worth_nothing}
    nearest = []
    for flip in case.flips[:most]:
        nearest.append(
            Turn(
                _named(flip, case),
                _flip_words(flip, worthless.get((flip.option, flip.name)), numbers),
            )
        )
    if not nearest:
        nearest = [
            Turn(
                _named(tipping, case),
                f"at {_instead(tipping.tips_at, tipping.value, numbers)}: the benefits would just"
                " cover the cost.",
            )
            for tipping in case.worth_nothing[:most]
        ]
    return tuple(nearest)


def _flip_words(flip: TippingPoint, worthless: TippingInput | None, numbers: NumberFormat) -> str:
    becomes = POSITION_WORDS.get(flip.becomes, short(flip.becomes, 40))
    sentence = f"at {_instead(flip.flips_at, flip.value, numbers)}: we would advise {becomes}."
    if worthless is not None and (worthless.factor > 1) == (flip.factor > 1):
        at = numbers.money(worthless.tips_at)
        if at != numbers.money(flip.flips_at):
            sentence += f" At {at} the benefits would just cover the cost."
    return sentence


def answer_worth(question: OpenQuestion, numbers: NumberFormat) -> str:
    """What an answer would change, its chance, and its worth in money where that is known."""
    if question.chance_changes <= 0:
        return ""
    changed = "which option we prefer" if question.chance_position <= 0 else "the advice"
    sentence = (
        f"An answer has a chance of {numbers.chance(question.chance_changes)} to change {changed}"
    )
    if question.becomes is not None and question.chance_position > 0:
        sentence += (
            f", most likely {POSITION_WORDS.get(question.becomes, short(question.becomes, 40))}"
        )
    if not isinstance(question.worth, NotAssessed) and question.worth > _SMALLEST_WORTH * (
        question.standard_error or 0.0
    ):
        sentence += f"; it is worth about {numbers.money(question.worth)} at most"
    if question.tried:
        sentence += f" (tried: {question.tried})"
    return sentence + "."


def rate_words(rate: InternalRate | NotAssessed, numbers: NumberFormat) -> tuple[str | None, str]:
    """The internal rate of return as a figure, or None, and what must be known beside it."""
    if isinstance(rate, NotAssessed):
        return None, rate.why
    roots = [_rate(root, numbers) for root in rate.roots]
    value = None if isinstance(rate.rate, NotAssessed) else _rate(rate.rate, numbers)
    if not rate.flagged:
        note = "a year; at this rate the net present value would be nought"
        return value, note if value is not None else str(getattr(rate.rate, "why", ""))
    turns_about = (
        f"The money turns between spending and gaining {rate.sign_changes} times, so that a rate"
        " alone can mislead"
    )
    others = [root for root in roots if root != value]
    if value is None:
        fit = f": {listed(others)} a year would fit as well" if len(others) > 1 else ""
        return None, f"{turns_about}{fit}; go by the net present value"
    fit = f" ({listed(others)} would fit too)" if others else ""
    return value, f"a year. {turns_about}{fit}; go by the net present value"


def rate_in_short(
    rate: InternalRate | NotAssessed, numbers: NumberFormat
) -> tuple[str | None, str]:
    """`rate_words` for the cell of a table whose note explains what several rates mean."""
    if isinstance(rate, NotAssessed):
        return None, rate.why
    value = None if isinstance(rate.rate, NotAssessed) else _rate(rate.rate, numbers)
    if not rate.flagged:
        return value, "" if value is not None else str(getattr(rate.rate, "why", ""))
    roots = f": {listed([_rate(root, numbers) for root in rate.roots])}" if rate.roots else ""
    return (
        value,
        (
            f"turns {rate.sign_changes} times;"
            f" {counted(len(rate.roots), 'rate fits', 'rates fit')}{roots}"
        ),
    )


def _rate(rate: float, numbers: NumberFormat) -> str:
    return numbers.share(rate)


def _more(amount: float, numbers: NumberFormat) -> str:
    return f"{numbers.money(abs(amount))} {'more' if amount >= 0 else 'less'}"


def _instead(then: float, now: float, numbers: NumberFormat) -> str:
    new, old = numbers.money(then), numbers.money(now)
    if new == old:
        new, old = numbers.stated_money(then), numbers.stated_money(now)
    if new == old:
        return f"a little {'more' if then > now else 'less'} than {old}"
    return f"{new} instead of {old}"


def _whose(changed: TippingInput | TippingPoint, case: BusinessCase) -> str:
    if changed.kind == "benefit":
        return f"the benefit {quoted(changed.name)}"
    return f"{quoted(changed.name)} of {title_of(case, changed.option)}"


def _named(changed: TippingInput | TippingPoint, case: BusinessCase) -> str:
    owner = next((option for option in case.options if option.id == changed.option), None)
    name = short(changed.name, TITLE)
    if changed.kind == "benefit" or owner is None:
        return f"{name} (benefit)" if changed.kind == "benefit" else name
    return f"{name} ({'cost of doing nothing' if owner.kind == 'nothing' else 'cost'})"


def months(value: float | NotAssessed | None) -> str | None:
    """``"42 months"``, or None where it is not assessed."""
    return (
        None
        if value is None or isinstance(value, NotAssessed)
        else counted(round(value), "month", "months")
    )


def preferred_case(options: Iterable[OptionCase]) -> OptionCase | None:
    """The preferred one of the options."""
    return next((option for option in options if option.preferred), None)
