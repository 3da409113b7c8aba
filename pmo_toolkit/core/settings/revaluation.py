"""Settings of the revaluation: capabilities, services, and tickets as evidence."""

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
    cost_tolerance: float = setting(
        0.1,
        "up to a tenth a cost a year and the sum of twelve months are the same figure: one is"
        " rounded, and prices and numbers of users move within the year; beyond it one of the two"
        " holds what the other does not",
        "own assumption",
        low=0,
        high=1,
        key="service_cost_tolerance",
    )


@dataclass(frozen=True)
class TicketSettings(SettingGroup):
    """One kind of evidence among others: tickets."""

    recurs_from: int = setting(
        5,
        "fewer tickets of one kind in a year are as well single events",
        low=2,
        high=10_000,
        key="tickets_recur_from",
    )
    recurs_months: int = setting(
        3,
        "one outage raises many tickets within days; what comes back in three months is no outage",
        low=1,
        high=12,
        key="tickets_recur_in_months",
    )
    alike: float = setting(
        0.55,
        "cosine from which two texts of the same service and category tell of one problem: lower"
        " joins more",
        "own reckoning, since nobody has labelled such tickets; from 0.45 to 0.65 is as defensible,"
        " and the page says what these would give",
        low=0,
        high=1,
        key="tickets_alike",
    )
    ended_months: int = setting(
        3,
        "so many complete months without any ticket, while other roles have some, end a queue that"
        " had several a month and never paused for half as long: it takes no hours of its role",
        "own reckoning; a quarter is longer than holidays",
        low=2,
        high=24,
        key="tickets_ended_months",
    )
    most_texts: int = setting(
        600,
        "different texts of one service and category that are compared with each other: the most"
        " frequent; 600 make 180,000 pairs",
        low=10,
        high=20_000,
        key="tickets_most_texts",
    )
    avoided_low: float = setting(
        0.25,
        "share of a recurring problem's hours that ending its cause avoids at least: put in what"
        " became of your own problems once they were solved",
        "own reckoning, wide on purpose; from 0.1 to 0.4 is as defensible",
        low=0,
        high=1,
        key="tickets_avoided_low",
    )
    avoided_high: float = setting(
        0.75,
        "the same share at most: some of it comes back in other words, and fixes bring tickets of"
        " their own",
        "own reckoning, wide on purpose; from 0.6 to 0.9 is as defensible",
        low=0,
        high=1,
        key="tickets_avoided_high",
    )
    season_months: int = setting(
        24,
        "two years, each month of the calendar seen twice: one year cannot tell season from chance",
        low=24,
        high=240,
        key="tickets_season_months",
    )
    season_chance: float = setting(
        0.05,
        "a season is used where months without one would differ as much with a chance below one in"
        " twenty (analysis of variance on logarithms of monthly hours)",
        low=0.0001,
        high=0.5,
        key="tickets_season_chance",
    )
    silent_share: float = setting(
        0.25,
        "a department that raises less than a quarter of its even share of tickets hardly raises"
        " any; it is asked why, nothing is concluded",
        low=0,
        high=1,
        key="tickets_silent_share",
    )
    silent_chance: float = setting(
        0.01,
        "and so few come by accident once in a hundred (Poisson): of a handful of tickets nobody is"
        " asked why theirs are missing",
        low=0.0001,
        high=0.5,
        key="tickets_silent_chance",
    )
    stated_share: float = setting(
        0.5,
        "share of tickets that must state a department, or a service of the map, before anybody is"
        " called silent: where fewer do, theirs may be among the others",
        "own reckoning; any share from a third to three quarters is as defensible",
        low=0,
        high=1,
        key="tickets_stated_share",
    )
    bulk_factor: float = setting(
        3.0,
        "a day on which three times as many tickets are closed as on a busy one (nine days of ten"
        " close fewer) is a clean-up: their closing says nothing of their work",
        low=2,
        high=1000,
        key="tickets_bulk_factor",
    )
    bulk_least: int = setting(
        20,
        "fewer closed on a day may be a good day",
        low=2,
        high=100_000,
        key="tickets_bulk_least",
    )
    heard_days: int = setting(
        365,
        "what a department said longer ago than a year is no longer taken as heard: budgets and"
        " goals are set anew each year",
        low=30,
        high=3650,
        key="stakeholders_heard_days",
    )
