"""Settings of remaining resources: people, work under way, and teams that finish items."""

from __future__ import annotations

from dataclasses import dataclass

from pmo_toolkit.core.settings.fields import SettingGroup, setting


@dataclass(frozen=True)
class CapacitySettings(SettingGroup):
    """What is left of roles, and when work could start."""

    person_days_per_month: float = setting(
        21.0,
        "what one more person works before absence: 261 weekdays a year less about nine public"
        " holidays",
        low=1,
        high=31,
    )
    person_hours_per_day: float = setting(
        8.0,
        "a full-time day, where `hours_per_day` of workspace.toml declares no other",
        low=1,
        high=24,
    )
    finish_estimated_anew: float = setting(
        0.05,
        "a finish of work under way that is this far from its first estimate, as a share of it, was"
        " estimated anew: it speaks of the days that remain",
        low=0,
        high=1,
    )
    finish_least_tail: float = setting(
        0.02,
        "where fewer finished projects than one in fifty ran on for as long as work under way has,"
        " they do not say how long it will go on",
        low=0,
        high=0.5,
    )
    usual_absence: float = setting(
        0.19,
        "share of contract hours, where no role states its absence: the high end of what countries"
        " know, .13 to .19. Leave and public holidays are 26 to 42 of 261 weekdays a year, sickness"
        " 2.6 % of hours; a blank never gives more hours, so the high end counts",
        "Eurofound, Working time developments 2006 (EU27: 33.7 days, Estonia 26, Sweden 42); UK"
        " Office for National Statistics, Sickness absence in the labour market 2022 (2.6 %)",
        low=0,
        high=0.9,
    )
    longest_unknown_days: float = setting(
        731.0,
        "two years, longer than most work is planned for: where neither start nor first estimate of"
        " work under way is stated, it counts as planned for that long; longer work slips further",
        low=30,
        high=7305,
    )
    throughput_weeks: int = setting(
        26,
        "half a year back: long enough for good and bad weeks, short enough for the team of today",
        low=8,
        high=520,
    )
    throughput_fewest_weeks: int = setting(
        8, "fewer weeks do not show how far they differ", low=2, high=104
    )
    throughput_fewest_projects: int = setting(
        5,
        "with fewer finished projects that are sized in items no quantile of the hours for an item"
        " is worth using",
        low=2,
        high=1000,
    )

    def contract_hours(self, hours_per_day: float | None) -> float:
        """Contract hours of one person in a month, before absence.

        Parameters
        ----------
        hours_per_day : float or None
            What the workspace declares; None: a full-time day of these settings.
        """
        return (hours_per_day or self.person_hours_per_day) * self.person_days_per_month
