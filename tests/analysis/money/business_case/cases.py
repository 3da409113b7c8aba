"""Small proposals with their rows, compared, for the tests of the business case."""

from __future__ import annotations

import pandas as pd

from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.analysis.money.options import ComparedOptions, compare_options
from pmo_toolkit.analysis.uncertainty.cost_lines import OPTION_ORDER
from pmo_toolkit.core.settings import Settings

NAN = float("nan")
QUICK = Settings().with_overrides({"draws": 4096, "seed": 1})
RISK_COLUMNS = ["probability", "impact_money_low", "impact_money_mode", "impact_money_high"]


def options(*rows: dict) -> pd.DataFrame:
    """Rows of options; all but `kind` has a default.

    Id ``O-kind``, 60 months, nothing else stated.
    """
    empty = {
        "term_months": 60.0,
        "exit_cost": NAN,
        "lock_in": None,
        "benefit_share": NAN,
        "months_to_benefit": NAN,
    }
    made = [{"id": f"O-{row['kind']}", "title": row["kind"], **empty, **row} for row in rows]
    columns = ["id", "kind", "title", *empty]
    return pd.DataFrame(made, columns=columns).assign(_row=range(2, len(made) + 2))


def costs(*rows: tuple) -> pd.DataFrame:
    """Option, element, low, mode, high, period, purpose."""
    columns = ["option", "element", "low", "mode", "high", "period", "purpose"]
    made = pd.DataFrame(rows, columns=columns).astype({"low": float, "mode": float, "high": float})
    return made.assign(cost_type=None, correlation_group=None)


def benefits(*rows: tuple, **columns: object) -> pd.DataFrame:
    """Title, low, mode, high a year; the rest as `columns`."""
    made = pd.DataFrame(rows, columns=["title", "low", "mode", "high"])
    made = made.astype({"low": float, "mode": float, "high": float})
    plain = {
        "unit": None,
        "ramp_months": 0.0,
        "department": "Finance",
        "cashable": None,
        "goal": None,
        "measure": "m",
    }
    return made.assign(**plain | columns)


def compared(opts, cost, gains, *, ratios=(), risks=None, settings=QUICK) -> ComparedOptions:
    """All options on the same draws."""
    risks = pd.DataFrame(columns=RISK_COLUMNS) if risks is None else risks
    by_kind = dict.fromkeys(OPTION_ORDER, ratios)
    made = compare_options(opts, cost, gains, risks, by_kind, proposal="P", settings=settings)
    assert not isinstance(made, NotAssessed)
    return made


THREE = options({"kind": "nothing"}, {"kind": "SaaS", "exit_cost": 20.0}, {"kind": "build"})
THREE_COSTS = costs(
    ("O-nothing", "Running it", 8, 12, 20, "per year", "run"),
    ("O-SaaS", "Roll-out", 60, 100, 200, "once", "capital"),
    ("O-SaaS", "Subscription", 5, 8, 20, "per year", "run"),
    ("O-build", "Development", 100, 180, 400, "once", None),
    ("O-build", "Corrections", 0.2, 0.4, 0.6, "per month", "maintenance"),
)
TWO_BENEFITS = benefits(("Fewer calls", 20, 40, 50), ("Less paper", 5, 10, 15))
RATIOS = (0.8, 1.0, 1.1, 1.3, 2.0, 3.5)
