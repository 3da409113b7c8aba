"""Settings of what is read: how large it may be and how long it may take."""

from __future__ import annotations

from dataclasses import dataclass

from pmo_toolkit.core.settings.fields import SettingGroup, setting


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
