"""The refusal of a table or workbook that cannot be read."""

from __future__ import annotations

from typing import Any

SAVE_ANEW = "Open it in Excel and save it again as .xlsx."


class Refused(Exception):
    """A file cannot be read.

    Parameters
    ----------
    what : str
        What is wrong, in a sentence without a full stop.
    **where : object
        Further parts of the fault, as in `Trouble`: ``row``, ``found``, ``expected``, ``next_step``.
    """

    def __init__(self, what: str, **where: Any):
        super().__init__(what)
        self.what, self.where = what, where


def damaged_workbook(found: object = "") -> Refused:
    """The refusal of a workbook that contradicts itself."""
    return Refused("the workbook is damaged", found=str(found) or None, next_step=SAVE_ANEW)
