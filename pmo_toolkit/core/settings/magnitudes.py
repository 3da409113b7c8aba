"""Settings of what is usual: figures far outside are asked about, since a unit may be mistaken.

A range holds what nineteen of twenty organisations state, as the median of a column or table.
"""

from __future__ import annotations

from dataclasses import dataclass, fields

from pmo_toolkit.core.errors import SettingsError, shown_value
from pmo_toolkit.core.settings.fields import SettingGroup, setting

_PUBLIC = (
    "medians of 7 public data sets of finished projects (china, desharnais, ebspm, kemerer,"
    " kitchenham, maxwell, seera): 0.8 to 11 people"
)


def _usual(low: float, high: float, reason: str, source: str = "") -> tuple[float, float]:
    value: tuple[float, float] = setting((low, high), reason, source, low=1e-9)
    return value


@dataclass(frozen=True)
class MagnitudeSettings(SettingGroup):
    """Usual figures; amounts of money as in EUR, other currencies by their scale."""

    usual_hourly_rate: tuple[float, float] = _usual(
        15, 400, "cost by hour of finished projects: from lean wages to consultants and licences"
    )
    usual_budget_per_hour: tuple[float, float] = _usual(
        15, 900, "budget by hour of estimated effort: budgets pay for licences and machines, too"
    )
    usual_people: tuple[float, float] = _usual(
        0.15, 25, "effort by working hours of the duration: full-time people", _PUBLIC
    )
    usual_cost_a_day: tuple[float, float] = _usual(
        60, 15_000, "cost by calendar day, where no effort is stated", "median of ebspm: 1,150 EUR"
    )
    usual_project_days: tuple[float, float] = _usual(
        15, 1500, "duration of a project: from small changes to programmes"
    )
    usual_project_hours: tuple[float, float] = _usual(
        30, 60_000, "effort of a project: from small changes to programmes"
    )
    usual_project_cost: tuple[float, float] = _usual(
        5_000, 20_000_000, "cost or budget of a project: from small changes to programmes"
    )
    usual_cost_line: tuple[float, float] = _usual(
        300, 3_000_000, "one line of cost, benefit or risk of a proposal"
    )
    usual_service_cost: tuple[float, float] = _usual(
        3000, 5_000_000, "yearly cost of a service that is worth a row of its own"
    )
    usual_activity_days: tuple[float, float] = _usual(
        2, 200, "one activity, or the delay by one risk"
    )
    usual_term_months: tuple[float, float] = _usual(
        12, 120, "term of an option: contracts run for years"
    )
    usual_months_to_benefit: tuple[float, float] = _usual(
        1, 36, "months to the first benefit of an option"
    )
    usual_demand_hours: tuple[float, float] = _usual(
        6, 600, "hours a month asked of a role: from a morning to four people"
    )
    usual_capacity_hours: tuple[float, float] = _usual(
        60, 6000, "contract hours a month of a role: from half a person to forty"
    )
    usual_share_of_role: tuple[float, float] = _usual(
        0.005, 1.2, "hours a month asked of a role, by its contract hours"
    )
    usual_share_of_year: tuple[float, float] = _usual(
        0.0003, 2, "effort of a proposal, by the contract hours of all roles in a year"
    )
    usual_result_of_estimate: tuple[float, float] = _usual(
        0.4, 3.5, "what became of estimates, by the estimate"
    )
    usual_to_history: tuple[float, float] = _usual(
        0.12, 8, "proposals, by finished projects: what comes may be smaller or larger"
    )
    usual_time_to_history: tuple[float, float] = _usual(
        0.2, 5, "duration of proposals, by that of finished projects: it varies less than effort"
    )
    usual_use_of_window: tuple[float, float] = _usual(
        0.1, 2.5, "duration, by the time from earliest start to wanted finish"
    )
    usual_use_of_dates: tuple[float, float] = _usual(
        0.5, 2, "duration of a project, by the days between its own first and last day"
    )
    usual_sum_of_parts: tuple[float, float] = _usual(
        0.3, 6, "activities, demand or cost lines added up, by what is stated for the whole"
    )
    usual_activities_in_window: tuple[float, float] = _usual(
        0.1, 8, "activities added up, by the days from earliest start to wanted finish"
    )
    usual_yearly_benefit: tuple[float, float] = _usual(
        0.02, 4, "benefits of a year, by the cost or budget of the same proposal"
    )
    usual_risk_share: tuple[float, float] = _usual(
        0.005, 1.2, "impact of one risk, by the budget or duration that it threatens"
    )
    most_of_role: float = setting(
        2.0,
        "an option may ask for more people of a role than there are; who asks for more than twice"
        " their contract hours a month has probably stated the hours of the whole work",
        low=1,
        high=1000,
    )
    longest_days: float = setting(
        3653.0,
        "ten years: what takes longer, or must wait longer, lies beyond any plan of a portfolio;"
        " it counts as it stands and is asked about, since days and months are easily mistaken",
        low=366,
        high=36525,
    )
    unit_guess_needs: float = setting(
        3.5,
        "how much better figures must fit under another unit, as a difference of log likelihoods:"
        " 3.5 is odds of 33 to 1; on 100 varied sound workspaces none was asked in vain",
        low=0.5,
        high=100,
    )

    def __post_init__(self) -> None:
        super().__post_init__()
        for declared in fields(self):
            value = getattr(self, declared.name)
            if isinstance(value, tuple) and value[0] >= value[1]:
                raise SettingsError(
                    f"settings: {declared.name} needs the lower end first, found"
                    f" {shown_value(value)}"
                )
