"""Benefits one by one.

Who answers for them, what they are worth, cashable or not, and what harm comes with them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from pmo_toolkit.analysis.base.cells import number_of, text_of
from pmo_toolkit.analysis.base.order_statistics import median
from pmo_toolkit.analysis.base.reason_codes import ReasonCode
from pmo_toolkit.analysis.base.results import NotAssessed, Quantiles, Question
from pmo_toolkit.analysis.evidence.readiness import BUSINESS
from pmo_toolkit.analysis.money.cash_streams import CashStream
from pmo_toolkit.analysis.money.discounting import DiscountSchedule
from pmo_toolkit.core.cell_questions import cell_question

_MONEY = "money per year"


@dataclass(frozen=True)
class BenefitCase:
    """One stated benefit.

    Parameters
    ----------
    title : str
    goal : str or None
        Id of the goal that it serves.
    department : str or None
        Who answers for it; None is a finding.
    measure : str or None
    unit : str
        ``"money per year"`` or ``"unit per year"``.
    low, mode, high : float or None
        Stated range a year, in `unit`.
    ramp_months : float or None
    cashable : bool or None
    dis_benefit : bool
        Whether its most likely value, or else the middle of its range, lies below zero.
    present_value : Quantiles or NotAssessed
        What the preferred option would bring of it over the term, money.
    """

    title: str
    goal: str | None
    department: str | None
    measure: str | None
    unit: str
    low: float | None
    mode: float | None
    high: float | None
    ramp_months: float | None
    cashable: bool | None
    dis_benefit: bool
    present_value: Quantiles | NotAssessed


@dataclass(frozen=True)
class BenefitsView:
    """All benefits of a proposal.

    Parameters
    ----------
    lines : tuple of BenefitCase
        As stated.
    cashable, not_cashable, not_said : Quantiles or NotAssessed
        Present value of what the preferred option would bring of each sort, dis-benefits apart;
        of benefits for which a department answers.
    dis_benefits : Quantiles or NotAssessed
        Present value of the dis-benefits, below zero.
    unowned : Quantiles or NotAssessed
        Present value of benefits that do not count, since no department answers for them.
    without_owner, without_measure : tuple of str
        Titles of benefits for which no department answers, or that state no measure.
    questions : tuple of Question
        For what is absent.
    """

    lines: tuple[BenefitCase, ...]
    cashable: Quantiles | NotAssessed
    not_cashable: Quantiles | NotAssessed
    not_said: Quantiles | NotAssessed
    dis_benefits: Quantiles | NotAssessed
    unowned: Quantiles | NotAssessed
    without_owner: tuple[str, ...]
    without_measure: tuple[str, ...]
    questions: tuple[Question, ...]


def benefits_view(
    benefits: pd.DataFrame,
    streams: Sequence[CashStream],
    schedule: DiscountSchedule,
    department: str | None,
) -> BenefitsView:
    """Benefits of a proposal with what the preferred option would bring of them.

    Parameters
    ----------
    benefits : DataFrame
        The proposal's rows.
    streams : sequence of CashStream
        Benefits in money of the preferred option, in the order of their rows; empty where none was
        valued.
    department : str or None
        The department that asks, to which questions go where a benefit names none.
    """
    valued = [stream for stream in streams if stream.kind == "benefit"]
    rest = iter(valued)
    lines = tuple(_line(row, rest, schedule) for _, row in benefits.iterrows())
    harmful = [stream for stream in valued if median(stream.amount) < 0]

    def total(what: str, chosen: list[CashStream]) -> Quantiles | NotAssessed:
        if not valued:
            return NotAssessed(what, "no benefit could be valued", ReasonCode.NOT_VALUED)
        if not chosen:
            return NotAssessed(what, "none is stated in money", ReasonCode.NOT_IN_MONEY)
        return Quantiles.of(
            np.sum([stream.present(schedule) for stream in chosen], axis=0), "money"
        )

    def sort(cashable: bool | None) -> list[CashStream]:
        return [
            stream
            for stream in valued
            if stream.counted and stream.cashable is cashable and median(stream.amount) >= 0
        ]

    without_owner = tuple(line.title for line in lines if line.department is None)
    without_measure = tuple(line.title for line in lines if line.measure is None)
    return BenefitsView(
        lines=lines,
        cashable=total("cashable benefits", sort(True)),
        not_cashable=total("benefits that are not cashable", sort(False)),
        not_said=total("benefits of which nobody said whether they are cashable", sort(None)),
        dis_benefits=total("dis-benefits", harmful),
        unowned=total(
            "benefits without an owner", [stream for stream in valued if not stream.counted]
        ),
        without_owner=without_owner,
        without_measure=without_measure,
        questions=_questions(lines, department or BUSINESS),
    )


def _line(row: pd.Series, rest: Iterator[CashStream], schedule: DiscountSchedule) -> BenefitCase:
    low, mode, high = (number_of(row[name]) for name in ("low", "mode", "high"))
    unit = text_of(row["unit"]) or _MONEY
    title = text_of(row["title"]) or "benefit without a title"
    middle = mode
    if middle is None and low is not None and high is not None:
        middle = (low + high) / 2
    present: Quantiles | NotAssessed
    if unit != _MONEY:
        present = NotAssessed("present value", "it is not stated in money", ReasonCode.NOT_IN_MONEY)
    else:
        stream = next(rest, None)
        present = (
            NotAssessed(
                "present value",
                "the benefits of the preferred option could not be valued",
                ReasonCode.NOT_VALUED,
            )
            if stream is None
            else Quantiles.of(stream.present(schedule), "money")
        )
    cashable = row.get("cashable")
    return BenefitCase(
        title=title,
        goal=text_of(row.get("goal")),
        department=text_of(row.get("department")),
        measure=text_of(row.get("measure")),
        unit=unit,
        low=low,
        mode=mode,
        high=high,
        ramp_months=number_of(row["ramp_months"]),
        cashable=None if cashable is None or pd.isna(cashable) else bool(cashable),
        dis_benefit=middle is not None and middle < 0,
        present_value=present,
    )


def _questions(lines: Sequence[BenefitCase], department: str) -> tuple[Question, ...]:
    questions = []
    for line in lines:
        if line.department is None:
            questions.append(
                Question(
                    department,
                    cell_question("benefits", "department", title=line.title),
                    "A benefit that nobody owns is seldom realised, and does not count here.",
                    "benefit_owner",
                )
            )
        if line.measure is None:
            questions.append(
                Question(
                    line.department or department,
                    cell_question("benefits", "measure", title=line.title),
                    "Without a measure nobody can say later whether it came.",
                    "benefit_measure",
                )
            )
    return tuple(questions)
