"""Settings of blank cells: what a number that nobody states is taken to be, to the safe side."""

from __future__ import annotations

from dataclasses import dataclass

from pmo_toolkit.core.settings.fields import SettingGroup, setting

_AACE = "AACE International 18R-97, estimate class 4: −15 to −30 % and +20 to +50 %"


@dataclass(frozen=True)
class BlankSettings(SettingGroup):
    """What stands in for a blank cell where no other row of the proposal says something worse."""

    range_below: float = setting(
        0.3,
        "a range that states no favourable end reaches at least this share of its middle to the"
        " favourable side",
        _AACE,
        low=0,
        high=1,
        key="blank_range_below",
    )
    range_above: float = setting(
        0.5,
        "a range that states no unfavourable end reaches at least this share of its middle to the"
        " unfavourable side",
        _AACE,
        low=0,
        high=5,
        key="blank_range_above",
    )
    probability: float = setting(
        0.5,
        "chance of a risk that states none, where no other risk of the proposal states a higher"
        " one: nothing is known",
        low=0,
        high=1,
        key="blank_probability",
    )
