"""A question where all risks come from a register, and nobody has imagined that it failed."""

from __future__ import annotations

import pandas as pd

from pmo_toolkit.analysis.base.results import Question
from pmo_toolkit.analysis.evidence.readiness import BUSINESS

TOPIC = "pre-mortem"
_PRE_MORTEM = "pre-mortem"


def premortem_question(risks: pd.DataFrame, department: str | None) -> tuple[Question, ...]:
    """One question where risks say where they were found and none is from a pre-mortem.

    Imagining that a plan has failed brings up other reasons than a register does (Klein 2007,
    "Performing a project premortem", Harvard Business Review 85(9)).

    Parameters
    ----------
    risks : DataFrame
        Rows of one proposal, with ``origin``.
    department : str or None
        Of the proposal.

    Returns
    -------
    tuple of Question
        Empty where no row states its origin: that is asked for by no question of its own.
    """
    found = {str(origin) for origin in risks["origin"].dropna()}
    if not found or _PRE_MORTEM in found:
        return ()
    return (
        Question(
            department or BUSINESS,
            "Imagine that two years from now this has failed. What happened?",
            "All stated risks come from a register; a pre-mortem brings up others, which would"
            " count in cost and time.",
            TOPIC,
        ),
    )
