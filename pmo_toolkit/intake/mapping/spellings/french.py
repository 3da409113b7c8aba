"""What clients call our columns."""

from __future__ import annotations

COLUMNS: dict[str, str] = {}
