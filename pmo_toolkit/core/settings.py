"""Defaults of every analysis, each with the reason for its value and, where there is one, its source.

A workspace may override any of them under ``[settings]`` in ``workspace.toml``; what was overridden
is printed in the report's provenance.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import Field, asdict, dataclass, field, fields, replace
from difflib import get_close_matches
from math import isnan
from typing import Any

from pmo_toolkit.core.errors import SettingsError

_MOTT_MACDONALD = "Mott MacDonald 2002, for HM Treasury: equipment and development"
_OUTSOURCING = "Mott MacDonald 2002, for HM Treasury: outsourcing"
_NOTHING_SHOWN = "nothing is shown to be mitigated until a person who looked says so"


def _setting(
    value: Any,
    reason: str,
    source: str = "",
    *,
    low: float | None = None,
    high: float | None = None,
) -> Any:
    return field(
        default=value, metadata={"reason": reason, "source": source, "low": low, "high": high}
    )


@dataclass(frozen=True)
class Settings:
    """All tunable defaults. Instances refuse values outside their declared range.

    See `describe` for the table of values, reasons and sources.
    """

    seed: int = _setting(
        20261122, "any fixed number; recorded in every result so that a run can be repeated", low=0
    )
    draws: int = _setting(
        16384,
        "a power of two, as Sobol draws need; P80 is then stable to well under 1 %",
        low=256,
        high=4194304,
    )
    validity_days: int = _setting(
        90, "advice ages: prices, people and neighbours change within a quarter", low=1
    )
    horizon_months: int = _setting(
        60,
        "term of an option that states none: five years is the usual whole-life window for IT",
        low=1,
        high=600,
    )
    discount_rate: float = _setting(
        0.035,
        "yearly real discount rate for the first 30 years",
        "UK Green Book (HM Treasury)",
        low=-0.05,
        high=0.5,
    )
    discount_rate_after_30_years: float = _setting(
        0.03,
        "yearly real discount rate for years 31 to 75: the further the future, the less sure"
        " anybody is of the rate",
        "UK Green Book (HM Treasury)",
        low=-0.05,
        high=0.5,
    )
    discount_rate_after_75_years: float = _setting(
        0.025,
        "yearly real discount rate from year 76",
        "UK Green Book (HM Treasury)",
        low=-0.05,
        high=0.5,
    )
    plausible_delay_months: int = _setting(
        18,
        "where an option states no time to its first benefit, delays up to this are tried: most IT"
        " work that is worth proposing puts something to use within a year and a half",
        low=0,
        high=600,
    )
    plausible_exit_share: float = _setting(
        0.3,
        "where an option states no exit cost, up to this share of what setting it up costs is"
        " tried: leaving means moving data and connections once more",
        low=0,
        high=2,
    )
    group_correlation: float = _setting(
        0.5,
        "cost elements of one correlation group move together to a middling degree when nothing"
        " else is known; ignoring it makes totals look too sure",
        "GAO Cost Estimating Guide advises to model correlation",
        low=0.0,
        high=0.99,
    )
    default_strength: float = _setting(
        1.0, "a dependency without a stated strength is taken at its word", low=0.0, high=1.0
    )
    class_minimum: int = _setting(
        20,
        "with twenty projects the P80 of a reference class rests on four; with fewer it hangs on"
        " one or two",
        low=3,
    )
    model_minimum: int = _setting(
        15,
        "fewer finished projects cannot carry a ten-fold interval; then only the outside view"
        " speaks",
        low=5,
    )
    confidence_levels: tuple[float, float] = _setting(
        (0.8, 0.5), "80 % is the range people plan with, 50 % shows where the middle half lies"
    )
    conformal_folds: int = _setting(
        10, "CV+ with ten folds held its coverage on public effort data", low=3, high=50
    )
    backtest_folds: int = _setting(
        5,
        "measured coverage: each project is predicted by a model that never saw it; more folds cost"
        " more time",
        low=3,
    )
    evidence_to_advance: float = _setting(
        0.6,
        "below this share of present evidence an advice to advance would rest on what nobody has"
        " said yet",
        low=0,
        high=1,
    )
    roughly_even: float = _setting(
        0.45,
        "lower bound of 'roughly even': below it the net value is more likely negative",
        "ICD 203",
        low=0.2,
        high=0.55,
    )
    likely: float = _setting(
        0.55,
        "lower bound of 'likely': a business case should more likely pay than not",
        "ICD 203",
        low=0.5,
        high=1,
    )
    unlikely: float = _setting(
        0.2,
        "upper bound of 'very unlikely': below it the net value speaks against going on",
        "ICD 203",
        low=0,
        high=0.5,
    )
    question_chance: float = _setting(
        0.05,
        "a question about a range is put to a department only where the answer has at least this"
        " chance to change the advice: below one in twenty it is not worth their day",
        low=0,
        high=1,
    )
    budget_floor: float = _setting(
        0.2,
        "a budget with less than one chance in five to suffice is worth a smaller first step",
        low=0,
        high=1,
    )
    plan_percentile: float = _setting(
        0.8,
        "money to plan with: P80, the percentile at the second stage of approval",
        "Australia, Department of Finance",
        low=0.5,
        high=0.99,
    )
    heavy_tail_ratio: float = _setting(
        2.0,
        "P90 ÷ P50 from which no mean is given: a few extreme cases would decide it",
        "Large Government of Canada IT projects: 2.8 for the latest ÷ the original budget",
        low=1.0,
    )
    high_confidence_n: int = _setting(
        30, "projects in the class from which quantiles are steady", low=3
    )
    coverage_tolerance: float = _setting(
        0.07,
        "measured coverage this near to the stated one counts as kept (binomial noise at about 100"
        " projects)",
        low=0,
        high=0.5,
    )
    stale_years: float = _setting(
        5.0, "evidence older than five years describes another technology generation", low=0.5
    )
    views_agree_factor: float = _setting(
        1.5, "inside and outside view within this factor of each other count as agreeing", low=1.0
    )
    standing_draws: int = _setting(
        10_000,
        "rank acceptabilities are then within one percentage point (95 % interval of a share at"
        " 50 %)",
        low=500,
        high=1_000_000,
    )
    standing_most: int = _setting(
        1000,
        "every pair is compared in every draw; beyond a thousand proposals rank departments or"
        " goals by themselves",
        low=2,
        high=5000,
    )
    weight_concentration: float = _setting(
        24.0,
        "a stated weight of 20 % is taken as 20 % ± 8 points (one standard deviation), our"
        " judgement of how exactly people can state a weight; raise it where weights were elicited"
        " with care",
        low=1.0,
        high=100_000.0,
    )
    consistency_limit: float = _setting(
        0.1,
        "pairwise comparisons that contradict each other more than this are asked again",
        "Saaty 1980",
        low=0,
        high=1,
    )
    tier_top_share: float = _setting(
        1 / 3,
        "the upper third counts as the first: what a house can usually begin with",
        low=0.01,
        high=0.99,
    )
    tier_robust: float = _setting(
        0.8,
        "very likely among the first: holds under nearly all plausible weights and scores",
        "ICD 203",
        low=0.5,
        high=1,
    )
    tier_weak: float = _setting(0.2, "very unlikely among the first", "ICD 203", low=0, high=0.5)
    dissent_share: float = _setting(
        0.3,
        "a score three tenths of the scale away from the others' median is another opinion, not"
        " another hand",
        low=0.01,
        high=1,
    )
    uplift_capital_upper: float = _setting(
        2.0,
        "bias uplift of capital cost while nothing is mitigated",
        _MOTT_MACDONALD,
        low=0,
        high=10,
    )
    uplift_capital_lower: float = _setting(
        0.1,
        "bias uplift of capital cost that stays, whatever is managed",
        _MOTT_MACDONALD,
        low=0,
        high=10,
    )
    uplift_capital_business_case: float = _setting(
        0.58,
        "share of the recorded capital bias that an inadequate business case explained",
        _MOTT_MACDONALD,
        low=0,
        high=1,
    )
    uplift_capital_mitigated: float = _setting(0.0, _NOTHING_SHOWN, low=0, high=1)
    uplift_duration_upper: float = _setting(
        0.54,
        "bias uplift of works duration while nothing is mitigated",
        _MOTT_MACDONALD,
        low=0,
        high=10,
    )
    uplift_duration_lower: float = _setting(
        0.1,
        "bias uplift of duration that stays, whatever is managed",
        _MOTT_MACDONALD,
        low=0,
        high=10,
    )
    uplift_duration_business_case: float = _setting(
        0.48,
        "share of the recorded duration bias that an inadequate business case explained",
        _MOTT_MACDONALD,
        low=0,
        high=1,
    )
    uplift_duration_mitigated: float = _setting(0.0, _NOTHING_SHOWN, low=0, high=1)
    uplift_outsourcing_upper: float = _setting(
        0.41,
        "bias uplift of the running cost of a service bought outside",
        _OUTSOURCING,
        low=0,
        high=10,
    )
    uplift_outsourcing_lower: float = _setting(
        0.0, "the study leaves nothing where every cause is managed", _OUTSOURCING, low=0, high=10
    )
    uplift_outsourcing_business_case: float = _setting(
        1.0,
        "the study puts all of the recorded bias down to an inadequate business case",
        _OUTSOURCING,
        low=0,
        high=1,
    )
    uplift_outsourcing_mitigated: float = _setting(0.0, _NOTHING_SHOWN, low=0, high=1)
    max_table_bytes: int = _setting(
        200_000_000, "no honest planning table is larger unpacked; a zip bomb is", low=1000
    )
    max_rows: int = _setting(
        1_000_000, "the size of a spreadsheet; beyond it something else was exported", low=10
    )

    def __post_init__(self) -> None:
        for each in fields(self):
            _refuse_unfit(each, getattr(self, each.name))
        for kind in ("capital", "duration", "outsourcing"):
            upper, lower = (getattr(self, f"uplift_{kind}_{end}") for end in ("upper", "lower"))
            if lower > upper:
                raise SettingsError(
                    f"settings: uplift_{kind}_lower ({lower!r}) must not exceed uplift_{kind}_upper"
                    f" ({upper!r})"
                )

    def with_overrides(self, overrides: Mapping[str, Any]) -> Settings:
        """Settings with some values replaced.

        Raises
        ------
        SettingsError
            For a name that does not exist (with the nearest that does) or a value of the wrong type
            or size.
        """
        known = {each.name for each in fields(self)}
        for name in overrides:
            if name not in known:
                near = get_close_matches(str(name), sorted(known), n=1)
                hint = f"; did you mean {near[0]!r}?" if near else ""
                raise SettingsError(f"settings: there is no setting {name!r}{hint}")
        cleaned = {
            name: tuple(value) if isinstance(value, list) else value
            for name, value in overrides.items()
        }
        return replace(self, **cleaned)  # type: ignore[arg-type]

    def as_dict(self) -> dict[str, Any]:
        """Name → value, in declared order."""
        return asdict(self)

    def changed(self) -> dict[str, Any]:
        """Only the values that differ from the defaults."""
        return {
            each.name: getattr(self, each.name)
            for each in fields(self)
            if getattr(self, each.name) != each.default
        }

    @classmethod
    def describe(cls) -> list[dict[str, Any]]:
        """One record a setting: name, default, reason, source."""
        return [
            {
                "name": each.name,
                "default": each.default,
                "reason": each.metadata["reason"],
                "source": each.metadata["source"],
            }
            for each in fields(cls)
        ]


def _refuse_unfit(each: Field[Any], value: Any) -> None:
    default = each.default
    numbers = value if isinstance(value, tuple) else (value,)
    if isinstance(default, tuple) and (not isinstance(value, tuple) or len(value) != len(default)):
        raise SettingsError(f"settings: {each.name} needs {len(default)} numbers, found {value!r}")
    for number in numbers:
        whole = isinstance(default, int)
        right_type = isinstance(number, int) if whole else isinstance(number, (int, float))
        if isinstance(number, bool) or not right_type or isnan(number):
            raise SettingsError(
                f"settings: {each.name} needs a {'whole ' if whole else ''}number, found {value!r}"
            )
        low, high = each.metadata["low"], each.metadata["high"]
        if isinstance(default, tuple):
            low, high = 0.01, 0.99
        if (low is not None and number < low) or (high is not None and number > high):
            bounds = f"{'' if low is None else low} to {'' if high is None else high}"
            raise SettingsError(
                f"settings: {each.name} must lie in {bounds.strip()}, found {value!r}"
            )
    if each.name == "draws" and value & (value - 1):
        raise SettingsError(f"settings: draws must be a power of two, found {value!r}")
    if each.name == "confidence_levels" and value[0] <= value[1]:
        raise SettingsError(
            f"settings: confidence_levels needs the wider level first, found {value!r}"
        )
