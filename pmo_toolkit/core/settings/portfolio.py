"""Settings of the choice of a portfolio under money, people and ties."""

from __future__ import annotations

from dataclasses import dataclass

from pmo_toolkit.core.settings.fields import SettingGroup, setting


@dataclass(frozen=True)
class PortfolioSettings(SettingGroup):
    """Which proposals a scenario chooses."""

    node_limit: int = setting(
        2000,
        "nodes of the search after which it ends with what it has, and with a bound; counted and"
        " not timed, so that the same inputs give the same selection on a busy machine too",
        "HiGHS, mip_max_nodes",
        low=1,
        high=10_000_000,
        key="portfolio_node_limit",
    )
    gap: float = setting(
        1e-6,
        "the search ends once no selection can be better by more than this share",
        "HiGHS, mip_rel_gap",
        low=0.0,
        high=0.1,
        key="portfolio_gap",
    )
