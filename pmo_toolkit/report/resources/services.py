"""Which of today's services a proposal touches: a section of its report."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pmo_toolkit.analysis.capability.touched import Touch, TouchedService
from pmo_toolkit.assessment import Assessment
from pmo_toolkit.core.number_format import NumberFormat, day, listed
from pmo_toolkit.report.kit.section import Section, render


@dataclass(frozen=True)
class ServiceRow:
    """One service, ready to print."""

    id: str
    title: str
    touch: str
    cost: str
    contract: str
    options: str


def services(assessment: Assessment) -> Section:
    """Services that it reuses, replaces or may duplicate, and what would end when."""
    numbers = NumberFormat(assessment.context.locale, assessment.context.currency)
    titles = {}
    compared = assessment.options
    for option in getattr(compared, "options", ()):
        titles[option.id] = option.title or option.id
    return render(
        "services",
        rows=[_row(one, titles, numbers, assessment.context.as_of) for one in assessment.services],
        names_capability=bool(assessment.alignment.capabilities),
        ending=ending_in_words(assessment.services, numbers, assessment.context.as_of),
        doubled=[one.title for one in assessment.services if one.touch is Touch.DUPLICATED],
    )


def ending_in_words(touched: tuple[TouchedService, ...], numbers: NumberFormat, as_of: str) -> str:
    """What would end with the services that it replaces; empty where it replaces none.

    Parameters
    ----------
    touched : tuple of TouchedService
    numbers : NumberFormat
    as_of : str
        Day, ISO 8601; a contract that ended before it holds nothing up.
    """
    replaced = [one for one in touched if one.touch is Touch.REPLACED]
    if not replaced:
        return ""
    known = [one.annual_cost for one in replaced if one.annual_cost is not None]
    named = listed([one.title for one in replaced])
    if not known:
        return f"It would make {named} superfluous; what that costs is not stated."
    least = "at least " if len(known) < len(replaced) else ""
    when = _not_before([one.contract_end for one in replaced], as_of)
    them = "it" if len(replaced) == 1 else "them"
    return (
        f"It would make {named} superfluous: {least}{numbers.money(sum(known))} a year would"
        f" end{when}. That holds if the option that replaces {them} is chosen and nothing else"
        f" needs {them}."
    )


def _not_before(ends: Sequence[str | None], as_of: str) -> str:
    """The day before which the cost of replaced services does not end, as far as it is stated."""
    running = [end for end in ends if end and end >= as_of]
    said = f", not before {day(max(running))}" if running else ""
    if None in ends:
        which = "some contracts" if len(ends) > 1 and any(ends) else "contracts"
        return f"{said}; until when {which} run is not stated"
    return said or "; the stated contracts have ended"


def _row(
    one: TouchedService, titles: dict[str, str], numbers: NumberFormat, as_of: str
) -> ServiceRow:
    contract = "not stated"
    if one.contract_end and one.contract_end < as_of:
        contract = f"ended on {day(one.contract_end)}: is there a newer one?"
    elif one.contract_end and one.decide_by:
        supposed = " (notice supposed)" if one.is_notice_supposed else ""
        decide = f"decide by {day(one.decide_by)}{supposed}"
        if one.decide_by < as_of:
            decide = f"the day to decide, {day(one.decide_by)}, has passed{supposed}"
        contract = f"until {day(one.contract_end)}; {decide}"
    return ServiceRow(
        one.service,
        one.title,
        one.touch.value,
        _cost(one, numbers),
        contract,
        listed([titles.get(name, name) for name in one.options]) if one.options else "–",
    )


def _cost(one: TouchedService, numbers: NumberFormat) -> str:
    if one.annual_cost is None:
        return "not stated"
    said = numbers.money(one.annual_cost)
    return f"{said} (from {one.cost_months} of its last 12 months)" if one.cost_months else said
