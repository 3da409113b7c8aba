"""One setting: its default, reason, source and bounds; values that do not fit are refused."""

from __future__ import annotations

from dataclasses import Field, dataclass, field, fields
from math import isnan
from typing import Any

from pmo_toolkit.core.errors import SettingsError, shown_value

#: No setting without a bound of its own is larger; a number beyond is a slip.
_LARGEST = 1e15
#: Numbers of Sobol draws.
_POWERS_OF_TWO = ("draws", "schedule_draws")


def setting(
    value: Any,
    reason: str,
    source: str = "",
    *,
    low: float | None = None,
    high: float | None = None,
    key: str = "",
) -> Any:
    """A field of a group of settings.

    Parameters
    ----------
    value : object
        Default.
    reason, source : str
        Why this value, and where it comes from.
    low, high : float, optional
        Bounds that a user's value must keep.
    key : str, optional
        Name in ``workspace.toml`` where it is not that of the field.
    """
    told = {"reason": reason, "source": source, "low": low, "high": high, "key": key}
    return field(default=value, metadata=told)


def key_of(declared: Field[Any]) -> str:
    """Name of a setting under ``[settings]`` in ``workspace.toml``."""
    return declared.metadata["key"] or declared.name


@dataclass(frozen=True)
class SettingGroup:
    """Settings of one room. Instances refuse values outside their declared range."""

    def __post_init__(self) -> None:
        for declared in fields(self):
            refuse_unfit(declared, getattr(self, declared.name))


def refuse_unfit(declared: Field[Any], value: Any) -> None:
    """Refuse a value of the wrong type or size.

    Raises
    ------
    SettingsError
        With the setting's name, what it needs and what was given.
    """
    default, key, found = declared.default, key_of(declared), f"found {shown_value(value)}"
    numbers = value if isinstance(value, tuple) else (value,)
    if isinstance(default, tuple) and (not isinstance(value, tuple) or len(value) != len(default)):
        raise SettingsError(f"settings: {key} needs {len(default)} numbers, {found}")
    for number in numbers:
        _refuse_unfit_number(declared, number, found)
    if key in _POWERS_OF_TWO and value & (value - 1):
        raise SettingsError(f"settings: {key} must be a power of two, {found}")
    if key == "confidence_levels" and value[0] <= value[1]:
        raise SettingsError(f"settings: confidence_levels needs the wider level first, {found}")


def _refuse_unfit_number(declared: Field[Any], number: Any, found: str) -> None:
    key = key_of(declared)
    whole = isinstance(declared.default, int)
    right_type = isinstance(number, int) if whole else isinstance(number, (int, float))
    is_nan = isinstance(number, float) and isnan(number)
    if isinstance(number, bool) or not right_type or is_nan:
        kind = "whole number" if whole else "number"
        raise SettingsError(f"settings: {key} needs a {kind}, {found}")
    low, high = declared.metadata["low"], declared.metadata["high"]
    below = low is not None and number < low
    if below or number > (_LARGEST if high is None else high):
        bounds = f"{'' if low is None else low} to {'' if high is None else high}"
        raise SettingsError(f"settings: {key} must lie in {bounds.strip()}, {found}")
    if number < -_LARGEST:
        raise SettingsError(f"settings: {key} needs a number, {found}")
