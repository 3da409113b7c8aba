"""Settings of the capability map and of what is kept, moved or retired."""

from __future__ import annotations

from dataclasses import dataclass

from pmo_toolkit.core.settings.fields import SettingGroup, setting


@dataclass(frozen=True)
class CapabilitySettings(SettingGroup):
    """IT's offer seen from what the business is able to do."""

    technical_from: float = setting(
        3.0,
        "the middle of the scale from 1 to 5: a service rated 3 stands on the border",
        low=1,
        high=5,
        key="fit_technical_from",
    )
    functional_from: float = setting(
        3.0,
        "the middle of the scale from 1 to 5: a service rated 3 stands on the border",
        low=1,
        high=5,
        key="fit_functional_from",
    )
    fit_spread: float = setting(
        1.0,
        "another who rates the same service may well say a step more or less on a scale of five",
        "own assumption; state both ratings by several people and lower it where they agree",
        low=0,
        high=4,
    )
    important_from: float = setting(
        4.0,
        "4 and 5 of 5 are what a board would call important",
        low=1,
        high=5,
        key="capability_important_from",
    )
    low_maturity: float = setting(
        2.0,
        "up to 2 of 5 a capability depends on single people's effort",
        "levels 1 and 2 of the usual maturity scales",
        low=1,
        high=5,
        key="capability_low_maturity",
    )
    supplier_share: float = setting(
        0.4,
        "from two services in five on, one supplier's failure or price is a matter of the whole"
        " house",
        "own assumption",
        low=0,
        high=1,
        key="supplier_share_most",
    )
    contract_soon_days: int = setting(
        540,
        "choosing, buying and moving to another service takes a year and a half more often than a"
        " year",
        "own assumption; `in_flight` and `history` of the house may say better",
        low=1,
        high=3650,
    )
    notice_days: int = setting(
        90,
        "three months' notice is usual where a contract states none; the state of the contract"
        " counts where it is given",
        "own assumption",
        low=0,
        high=1095,
        key="usual_notice_days",
    )
    trend_least_months: int = setting(
        12,
        "fewer months than a year cannot tell a trend from the season",
        low=6,
        high=120,
        key="cost_trend_least_months",
    )


@dataclass(frozen=True)
class TicketSettings(SettingGroup):
    """What tickets say, and what they cannot say."""

    least_tickets: int = setting(
        6,
        "fewer tickets of the same kind are told one by one, not as a recurring problem",
        "own assumption",
        low=2,
        high=1000,
        key="recurrence_least_tickets",
    )
    least_days: int = setting(
        4,
        "many tickets of one day are one outage; a problem that recurs comes on several days",
        "own assumption",
        low=1,
        high=365,
        key="recurrence_least_days",
    )
    alike: float = setting(
        0.45,
        "mean cosine from which texts of one service and category say the same: short texts of one"
        " trouble lay at .46 to .78 and those of another at .03 to .39 (ten written examples)",
        "own measurement with the multilingual universal sentence encoder",
        low=0,
        high=1,
        key="recurrence_alike",
    )
    least_weeks: int = setting(
        8,
        "fewer weeks do not show how far they differ",
        low=4,
        high=520,
        key="ticket_least_weeks",
    )
    least_hours: int = setting(
        5,
        "fewer tickets with their hours do not show what the others took",
        low=1,
        high=1000,
        key="ticket_least_hours",
    )
    avoidable_share: tuple[float, float] = setting(
        (0.3, 0.9),
        "no remedy ends every ticket of a problem: from a third to nearly all of them",
        "own assumption; state what former remedies brought",
        low=0,
        high=1,
    )
    bootstrap_draws: int = setting(
        2000,
        "the 10 and 90 % quantiles then move by about 2 % from seed to seed",
        low=200,
        high=100_000,
        key="ticket_draws",
    )
    season_months: int = setting(
        24,
        "with less than two years what comes every year and what came once look the same",
        low=24,
        high=240,
        key="ticket_season_months",
    )
    silent_share: float = setting(
        0.25,
        "a quarter of the tickets that importance alone would let expect",
        "own assumption; importance is not size, so that it only raises a question",
        low=0,
        high=1,
        key="ticket_silent_share",
    )
    silent_chance: float = setting(
        0.01,
        "so few tickets come by accident once in a hundred (Poisson)",
        low=0,
        high=0.5,
        key="ticket_silent_chance",
    )
    least_stated: float = setting(
        0.5,
        "where fewer than half of the tickets state a department, who raised the rest is not known",
        low=0,
        high=1,
        key="ticket_least_stated",
    )
    one_channel: float = setting(
        0.9,
        "where nine in ten come by one channel, those who do not use it are hardly heard",
        "own assumption",
        low=0.5,
        high=1,
        key="ticket_one_channel",
    )
