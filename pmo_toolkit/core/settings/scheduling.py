"""Settings of the plan of a portfolio: when each proposal could be done beside work under way."""

from __future__ import annotations

from dataclasses import dataclass

from pmo_toolkit.core.settings.fields import SettingGroup, setting


@dataclass(frozen=True)
class SchedulingSettings(SettingGroup):
    """Plans of a portfolio by months."""

    deterministic_limit: float = setting(
        2.0,
        "work after which the search ends where no time is given, counted by the solver itself and"
        " not by the clock, so that the same inputs give the same plan on a busy machine too; one"
        " unit is about a second of one search worker",
        "OR-Tools CP-SAT, max_deterministic_time",
        low=0.01,
        high=100_000,
        key="schedule_deterministic_limit",
    )
    extra_limit: float = setting(
        0.5,
        "the same for each plan with one person more of a role: it begins from the plan that is"
        " there, and only the difference is looked at",
        low=0.01,
        high=100_000,
        key="schedule_extra_limit",
    )
    demand_chance: float = setting(
        0.5,
        "the plan counts hours that suffice in every second case; what lies above is in the"
        " simulation of the plan, and would be counted twice if the plan held a reserve as well",
        low=0.05,
        high=0.95,
        key="schedule_demand_chance",
    )
    in_flight_chance: float = setting(
        0.5,
        "work under way keeps its people until a month that it does not outlast in every second"
        " case, by what became of finished projects; later ends are in the simulation",
        low=0.05,
        high=0.95,
        key="schedule_in_flight_chance",
    )
    binds_from: float = setting(
        0.5,
        "a dependency that more likely does not hold than it does moves no date; it is named",
        low=0.0,
        high=1.0,
        key="schedule_binds_from",
    )
    spread_most: float = setting(
        0.5,
        "work for which a role never has as many hours a month as it asks for is spread over up to"
        " half as many months again; spread further it would hardly be the same work",
        low=0.0,
        high=5.0,
        key="schedule_spread_most",
    )
    draws: int = setting(
        512,
        "a power of two, as Sobol draws need; each draw places every proposal anew, and months are"
        " counted whole; above a hundred proposals it is halved so that it takes about a second",
        low=16,
        high=65_536,
        key="schedule_draws",
    )
    one_more_roles: int = setting(
        3,
        "a plan is made anew for each of the roles that most is waited for; beyond the first few"
        " nobody waits long",
        low=0,
        high=20,
        key="schedule_one_more_roles",
    )
