"""One way of writing results as JSON, so that the same result is the same file, byte for byte.

Keys are sorted, floats are written to six significant digits, and what JSON cannot carry is refused
with its place rather than written as something that other readers misunderstand.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import Field, fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from typing import Any

from pmo_toolkit.core.rounding import as_written

#: Metadata of a dataclass's field that is not written at all where it is None.
OMITTED_WHERE_NONE: Mapping[str, bool] = {"omitted_where_none": True}


def canonical_json(value: object) -> str:
    """Write `value` as canonical JSON text, ending in a newline.

    Parameters
    ----------
    value : object
        Mappings with text keys, lists, tuples, dataclasses, enums, dates, numbers (NumPy's too),
        text, booleans and None, nested as needed.

    Returns
    -------
    str
        JSON with sorted keys, an indent of one space and floats of six significant digits.

    Raises
    ------
    ValueError
        For NaN, infinity, or anything JSON has no form for; the message names the path, such as
        ``$.cost.draws[3]``.

    Examples
    --------
    >>> print(canonical_json({"b": 1 / 3, "a": (1, None)}), end="")
    {
     "a": [
      1,
      null
     ],
     "b": 0.333333
    }
    """
    return (
        json.dumps(json_ready(value), indent=1, sort_keys=True, ensure_ascii=False, allow_nan=False)
        + "\n"
    )


def json_ready(value: object, path: str = "$") -> Any:
    """Reduce `value` to what JSON knows: dict, list, str, int, float, bool and None.

    Floats are rounded to six significant digits; minus nought becomes nought.

    Raises
    ------
    ValueError
        As for `canonical_json`.
    """
    # Enums first: a StrEnum is also a str, an IntEnum also an int.
    if isinstance(value, Enum):
        return json_ready(value.value, path)
    if value is None or isinstance(value, (bool, str, int, float)):
        return _scalar(value, path)
    if isinstance(value, (datetime, date)):
        if type(value).__name__ == "NaTType":  # pandas' "not a time" calls itself a datetime
            raise ValueError(f"{path}: a missing date has no form in JSON; use None")
        return value.isoformat()
    if is_dataclass(value) and not isinstance(value, type):
        return _fields(value, path)
    if isinstance(value, Mapping):
        return _mapping(value, path)
    if isinstance(value, (list, tuple)):
        return [json_ready(item, f"{path}[{index}]") for index, item in enumerate(value)]
    return _foreign(value, path)


def is_optional(field: Field[Any]) -> bool:
    """Whether a dataclass's field is left out of the JSON where it is None."""
    return bool(field.metadata.get("omitted_where_none"))


def _scalar(value: bool | str | float | None, path: str) -> bool | str | float | None:
    """A single value in the plain type of its kind, without what a subclass adds."""
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, str):
        return _text(value, path)
    if isinstance(value, int):
        return int(value)
    return _rounded(float(value), path)


def _fields(value: Any, path: str) -> dict[str, Any]:
    return {
        item.name: json_ready(getattr(value, item.name), f"{path}.{item.name}")
        for item in fields(value)
        if not (is_optional(item) and getattr(value, item.name) is None)
    }


def _foreign(value: object, path: str) -> Any:
    """Turn a NumPy scalar or array into Python's own numbers, without importing NumPy for it."""
    convert = getattr(value, "tolist", None)
    # NumPy's dates would turn into bare counts of nanoseconds.
    is_date = getattr(getattr(value, "dtype", None), "kind", "") in ("M", "m")
    if callable(convert) and not is_date and type(value).__module__.partition(".")[0] == "numpy":
        own = convert()
        if type(own) is not type(value):  # a scalar wider than Python's float gives itself back
            return json_ready(own, path)
        if hasattr(value, "__float__"):
            return _rounded(float(value), path)
    raise ValueError(f"{path}: a value of type {type(value).__name__} has no form in JSON")


def _mapping(value: Mapping[Any, object], path: str) -> dict[str, Any]:
    written: dict[str, Any] = {}
    for key, item in value.items():
        name = key.value if isinstance(key, Enum) else key
        if not isinstance(name, str):
            raise ValueError(
                f"{path}: a key of type {type(key).__name__} ({key!r}); keys must be text"
            )
        name = _text(name, f"{path}.{name}")
        if name in written:
            raise ValueError(f"{path}: the key {name!r} occurs twice")
        written[name] = json_ready(item, f"{path}.{name}")
    return written


def _rounded(number: float, path: str) -> float:
    if not math.isfinite(number):
        raise ValueError(
            f"{path}: {number} is not a number that JSON can carry; use None for what is not"
            " assessed"
        )
    return as_written(number)


def _text(text: str, path: str) -> str:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        raise ValueError(f"{path!a}: text that is not valid Unicode: {text[:60]!a}") from None
    return str(text)
