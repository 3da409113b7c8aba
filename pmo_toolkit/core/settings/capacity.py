"""Settings of remaining resources: people, work under way, and teams with what they finish."""

from __future__ import annotations

from dataclasses import dataclass

from pmo_toolkit.core.settings.fields import SettingGroup, setting

_MEASURED = "benchmarks/flow.py, five public series (TAWOS) and simulated ones; not those quoted"
_BANDS = "DORA, Accelerate State of DevOps 2023, as Apache DevLake publishes its bands"


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


@dataclass(frozen=True)
class FlowSettings(SettingGroup):
    """Forecasts by throughput, and the bands of delivery measures."""

    fewest_weeks: int = setting(
        4,
        "fewer whole weeks say nothing of how a team's weeks differ: no forecast",
        low=2,
        high=26,
        key="flow_fewest_weeks",
    )
    past_weeks: int = setting(
        26,
        "coverage is measured from the first week that has half a year before it",
        low=8,
        high=260,
        key="flow_past_weeks",
    )
    short_memory: float = setting(
        3.0,
        "weeks after which a week counts half, in the mean that follows a team quickly",
        _MEASURED,
        low=1,
        high=52,
        key="flow_short_memory_weeks",
    )
    long_memory: float = setting(
        12.0,
        "the same in the mean that follows slowly; the forecast stands between both",
        _MEASURED,
        low=1,
        high=260,
        key="flow_long_memory_weeks",
    )
    falling_share: float = setting(
        0.7,
        "weight of the quick mean where it is below the slow one, otherwise a half: a mean of"
        " counts follows a rise sooner than a fall, and promises were missed after falls",
        _MEASURED,
        low=0.5,
        high=1,
        key="flow_falling_share",
    )
    bulk_factor: float = setting(
        3.0,
        "a week counts with at most three times the usual and three items more: what is beyond"
        " is more often a clean-up of the list than work of that week",
        _MEASURED,
        low=1,
        high=100,
        key="flow_bulk_factor",
    )
    regime_weeks: int = setting(
        8,
        "a new regime shows for two months before it is believed, so that holidays are none",
        low=4,
        high=52,
        key="flow_regime_weeks",
    )
    regime_evidence: float = setting(
        15.0,
        "how much better two levels must explain the weeks than one, as twice the logarithm of"
        " their likelihoods; 15 names a halving after 14 weeks in the middle, a doubling after 10,"
        " and in 8 of 100 years of steady teams a change that is none (20 of wandering ones);"
        " 13 is two weeks quicker and wrong in 14 years",
        "Lai 1995 for the test; benchmarks/flow_regimes.py, simulated teams",
        low=4,
        high=200,
        key="flow_regime_evidence",
    )
    usual_dispersion: float = setting(
        0.3,
        "variance of a week beyond its mean, in squared means, where few weeks of a team's own are"
        " known: that of stretches of six weeks of public series is .3 to 1",
        _MEASURED,
        low=0.01,
        high=5,
        key="flow_usual_dispersion",
    )
    own_errors: int = setting(
        8,
        "with fewer of the team's own past forecasts side by side the range leans on the spread"
        " that is usual elsewhere, and a remark says so; they weigh as much as this many",
        low=1,
        high=100,
        key="flow_own_errors",
    )
    most_errors: int = setting(
        40,
        "past forecasts side by side that are looked at",
        low=8,
        high=1000,
        key="flow_most_errors",
    )
    error_memory: float = setting(
        120.0,
        "weeks after which a past error counts half: teams become more or less predictable",
        _MEASURED,
        low=8,
        high=10_000,
        key="flow_error_memory_weeks",
    )
    usual_error: float = setting(
        0.65,
        "standard deviation of the logarithm of actual to forecast items where a team has too few"
        " forecasts of its own; measured about the same from 4 to 104 weeks ahead",
        _MEASURED,
        low=0.05,
        high=3,
        key="flow_usual_error",
    )
    usual_weight: float = setting(
        2.0,
        "past forecasts of half the length that the usual spread is worth; such forecasts of the"
        " team tell early whether it is steadier than others",
        _MEASURED,
        low=0.1,
        high=1000,
        key="flow_usual_weight",
    )
    miss_memory: float = setting(
        40.0,
        "weeks after which a missed promise counts half where promises were missed too often; the"
        " excess lowers those that follow",
        "Angelopoulos, Candès and Tibshirani 2023, conformal PID control; " + _MEASURED,
        low=4,
        high=10_000,
        key="flow_miss_memory_weeks",
    )
    correction_step: float = setting(
        0.01,
        "how far each week whose promise was kept or missed moves the promises that follow",
        "Gibbs and Candès 2021, adaptive conformal inference; " + _MEASURED,
        low=0,
        high=0.2,
        key="flow_correction_step",
    )
    furthest_weeks: int = setting(
        156,
        "three years: no team of today can be counted on for longer",
        low=8,
        high=1040,
        key="flow_furthest_weeks",
    )
    little_tolerance: float = setting(
        0.25,
        "work in progress that differs by more than a quarter from throughput times cycle time"
        " means that items were begun and never closed, or that dates were entered afterwards",
        "Little 1961: L = λW holds for every team whose flow is steady",
        low=0.01,
        high=2,
        key="flow_little_tolerance",
    )
    ageing_share: float = setting(
        0.85,
        "an item in progress for longer than this share of finished ones took is ageing",
        low=0.5,
        high=0.99,
        key="flow_ageing_share",
    )
    report_weeks: int = setting(
        8,
        "weeks ahead in reports where nobody says otherwise: two months, the length that the"
        " figures of the method refer to",
        low=1,
        high=156,
        key="flow_report_weeks",
    )
    measured_weeks: int = setting(
        26,
        "cycle time, work in progress and deliveries are of the last half year",
        low=4,
        high=520,
        key="flow_measured_weeks",
    )
    fewest_items: int = setting(
        10,
        "with fewer finished items no quantile of their time is worth showing",
        low=3,
        high=1000,
        key="flow_fewest_items",
    )
    deployment_days: tuple[float, ...] = setting(
        (7.0, 1.0, 0.23),
        "deployment days a week from which a band begins, the best first: every day, once a week,"
        " once a month",
        _BANDS,
        low=0,
        key="dora_deployment_days_a_week",
    )
    change_days: tuple[float, ...] = setting(
        (1.0, 7.0, 30.4),
        "lead time of a change, in days, below which a band ends: a day, a week, a month",
        _BANDS,
        low=0,
        key="dora_change_days",
    )
    failure_shares: tuple[float, ...] = setting(
        (0.05, 0.1, 0.15),
        "share of deployments with an incident up to which a band goes",
        _BANDS,
        low=0,
        key="dora_failure_shares",
    )
    recovery_days: tuple[float, ...] = setting(
        (1 / 24, 1.0, 7.0),
        "days from deployment to the incident being resolved, below which a band ends: an hour, a"
        " day, a week; where days alone are known the first is not told apart from the second",
        _BANDS,
        low=0,
        key="dora_recovery_days",
    )
