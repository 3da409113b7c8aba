"""Every default with the reason for its value and its source, and what a workspace overrides.

A default stands in the module of its group: `estimating`, `money`, `blanks`, `advice`, `standing`,
`reading`, `overlaps`.
"""

from pmo_toolkit.core.settings.all_settings import FIRST_YEAR, LAST_YEAR, Settings

__all__ = ["FIRST_YEAR", "LAST_YEAR", "Settings"]
