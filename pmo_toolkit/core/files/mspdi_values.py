"""Values as Microsoft Project writes them in its XML (MSPDI): durations, numbers, formats.

Durations are written as working time, lags in tenths of minutes, money in hundredths.
"""

from __future__ import annotations

import math
import re

from pmo_toolkit.core.files.xml_tree import Node

#: Formats in which a duration or lag runs through nights and weekends.
ELAPSED = frozenset({"4", "6", "8", "10", "12", "36", "38", "40", "42", "44"})
_DURATION = re.compile(
    r"P(?:(?P<days>\d+)D)?(?:T(?:(?P<hours>[\d.]+)H)?(?:(?P<minutes>[\d.]+)M)?"
    r"(?:(?P<seconds>[\d.]+)S)?)?"
)


def is_mspdi(root: Node) -> bool:
    """Whether an element is a plan of Microsoft Project."""
    return root.name == "Project" and root.first("Tasks") is not None


def minutes_of(text: str) -> float | None:
    """Minutes of a duration such as ``PT40H0M0S``; None for anything else."""
    match = _DURATION.fullmatch(text)
    if match is None or not any(match.groups()):
        return None
    try:
        days, hours, minutes, seconds = (float(part or 0) for part in match.groups())
    except ValueError:
        return None
    return (days * 24 + hours) * 60 + minutes + seconds / 60


def number_of(node: Node, name: str) -> float | None:
    """A child's text as a number; None where it is none."""
    try:
        number = float(node.text_of(name))
    except ValueError:
        return None
    return number if math.isfinite(number) else None
