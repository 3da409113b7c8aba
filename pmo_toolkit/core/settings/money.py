"""Settings of money: an option in time, and what national guidance adds to a stated figure."""

from __future__ import annotations

from dataclasses import dataclass

from pmo_toolkit.core.errors import SettingsError
from pmo_toolkit.core.settings.fields import SettingGroup, setting

_MOTT_MACDONALD = "Mott MacDonald 2002, for HM Treasury: equipment and development"
_OUTSOURCING = "Mott MacDonald 2002, for HM Treasury: outsourcing"
_NOTHING_SHOWN = "nothing is shown to be mitigated until a person who looked says so"


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
    registers_needed: int = setting(
        5,
        "registers of other proposals from which it is measured what a usual register adds; with"
        " fewer, stated risks are added to the class in full",
        low=2,
        high=1000,
    )
    class_spread_kept: float = setting(
        0.25,
        "where stated risks stand beside the reference class, at least this share of the variance"
        " of its ratios stays: what no register foresees",
        low=0.0,
        high=1.0,
    )
    class_level_kept: float = setting(
        0.5,
        "where stated risks stand beside the reference class, a ratio is lowered to no less than"
        " this share of itself",
        low=0.0,
        high=1.0,
    )
    parallel_months: int = setting(
        1,
        "months for which today's service goes on beside the new one after delivery: one month-end"
        " with both, our judgement",
        low=0,
        high=60,
    )
    plan_percentile: float = setting(
        0.8,
        "money to plan with: P80, the percentile at the second stage of approval",
        "Australia, Department of Finance",
        low=0.5,
        high=0.99,
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
