"""Rows of ``stakeholders``, and the order of asking that follows from them."""

from __future__ import annotations

import pandas as pd

from pmo_toolkit.analysis.base.cells import number_of, text_of
from pmo_toolkit.analysis.evidence.asking_order import Stakeholder, order_of_asking


def stakeholders_in(rows: pd.DataFrame) -> tuple[Stakeholder, ...]:
    """Rows of ``stakeholders`` that name a department."""
    return tuple(
        Stakeholder(
            department,
            text_of(row["role"]),
            number_of(row["interest"]),
            number_of(row["influence"]),
        )
        for row in rows.to_dict("records")
        if (department := text_of(row["department"])) is not None
    )


def order_of_departments(rows: pd.DataFrame) -> tuple[str, ...]:
    """Departments of ``stakeholders`` in the order in which they are asked."""
    return order_of_asking(stakeholders_in(rows))
