"""Every default with the reason for its value and, where there is one, its source, grouped by room."""

from __future__ import annotations

from dataclasses import dataclass

from pmo_toolkit.core.errors import SettingsError
from pmo_toolkit.core.setting_fields import SettingGroup, setting

_MOTT_MACDONALD = "Mott MacDonald 2002, for HM Treasury: equipment and development"
_OUTSOURCING = "Mott MacDonald 2002, for HM Treasury: outsourcing"
_NOTHING_SHOWN = "nothing is shown to be mitigated until a person who looked says so"


@dataclass(frozen=True)
class SimulationSettings(SettingGroup):
    """Draws and how uncertain inputs move together."""

    draws: int = setting(
        16384,
        "a power of two, as Sobol draws need; P80 is then stable to well under 1 %",
        low=256,
        high=4194304,
    )
    group_correlation: float = setting(
        0.5,
        "cost elements of one correlation group move together to a middling degree when nothing"
        " else is known; ignoring it makes totals look too sure",
        "GAO Cost Estimating Guide advises to model correlation",
        low=0.0,
        high=0.99,
    )
    heavy_tail_ratio: float = setting(
        2.0,
        "P90 ÷ P50 from which no mean is given: a few extreme cases would decide it",
        "Large Government of Canada IT projects: 2.8 for the latest ÷ the original budget",
        low=1.0,
    )


@dataclass(frozen=True)
class MoneySettings(SettingGroup):
    """An option's money in time."""

    horizon_months: int = setting(
        60,
        "term of an option that states none: five years is the usual whole-life window for IT",
        low=1,
        high=600,
    )
    discount_rate: float = setting(
        0.035,
        "yearly real discount rate for the first 30 years",
        "UK Green Book (HM Treasury)",
        low=-0.05,
        high=0.5,
    )
    discount_rate_after_30_years: float = setting(
        0.03,
        "yearly real discount rate for years 31 to 75: the further the future, the less sure"
        " anybody is of the rate",
        "UK Green Book (HM Treasury)",
        low=-0.05,
        high=0.5,
    )
    discount_rate_after_75_years: float = setting(
        0.025,
        "yearly real discount rate from year 76",
        "UK Green Book (HM Treasury)",
        low=-0.05,
        high=0.5,
    )
    plausible_delay_months: int = setting(
        18,
        "where an option states no time to its first benefit, delays up to this are tried: most IT"
        " work that is worth proposing puts something to use within a year and a half",
        low=0,
        high=600,
    )
    plausible_exit_share: float = setting(
        0.3,
        "where an option states no exit cost, up to this share of what setting it up costs is"
        " tried: leaving means moving data and connections once more",
        low=0,
        high=2,
    )
    plan_percentile: float = setting(
        0.8,
        "money to plan with: P80, the percentile at the second stage of approval",
        "Australia, Department of Finance",
        low=0.5,
        high=0.99,
    )


@dataclass(frozen=True)
class DependenciesSettings(SettingGroup):
    """Ties between proposals."""

    default_strength: float = setting(
        1.0, "a dependency without a stated strength is taken at its word", low=0.0, high=1.0
    )


@dataclass(frozen=True)
class EstimatingSettings(SettingGroup):
    """Estimates from finished projects."""

    class_minimum: int = setting(
        20,
        "with twenty projects the P80 of a reference class rests on four; with fewer it hangs on"
        " one or two",
        low=3,
    )
    model_minimum: int = setting(
        15,
        "fewer finished projects cannot carry a ten-fold interval; then only the outside view"
        " speaks",
        low=5,
    )
    confidence_levels: tuple[float, float] = setting(
        (0.8, 0.5), "80 % is the range people plan with, 50 % shows where the middle half lies"
    )
    conformal_folds: int = setting(
        10, "CV+ with ten folds held its coverage on public effort data", low=3, high=50
    )
    backtest_folds: int = setting(
        5,
        "measured coverage: each project is predicted by a model that never saw it; more folds cost"
        " more time",
        low=3,
    )


@dataclass(frozen=True)
class AdviceSettings(SettingGroup):
    """Where one position of the advice ends and the next begins."""

    validity_days: int = setting(
        90,
        "advice ages: prices, people and neighbours change within a quarter",
        low=1,
        high=3650,
    )
    evidence_to_advance: float = setting(
        0.6,
        "below this share of present evidence an advice to advance would rest on what nobody has"
        " said yet",
        low=0,
        high=1,
    )
    roughly_even: float = setting(
        0.45,
        "lower bound of 'roughly even': below it the net value is more likely negative",
        "ICD 203",
        low=0.2,
        high=0.55,
    )
    likely: float = setting(
        0.55,
        "lower bound of 'likely': a business case should more likely pay than not",
        "ICD 203",
        low=0.5,
        high=1,
    )
    unlikely: float = setting(
        0.2,
        "upper bound of 'very unlikely': below it the net value speaks against going on",
        "ICD 203",
        low=0,
        high=0.5,
    )
    question_chance: float = setting(
        0.05,
        "a question about a range is put to a department only where the answer has at least this"
        " chance to change the advice: below one in twenty it is not worth their day",
        low=0,
        high=1,
    )
    budget_floor: float = setting(
        0.2,
        "a budget with less than one chance in five to suffice is worth a smaller first step",
        low=0,
        high=1,
    )


@dataclass(frozen=True)
class ConfidenceSettings(SettingGroup):
    """How well founded an advice is."""

    high_confidence_n: int = setting(
        30, "projects in the class from which quantiles are steady", low=3
    )
    coverage_tolerance: float = setting(
        0.07,
        "measured coverage this near to the stated one counts as kept (binomial noise at about 100"
        " projects)",
        low=0,
        high=0.5,
    )
    stale_years: float = setting(
        5.0, "evidence older than five years describes another technology generation", low=0.5
    )
    views_agree_factor: float = setting(
        1.5, "inside and outside view within this factor of each other count as agreeing", low=1.0
    )


@dataclass(frozen=True)
class StandingSettings(SettingGroup):
    """Proposals among each other."""

    draws: int = setting(
        10_000,
        "rank acceptabilities are then within one percentage point (95 % interval of a share at"
        " 50 %)",
        low=500,
        high=1_000_000,
        key="standing_draws",
    )
    most_proposals: int = setting(
        1000,
        "every pair is compared in every draw; beyond a thousand proposals rank departments or"
        " goals by themselves",
        low=2,
        high=5000,
        key="standing_most",
    )
    weight_concentration: float = setting(
        24.0,
        "a stated weight of 20 % is taken as 20 % ± 8 points (one standard deviation), our"
        " judgement of how exactly people can state a weight; raise it where weights were elicited"
        " with care",
        low=1.0,
        high=100_000.0,
    )
    consistency_limit: float = setting(
        0.1,
        "pairwise comparisons that contradict each other more than this are asked again",
        "Saaty 1980",
        low=0,
        high=1,
    )
    tier_top_share: float = setting(
        1 / 3,
        "the upper third counts as the first: what a house can usually begin with",
        low=0.01,
        high=0.99,
    )
    tier_robust: float = setting(
        0.8,
        "very likely among the first: holds under nearly all plausible weights and scores",
        "ICD 203",
        low=0.5,
        high=1,
    )
    tier_weak: float = setting(0.2, "very unlikely among the first", "ICD 203", low=0, high=0.5)
    dissent_share: float = setting(
        0.3,
        "a score three tenths of the scale away from the others' median is another opinion, not"
        " another hand",
        low=0.01,
        high=1,
    )


@dataclass(frozen=True)
class UpliftSettings(SettingGroup):
    """What national guidance adds to a stated figure."""

    capital_upper: float = setting(
        2.0,
        "bias uplift of capital cost while nothing is mitigated",
        _MOTT_MACDONALD,
        low=0,
        high=10,
        key="uplift_capital_upper",
    )
    capital_lower: float = setting(
        0.1,
        "bias uplift of capital cost that stays, whatever is managed",
        _MOTT_MACDONALD,
        low=0,
        high=10,
        key="uplift_capital_lower",
    )
    capital_business_case: float = setting(
        0.58,
        "share of the recorded capital bias that an inadequate business case explained",
        _MOTT_MACDONALD,
        low=0,
        high=1,
        key="uplift_capital_business_case",
    )
    capital_mitigated: float = setting(
        0.0, _NOTHING_SHOWN, low=0, high=1, key="uplift_capital_mitigated"
    )
    duration_upper: float = setting(
        0.54,
        "bias uplift of works duration while nothing is mitigated",
        _MOTT_MACDONALD,
        low=0,
        high=10,
        key="uplift_duration_upper",
    )
    duration_lower: float = setting(
        0.1,
        "bias uplift of duration that stays, whatever is managed",
        _MOTT_MACDONALD,
        low=0,
        high=10,
        key="uplift_duration_lower",
    )
    duration_business_case: float = setting(
        0.48,
        "share of the recorded duration bias that an inadequate business case explained",
        _MOTT_MACDONALD,
        low=0,
        high=1,
        key="uplift_duration_business_case",
    )
    duration_mitigated: float = setting(
        0.0, _NOTHING_SHOWN, low=0, high=1, key="uplift_duration_mitigated"
    )
    outsourcing_upper: float = setting(
        0.41,
        "bias uplift of the running cost of a service bought outside",
        _OUTSOURCING,
        low=0,
        high=10,
        key="uplift_outsourcing_upper",
    )
    outsourcing_lower: float = setting(
        0.0,
        "the study leaves nothing where every cause is managed",
        _OUTSOURCING,
        low=0,
        high=10,
        key="uplift_outsourcing_lower",
    )
    outsourcing_business_case: float = setting(
        1.0,
        "the study puts all of the recorded bias down to an inadequate business case",
        _OUTSOURCING,
        low=0,
        high=1,
        key="uplift_outsourcing_business_case",
    )
    outsourcing_mitigated: float = setting(
        0.0, _NOTHING_SHOWN, low=0, high=1, key="uplift_outsourcing_mitigated"
    )

    def __post_init__(self) -> None:
        super().__post_init__()
        for kind in ("capital", "duration", "outsourcing"):
            upper, lower = (getattr(self, f"{kind}_{end}") for end in ("upper", "lower"))
            if lower > upper:
                raise SettingsError(
                    f"settings: uplift_{kind}_lower ({lower!r}) must not exceed"
                    f" uplift_{kind}_upper ({upper!r})"
                )


@dataclass(frozen=True)
class ReadingSettings(SettingGroup):
    """Bounds of what is read."""

    max_table_bytes: int = setting(
        200_000_000, "no honest planning table is larger unpacked; a zip bomb is", low=1000
    )
    max_rows: int = setting(
        1_000_000, "the size of a spreadsheet; beyond it something else was exported", low=10
    )
    max_read_seconds: int = setting(
        60, "the largest table allowed takes half of it; a file made to hang takes for ever", low=1
    )
    max_read_bytes: int = setting(
        2_000_000_000,
        "ten times the largest table allowed; a file made to fill memory takes all there is",
        low=500_000_000,
    )
