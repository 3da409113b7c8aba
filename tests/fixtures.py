"""Believable assessments for tests of charts, sections, reports and the index.

Rich, poor and hostile, each made in a module of its own. All invented.
"""

from __future__ import annotations

from dataclasses import replace

from pmo_toolkit.assessment import Assessment
from tests.hostile_assessment import EVIL_LONG, NASTY, UNBROKEN, hostile, poisoned
from tests.poor_assessment import poor
from tests.rich_assessment import rich

__all__ = [
    "EVIL_LONG",
    "NASTY",
    "UNBROKEN",
    "hostile",
    "poisoned",
    "poor",
    "rich",
    "without_currency",
]


def without_currency(assessment: Assessment) -> Assessment:
    return replace(assessment, context=replace(assessment.context, currency=None, price_year=None))
