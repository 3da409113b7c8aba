"""Risk in cost and time of one proposal, as sections for its notebook, one function each.

Cost is that of the first page: its ranges and risks with what became of comparable projects. Time
is that of delivery. What could not be assessed is said with its reason and with what would fill the
gap.
"""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from pmo_toolkit import charts
from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.analysis.uncertainty.joint import JointConfidence
from pmo_toolkit.analysis.uncertainty.sensitivity import SobolIndex, TornadoBar
from pmo_toolkit.analysis.uncertainty.view import QuantityView, RiskShare, RiskView
from pmo_toolkit.assessment import Assessment
from pmo_toolkit.core.number_format import NumberFormat, counted
from pmo_toolkit.report.kit.pictures import Picture, picture
from pmo_toolkit.report.kit.section import Section, render
from pmo_toolkit.report.proposal.charts import ROW_HEIGHT, money_label, number_format_of
from pmo_toolkit.report.proposal.risk_words import RiskWords, describe_risk, finish_wanted

_LEVELS = (0.5, 0.8, 0.9)


def risk_headline(assessment: Assessment) -> Section:
    """What may become of cost and time, in four figures."""
    return _section("risk_headline", assessment)


def risk_contingency(assessment: Assessment) -> Section:
    """What must be added to the most likely figures to be kept with a chosen chance."""
    rows = []
    for view in _views(assessment.risk):
        at = {level: value for level, value in view.exceedance.quantiles if level in _LEVELS}
        at[view.contingency.level] = view.contingency.at_level
        rows.append((view, [(level, at[level]) for level in sorted(at)]))
    return _section("risk_contingency", assessment, rows=rows)


def risk_cost(assessment: Assessment) -> Section:
    """S-curve of the cost with the requested budget."""
    return _section("risk_cost", assessment, drawn=_cost_curve(assessment))


def risk_time(assessment: Assessment) -> Section:
    """S-curve of the time with the wanted finish."""
    return _section("risk_time", assessment, drawn=_time_curve(assessment))


def risk_joint(assessment: Assessment) -> Section:
    """Cost and time together: how often both are kept."""
    return _section("risk_joint", assessment, drawn=_joint_picture(assessment))


def risk_drivers(assessment: Assessment) -> Section:
    """What moves cost and time: one input at a time, and shares of the whole spread."""
    parts = []
    for view in _views(assessment.risk):
        name = "cost" if view.quantiles.unit == "money" else "time"
        parts.append((name, _tornado(assessment, view), _shares(assessment, view), view.sobol))
    return _section("risk_drivers", assessment, parts_drawn=parts)


def risk_activities(assessment: Assessment) -> Section:
    """Which activities decide when the whole is finished."""
    return _section("risk_activities", assessment)


def risk_exceedance(assessment: Assessment) -> Section:
    """How likely the cost is to end far above the budget, and the time far above what is wanted."""
    return _section("risk_exceedance", assessment, views=_views(assessment.risk))


def risk_register(assessment: Assessment) -> Section:
    """Risks of register and pre-mortem by what each adds on average."""
    risk = assessment.risk
    drawn: tuple[RiskShare, ...] = risk.register if isinstance(risk, RiskView) else ()
    ordered = sorted(
        drawn, key=lambda each: (-(each.expected_money or 0.0), -(each.expected_days or 0.0))
    )
    return _section("risk_register", assessment, risks=ordered)


#: Every section by name, in the order of the notebook.
RISK_SECTIONS: dict[str, Callable[[Assessment], Section]] = {
    section.__name__: section
    for section in (
        risk_headline,
        risk_contingency,
        risk_cost,
        risk_time,
        risk_joint,
        risk_drivers,
        risk_activities,
        risk_exceedance,
        risk_register,
    )
}


def risk_summary(assessment: Assessment) -> pd.DataFrame:
    """The figures behind the sections.

    Returns
    -------
    DataFrame
        Text columns ``figure``, ``value`` (three significant digits) and ``unit``; where nothing is
        assessed, one row that says why.
    """
    risk = assessment.risk
    if isinstance(risk, NotAssessed):
        return pd.DataFrame([(risk.what, str(risk), "")], columns=["figure", "value", "unit"])
    rows: list[tuple[str, float, str]] = []
    for view in _views(risk):
        name = "cost" if view.quantiles.unit == "money" else "time"
        held = view.contingency
        rows += [
            (f"{name}, most likely", held.point_estimate, held.unit),
            (f"{name} P50", view.quantiles.p50, held.unit),
            (f"{name} P80", view.quantiles.p80, held.unit),
            (f"contingency to P{100 * held.level:g}", held.amount, held.unit),
        ]
        if isinstance(view.chance_over_limit, float):
            limit = "the budget" if name == "cost" else "the wanted finish"
            rows.append((f"chance of exceeding {limit}", view.chance_over_limit, "probability"))
    if isinstance(risk.joint, JointConfidence) and risk.joint.chance_both is not None:
        rows.append(("chance that both are kept", risk.joint.chance_both, "probability"))
    if isinstance(risk.bias_uplift, float):
        rows.append(("bias uplift at the median, part of the cost", risk.bias_uplift, "money"))
    table = pd.DataFrame(rows, columns=["figure", "value", "unit"])
    return table.assign(value=[_value(value, unit) for _, value, unit in rows])


def _value(value: float, unit: str) -> str:
    if unit == "probability" and not 0.01 <= value <= 0.99:
        return (
            "below 0.01" if value < 0.5 else "above 0.99"
        )  # a simulation never knows the last per cent
    return f"{float(f'{value:.3g}'):,g}"


def _section(name: str, assessment: Assessment, **values: object) -> Section:
    words: RiskWords | None = None
    if isinstance(assessment.risk, RiskView):
        words = describe_risk(assessment, assessment.risk)
    return render(name, a=assessment, f=number_format_of(assessment), w=words, **values)


def _views(risk: RiskView | NotAssessed) -> list[QuantityView]:
    if isinstance(risk, NotAssessed):
        return []
    return [view for view in (risk.cost, risk.time) if isinstance(view, QuantityView)]


def _cost_curve(assessment: Assessment) -> Picture | None:
    risk = assessment.risk
    if isinstance(risk, NotAssessed) or isinstance(risk.cost, NotAssessed):
        return None
    numbers = number_format_of(assessment)
    limit = "" if risk.cost.limit is None else f"asked for {numbers.stated_money(risk.cost.limit)}"
    return _curve(
        risk.cost, numbers, limit, money_label(assessment.context, "whole-life cost"), "cost"
    )


def _time_curve(assessment: Assessment) -> Picture | None:
    risk = assessment.risk
    if isinstance(risk, NotAssessed) or isinstance(risk.time, NotAssessed):
        return None
    return _curve(
        risk.time,
        number_format_of(assessment),
        finish_wanted(assessment) or "",
        "calendar days from the start",
        "time",
    )


def _curve(view: QuantityView, numbers: NumberFormat, limit: str, axis: str, what: str) -> Picture:
    write = charts.risk_writer(view, numbers)
    caption = (
        "Read it so: go up from a figure to the curve, then left: there stands the chance that the"
        f" {what} stays within it. Half of the cases stay within {write(view.quantiles.p50)} (P50),"
        f" four in five within {write(view.quantiles.p80)} (P80); the shaded middle holds eight in"
        " ten."
    )
    return picture(
        lambda ax: charts.risk_curve(ax, view, numbers, limit_label=limit, axis_label=axis),
        alt=charts.risk_curve_alt(view, numbers, limit_label=limit),
        caption=caption,
        plot_height=236,
        left=54,
        top=14,
    )


def _joint_picture(assessment: Assessment) -> Picture | None:
    risk = assessment.risk
    if isinstance(risk, NotAssessed) or isinstance(risk.joint, NotAssessed):
        return None
    joint, numbers = risk.joint, number_format_of(assessment)
    caption = (
        f"Read it so: every dot is one simulated case, {len(joint.points)} of {risk.draws:,} are"
        " drawn. "
    )
    if joint.quarters is not None:
        caption += (
            "The straight lines are budget and wanted finish; only the quarter at the lower left"
            " keeps both. "
        )
    caption += (
        "Every point of the dark dashed line is a pair of money and days that is kept with a"
        f" chance of {numbers.chance(joint.level)}: less time needs more money."
    )
    return picture(
        lambda ax: charts.joint_scatter(
            ax, joint, numbers, money_label=money_label(assessment.context, "whole-life cost")
        ),
        alt=charts.joint_scatter_alt(joint, numbers),
        caption=caption,
        plot_height=320,
        left=54,
        top=28,
    )


def _tornado(assessment: Assessment, view: QuantityView) -> Picture | None:
    bars: tuple[TornadoBar, ...] = charts.tornado_bars(view.tornado)
    if not bars:
        return None
    numbers = number_format_of(assessment)
    money = view.quantiles.unit == "money"
    axis = (
        money_label(assessment.context, "whole-life cost")
        if money
        else "calendar days from the start"
    )
    caption = (
        "Read it so: each bar moves one input alone, a range from its P10 to its P90, a risk from"
        " not happening to happening; the figure is the length of the bar. The thin line is where"
        " all others stand at their middle."
    )
    if len(view.tornado) > len(bars):
        rest = counted(len(view.tornado) - len(bars), "shorter bar is", "shorter bars are")
        caption += f" {rest} not drawn."
    return picture(
        lambda ax: charts.risk_tornado(ax, view.tornado, view, numbers, axis_label=axis),
        alt=charts.risk_tornado_alt(view.tornado, view, numbers),
        caption=caption,
        plot_height=ROW_HEIGHT * len(bars) + 4,
    )


def _shares(assessment: Assessment, view: QuantityView) -> Picture | None:
    indices = view.sobol
    if isinstance(indices, NotAssessed):
        return None
    shown: tuple[SobolIndex, ...] = charts.spread_factors(indices)
    if not shown:
        return None
    numbers = number_format_of(assessment)
    error = max(index.total_half_width for index in shown)
    caption = (
        "Read it so: how much of the whole spread comes from each input or group; learning more"
        " about the top one narrows the range most. Pale beyond the dark part: what it does only"
        " together with others. The shares themselves are known to about"
        f" {numbers.share(max(0.01, error))}."
    )
    return picture(
        lambda ax: charts.spread_shares(ax, indices, numbers),
        alt=charts.spread_shares_alt(indices, numbers),
        caption=caption,
        plot_height=ROW_HEIGHT * len(shown) + 4,
    )
