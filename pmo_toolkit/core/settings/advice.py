"""Settings of the advice: where its positions end, and how well founded it is."""

from __future__ import annotations

from dataclasses import dataclass

from pmo_toolkit.core.settings.fields import SettingGroup, setting


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
    condition_chance: float = setting(
        0.2,
        "a number that nobody states is a condition of the advice where plausible values have more"
        " than one chance in five to change it",
        low=0,
        high=1,
        key="condition_answer_chance",
    )
    lead_days: int = setting(
        30,
        "a month between a decision and the start of work, to sign, staff and tell those concerned",
        low=0,
        high=3650,
        key="condition_lead_days",
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
