"""A workspace of a few rows, written as text, for the tests of remaining resources."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from pmo_toolkit.assessment import Prepared, prepare
from pmo_toolkit.core.settings import Settings
from pmo_toolkit.workspace import load_workspace

QUICK = Settings.of(draws=1024, standing_draws=500)

TABLES = {
    "proposals": """id,title,start_window
P-1,First,2027-01
P-2,Second,2027-01
P-3,Third,
""",
    "options": """id,proposal,kind,title
O-1,P-1,build,Build it
O-1N,P-1,nothing,As today
O-2,P-2,build,Build it
O-3,P-3,build,Build it
""",
    "demand": "option,role,hours_per_month_low,hours_per_month_mode,hours_per_month_high,"
    """start_month,months
O-1,analyst,60,60,60,1,2
O-2,analyst,50,50,50,1,1
O-3,analyst,50,50,50,1,1
""",
    "capacity": "role,month,gross_hours,absence_hours,run_work_hours,ticket_hours\n"
    + "".join(f"analyst,2027-{month:02d},100,0,0,0\n" for month in range(1, 7)),
}
TOML = 'name = "Small"\nas_of = "2026-12-15"\n'


def written(folder: Path, changes: Mapping[str, str] | None = None, *, toml: str = TOML) -> Path:
    """The folder with the tables above, some of them otherwise."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in {**TABLES, **(changes or {})}.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    (folder / "workspace.toml").write_text(toml, encoding="utf-8")
    return folder


def ready(folder: Path, changes: Mapping[str, str] | None = None, *, toml: str = TOML) -> Prepared:
    """The workspace made ready."""
    return prepare(load_workspace(written(folder, changes, toml=toml)), settings=QUICK)
