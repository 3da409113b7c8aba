"""How much of a proposal an option delivers: the whole of it, a part, or nothing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from pmo_toolkit.analysis.base.cells import number_of, text_of
from pmo_toolkit.core.written_numbers import parted

WHOLE, PART, NOTHING = "whole", "part", "nothing"

#: Kinds that rarely deliver all that is proposed; without a stated scope they count as a part.
_USUALLY_A_PART = ("minimum", "reuse")


def scope_of(option: Mapping[str, Any] | pd.Series) -> str:
    """``"whole"``, ``"part"`` or ``"nothing"``.

    Where the scope is not stated it is read cautiously: doing nothing delivers nothing; an option
    that brings a share of the benefits only, a minimum option and reuse deliver a part; any other
    option the whole.

    Parameters
    ----------
    option : mapping or Series
        ``kind`` and, where stated, ``scope`` and ``benefit_share``.
    """
    if option["kind"] == "nothing":
        return NOTHING
    if not is_meant_whole(option):
        return PART
    share = number_of(option.get("benefit_share"))
    stated = text_of(option.get("scope"))
    return PART if stated != WHOLE and share is not None and share < 1 else WHOLE


def is_meant_whole(option: Mapping[str, Any] | pd.Series) -> bool:
    """Whether the option is meant to deliver the whole, by its stated scope, else by its kind.

    Only then may a blank share of the benefits be read from the others, and do finished projects
    say how long it takes.
    """
    stated = text_of(option.get("scope"))
    if stated in (WHOLE, PART):
        return stated == WHOLE
    return option["kind"] not in ("nothing", *_USUALLY_A_PART)


def goals_of(option: Mapping[str, Any] | pd.Series) -> tuple[str, ...]:
    """Ids of the goals that the option serves, as stated: parted by commas or semicolons."""
    return parted(text_of(option.get("goals")) or "")
