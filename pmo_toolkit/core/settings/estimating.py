"""Settings of uncertain figures: draws, and estimates from finished projects."""

from __future__ import annotations

from dataclasses import dataclass

from pmo_toolkit.core.settings.fields import SettingGroup, setting


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
class EstimatingSettings(SettingGroup):
    """Estimates from finished projects."""

    class_minimum: int = setting(
        20,
        "with fewer finished projects their classes are not told apart, since what tells them"
        " apart is mostly chance (simulated: ranges of 80 % held 72 % with 8 projects, 78 % with"
        " 15), and others' experience is shown beside them",
        low=3,
    )
    others_spread_projects: float = setting(
        4.0,
        "own finished projects that others' spread of final ÷ estimated cost is worth. Three public"
        " sets, 5 to 20 projects of each held against its rest: from 3 to 10 it hardly matters, all"
        " of them better than own projects alone; more of them make known houses too unsure",
        "kitchenham, SEERA, Government of Canada: `benchmarks/others_spread.py`",
        low=0.0,
    )
    model_minimum: int = setting(
        15,
        "with fewer finished projects the house's own are pooled with public figures",
        low=5,
    )
    confidence_levels: tuple[float, float] = setting(
        (0.8, 0.5),
        "80 % is the range people plan with, 50 % shows where the middle half lies",
        low=0.01,
        high=0.99,
    )
    backtest_folds: int = setting(
        5,
        "measured coverage: each project is predicted by a model that never saw it; more folds cost"
        " more time",
        low=3,
    )
