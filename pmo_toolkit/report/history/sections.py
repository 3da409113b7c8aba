"""How far a history's estimates can be trusted, as sections for the notebook, one function each.

Each takes a `HistoryReliability` and returns a `Section`. Measures are explained where they stand;
what could not be assessed is said with its reason.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from pmo_toolkit import charts
from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.analysis.estimating.measuring.calibration import Calibration
from pmo_toolkit.analysis.estimating.measuring.learning_curve import LearningCurve
from pmo_toolkit.analysis.estimating.measuring.residuals import GroupResiduals, Residuals
from pmo_toolkit.analysis.estimating.measuring.side_by_side import METHOD_WORDS, SideBySide
from pmo_toolkit.core.number_format import NumberFormat, counted
from pmo_toolkit.report.kit.pictures import Picture, picture
from pmo_toolkit.report.kit.section import Section, render
from pmo_toolkit.report.proposal.charts import ROW_HEIGHT
from pmo_toolkit.studies.reliability_result import HistoryReliability

_GROUPING_WORDS = {
    "class": "By class",
    "department": "By department",
    "size": "By predicted size",
    "finish": "By time of finish",
}
_ROWS_NAMED, _WEIGHTS_SHOWN = 8, 8


@dataclass(frozen=True)
class _Fact:
    label: str
    value: str
    notes: tuple[str, ...]


def history_headline(reliability: HistoryReliability) -> Section:
    """The answer in a sentence, with the four figures that it rests on."""
    numbers = _number_format(reliability)
    return render(
        "history_headline",
        t=reliability,
        say=_advice(reliability),
        facts=_facts(reliability, numbers),
        missing=_missing(reliability.not_assessed),
    )


def history_accuracy(reliability: HistoryReliability) -> Section:
    """The workbench's model beside other methods, on the same unseen projects."""
    return render(
        "history_accuracy",
        t=reliability,
        two=_two,
        f=_number_format(reliability),
        accuracy=reliability.accuracy,
        words=METHOD_WORDS,
        drawn=_methods(reliability, reliability.accuracy),
    )


def history_coverage(reliability: HistoryReliability) -> Section:
    """Whether ranges held as often as they said."""
    numbers, calibration, drawn = _number_format(reliability), reliability.calibration, None
    if isinstance(calibration, Calibration):
        drawn = picture(
            lambda ax: charts.calibration_plot(ax, calibration, numbers),
            alt=charts.calibration_plot_alt(calibration, numbers),
            caption=(
                "Read it so: across stands how often a range says that it holds, up how often it"
                " did; on the dashed line both agree. The bars show what chance allows with so few"
                " projects: where a bar crosses the line, nothing speaks against the range; an open"
                " dot marks where it does not."
            ),
            plot_height=300,
            left=54,
            top=14,
        )
    return render(
        "history_coverage", t=reliability, f=numbers, calibration=calibration, drawn=drawn
    )


def history_residuals(reliability: HistoryReliability) -> Section:
    """For which kinds of projects estimates run too low or too high."""
    numbers, residuals = _number_format(reliability), reliability.residuals
    drawn: list[tuple[str, Picture, int]] = []
    if isinstance(residuals, Residuals):
        for place, grouping in enumerate(residuals.groupings):
            groups = residuals.of(grouping)
            chart = _group_picture(residuals, groups, numbers, explained=place == 0)
            drawn.append(
                (
                    _GROUPING_WORDS.get(grouping, grouping),
                    chart,
                    len(groups) - charts.residual_row_count(groups),
                )
            )
    return render(
        "history_residuals", t=reliability, two=_two, f=numbers, residuals=residuals, drawn=drawn
    )


def history_learning(reliability: HistoryReliability) -> Section:
    """What more finished projects would bring."""
    numbers, learning = _number_format(reliability), reliability.learning
    accuracy = width = None
    if isinstance(learning, LearningCurve):
        accuracy = picture(
            lambda ax: charts.learning_accuracy(ax, learning, numbers),
            alt=charts.learning_accuracy_alt(learning, numbers),
            caption=(
                "Read it so: the dot says how much better than guessing estimates are (0 ="
                " guessing, 1 = perfect) when only so many finished projects are known; the bar is"
                " the 95 % range. Where the line runs level, further projects bring little."
            ),
            plot_height=230,
            left=54,
            top=14,
        )
        width = picture(
            lambda ax: charts.learning_width(ax, learning, numbers),
            alt=charts.learning_width_alt(learning, numbers),
            caption=(
                "Read it so: the high end of an 80 % range is so many times its low end, in the"
                " middle. The scale is one of doublings. Lower is narrower, and of more use."
            ),
            plot_height=200,
            left=54,
            top=14,
        )
    return render(
        "history_learning", t=reliability, f=numbers, curve=learning, accuracy=accuracy, width=width
    )


def history_over_time(reliability: HistoryReliability) -> Section:
    """Whether the past has predicted the future: later projects from earlier ones."""
    return render(
        "history_over_time",
        t=reliability,
        two=_two,
        f=_number_format(reliability),
        later=reliability.over_time,
        words=METHOD_WORDS,
    )


def history_experts(reliability: HistoryReliability) -> Section:
    """The experts' own estimates: what became of them, and what they add to the model."""
    return render(
        "history_experts",
        t=reliability,
        two=_two,
        f=_number_format(reliability),
        house=reliability.house,
        experts=reliability.experts,
        words=METHOD_WORDS,
        drawn=_methods(reliability, reliability.experts),
    )


def history_inputs(reliability: HistoryReliability) -> Section:
    """What the models saw, what they were not shown and why, and what is odd in the table."""
    weights = reliability.weights[:_WEIGHTS_SHOWN]
    return render(
        "history_inputs",
        t=reliability,
        two=_two,
        f=_number_format(reliability),
        weights=weights,
        rest=len(reliability.weights) - len(weights),
        rows_named=_ROWS_NAMED,
    )


def history_provenance(reliability: HistoryReliability) -> Section:
    """Everything needed to measure the same again."""
    return render("history_provenance", t=reliability)


#: Every section by name, in the order of the notebook.
HISTORY_SECTIONS: dict[str, Callable[[HistoryReliability], Section]] = {
    section.__name__: section
    for section in (
        history_headline,
        history_inputs,
        history_accuracy,
        history_coverage,
        history_residuals,
        history_over_time,
        history_experts,
        history_learning,
        history_provenance,
    )
}


def _two(numbers: NumberFormat, value: float) -> str:
    """At most two digits after the point, rounded as the sentences round, with a true minus."""
    return numbers.ratio(round(value, 2) + 0.0)


def _number_format(reliability: HistoryReliability) -> NumberFormat:
    return NumberFormat(reliability.context.locale, reliability.context.currency)


def _methods(reliability: HistoryReliability, methods: SideBySide | NotAssessed) -> Picture | None:
    if isinstance(methods, NotAssessed):
        return None
    numbers = _number_format(reliability)
    return picture(
        lambda ax: charts.method_accuracy(ax, methods, numbers),
        alt=charts.method_accuracy_alt(methods, numbers),
        caption=(
            "Read it so: the further right, the better. The dashed line at 0 is guessing by another"
            " project's actual; 1 would be perfect. The bar is the 95 % range; ▸ marks the method"
            " of the estimates."
        ),
        plot_height=ROW_HEIGHT * len(charts.method_rows(methods)) + 4,
    )


def _group_picture(
    residuals: Residuals,
    groups: Sequence[GroupResiduals],
    numbers: NumberFormat,
    *,
    explained: bool,
) -> Picture:
    caption = (
        "Read it so: right of the dashed line, projects took more than predicted. The whole bar"
        " holds eight projects in ten, the dark part is the range of the middle. Where the dark"
        " part crosses the line, the group is predicted fairly; ▸ marks groups where it does not."
        " After the name stands the number of projects."
    )
    return picture(
        lambda ax: charts.residual_ranges(ax, groups, numbers),
        alt=charts.residual_ranges_alt(residuals, groups, numbers),
        caption=caption if explained else "Read it as the chart above.",
        plot_height=ROW_HEIGHT * charts.residual_row_count(groups) + 4,
    )


def _advice(reliability: HistoryReliability) -> str:
    accuracy, ranges, what = reliability.accuracy, reliability.calibration, reliability.what
    if isinstance(accuracy, NotAssessed):
        return (
            f"Nothing can be said yet on how far estimates of {what} from this history can be"
            " trusted."
        )
    if accuracy.methods[0].sa_low <= 0:
        return (
            f"We advise, on present evidence, not to plan with single estimates of {what} from this"
            " history: they are not clearly better than guessing."
        )
    if isinstance(ranges, NotAssessed) or ranges.verdict == "kept":
        held = (
            "" if isinstance(ranges, NotAssessed) else ", since the ranges have kept what they say"
        )
        return (
            f"We advise, on present evidence, to plan with the ranges of {what} and not with single"
            f" figures{held}."
        )
    if ranges.verdict == "too narrow":
        return (
            f"We advise, on present evidence, to plan with wider ranges of {what} than the model"
            " states: its own have held less often than they say."
        )
    return (
        f"We advise, on present evidence, to plan with the ranges of {what} by their measured"
        " share, not by the stated one: the two differ."
    )


def _facts(reliability: HistoryReliability, numbers: NumberFormat) -> list[_Fact]:
    label = "Finished projects" if reliability.n else "Projects measured on"
    facts = [_Fact(label, f"{reliability.n:,}", (_left_out(reliability),))]
    if isinstance(reliability.accuracy, SideBySide):
        first = reliability.accuracy.methods[0]
        notes = (
            "0 = guessing, 1 = perfect",
            f"95 % range {_two(numbers, first.sa_low)} to {_two(numbers, first.sa_high)}",
            f"half of the single estimates within {numbers.share(first.mdmre)} of the actual",
        )
        facts.append(_Fact("Standardised accuracy", _two(numbers, first.sa), notes))
    planned = (
        reliability.calibration.at(0.8)
        if isinstance(reliability.calibration, Calibration)
        else None
    )
    if planned is not None:
        held = (
            f"95 % range {numbers.share_range(planned.coverage_low, planned.coverage_high)}, n ="
            f" {reliability.n}"
        )
        facts.append(_Fact("80 % ranges held", numbers.share(planned.coverage), (held,)))
        width = f"{numbers.rounded(planned.median_ratio_hi_lo)} ×"
        facts.append(
            _Fact("High ÷ low end of these", width, ("four to six times is usual so early",))
        )
    return facts


def _left_out(reliability: HistoryReliability) -> str:
    if reliability.left_out:
        states = counted(reliability.left_out, "project states", "projects state")
        return f"{states} no actual {reliability.what}"
    return "all state their actual" if reliability.n else "the reason stands below"


def _missing(parts: Sequence[NotAssessed]) -> list[tuple[str, str]]:
    """What is not assessed, grouped by its reason."""
    by_reason: dict[str, list[str]] = {}
    for gap in parts:
        by_reason.setdefault(gap.why, []).append(gap.what)
    return [(", ".join(names), why) for why, names in by_reason.items()]
