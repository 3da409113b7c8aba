"""The section on cost: what stands in it, its charts, and how to read them.

Its sentences are worded in ``templates/sections/cost.html.j2``; the captions of its charts, here.
"""

from __future__ import annotations

from pmo_toolkit import charts
from pmo_toolkit.advice.shapes import kind_named
from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.analysis.money.cost import CostView
from pmo_toolkit.analysis.money.option_results import CostElement
from pmo_toolkit.assessment import Assessment
from pmo_toolkit.core.number_format import NumberFormat
from pmo_toolkit.report.kit.pictures import Picture, picture
from pmo_toolkit.report.kit.section import Section, render
from pmo_toolkit.report.proposal.charts import ROW_HEIGHT, money_label, number_format_of
from pmo_toolkit.report.proposal.value_words import bias_sentence


def cost(assessment: Assessment) -> Section:
    """S-curve with the requested budget, inside and outside view, what moves the cost most."""
    view, compared = assessment.cost, assessment.options
    drawn: dict[str, object] = {"curve": None, "views": None, "drivers": None}
    if not isinstance(view, NotAssessed):
        drawn["curve"] = cost_curve(assessment, view)
        drawn["views"] = cost_views(assessment, view)
    if not isinstance(compared, NotAssessed):
        drawn["drivers"] = cost_drivers(assessment, compared.elements)
    return render("cost", a=assessment, f=number_format_of(assessment), bias=bias_sentence, **drawn)


def cost_curve(assessment: Assessment, cost: CostView) -> Picture:
    """S-curve of the cost with the requested budget."""
    numbers = number_format_of(assessment)
    caption = (
        f"Read it so: half of the outcomes cost at most {numbers.money(cost.p50)} (P50), four"
        f" in five at most {numbers.money(cost.p80)} (P80). The shaded middle holds eight"
        " outcomes in ten."
    )
    caption += _budget_on_curve(cost, numbers)
    if charts.s_curve_is_cut(cost):
        caption += (
            " The dearest outcomes lie beyond the right edge: one in a hundred costs more than "
            f"{numbers.money(cost.curve.values[-1])}."
        )
    label = money_label(
        assessment.context, "whole-life cost" if cost.basis == "options" else "cost"
    )
    return picture(
        lambda ax: charts.s_curve(ax, cost, numbers, money_label=label),
        alt=charts.s_curve_alt(cost, numbers),
        caption=caption,
        plot_height=236,
        left=54,
        top=14,
    )


def _budget_on_curve(cost: CostView, numbers: NumberFormat) -> str:
    """How to read the budget off the curve, or what it is held against instead."""
    asked, chance, against = cost.requested_budget, cost.chance_within_budget, cost.budget_against
    if asked is None or chance is None:
        return ""
    if cost.budget_of_this_cost is not None or against is None:
        return (
            f" Go up from the {numbers.stated_money(asked)} asked for to the curve, then left:"
            f" that much suffices with a chance of {numbers.chance(chance)}."
        )
    once = ", without running it" if against.covers == "project" else ""
    return (
        f" The {numbers.stated_money(asked)} asked for are not for this cost but for the whole,"
        f" {kind_named(against.kind)}{once}"
        f" ({numbers.money_range(against.cost.p50, against.cost.p80)}, P50–P80): for that they"
        f" suffice with a chance of {numbers.chance(chance)}."
    )


def cost_views(assessment: Assessment, cost: CostView) -> Picture | None:
    """Inside view, outside view and history side by side; None where there is only one of them."""
    count = charts.view_count(cost)
    if count < 2:
        return None
    numbers = number_format_of(assessment)
    label = money_label(assessment.context)
    caption = (
        "Read it so: the dot is the middle (P50), the bar holds eight outcomes in ten (P10–P90)."
        " Views that lie close together support each other; where they part, finished projects are"
        " the safer guide."
    )
    if cost.project is not None and cost.project.history is not None:
        caption += (
            " Finished projects say what is spent once, not what running it costs: the last two"
            " rows compare like with like."
        )
    return picture(
        lambda ax: charts.views(ax, cost, numbers, money_label=label),
        alt=charts.views_alt(cost, numbers),
        caption=caption,
        plot_height=ROW_HEIGHT * count + 22,
    )


def cost_drivers(assessment: Assessment, elements: tuple[CostElement, ...]) -> Picture | None:
    """Tornado of the cost elements; None where there are fewer than two."""
    shown = charts.tornado_elements(elements)
    if len(shown) < 2:
        return None
    numbers = number_format_of(assessment)
    rest = len(elements) - len(shown)
    caption = (
        "Read it so: each bar shows how far one element may fall below or rise above its own"
        " middle; the per cent say how much of the whole spread comes from it. Narrowing the top"
        " one helps most."
    )
    if rest:
        caption += f" {rest} smaller elements are not drawn."
    label = money_label(assessment.context, "below or above its middle")
    return picture(
        lambda ax: charts.tornado(ax, elements, numbers, money_label=label),
        alt=charts.tornado_alt(elements, numbers),
        caption=caption,
        plot_height=ROW_HEIGHT * len(shown) + 4,
    )
