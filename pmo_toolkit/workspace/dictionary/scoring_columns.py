"""Columns of the tables in which people score proposals.

By what they are compared, and what each scorer said.
"""

from __future__ import annotations

import pandera.pandas as pa

from pmo_toolkit.workspace.dictionary import columns as c

DIRECTIONS = ("up", "down")
WEIGHT_METHODS = ("swing", "points", "AHP")


def criterion() -> dict[str, pa.Column]:
    """What proposals are compared by."""
    return {
        "id": c.identifier("Id of the criterion"),
        "title": c.text("The criterion in words"),
        "direction": c.category("Whether more of it is better (up) or less (down)", DIRECTIONS),
        "scale_low": c.number("Lower end of the scale", "points"),
        "scale_high": c.number("Higher end of the scale", "points"),
        "weight": c.number(
            "How much the step from the worse to the better end of the scale counts; in any unit",
            "points",
            low=0,
        ),
        "weight_method": c.category("How the weight was found", WEIGHT_METHODS),
    }


def judgement() -> dict[str, pa.Column]:
    """What one scorer said of one proposal on one criterion."""
    return {
        "scorer_role": c.category("Role of the scorer", required=True),
        "item": c.reference("Proposal that is scored", "proposals.id"),
        "criterion": c.category("What is scored: id or title of a criterion"),
        "value": c.number("Score", "points"),
        "low": c.number("Lower end of the score's range", "points"),
        "high": c.number("Upper end of the score's range", "points"),
        "time": c.date("Day of the judgement"),
    }


def comparison() -> dict[str, pa.Column]:
    """What one scorer said of the importance of one criterion against another."""
    return {
        "scorer_role": c.category("Role of the scorer", required=True),
        "criterion": c.reference("Criterion", "criteria.id"),
        "other": c.reference("Criterion that it is compared with", "criteria.id"),
        "ratio": c.number(
            "How many times as important the criterion is as the other: 1 alike, 3 moderately, 5"
            " strongly, 9 extremely more; below 1 (a third as 0.33) where the other counts more",
            "times, 1/9 to 9",
            low=0.11,
            high=9,
        ),
    }
