"""What holds for all figures of an import."""

from __future__ import annotations

import pytest

from pmo_toolkit.intake.base.rules import Declared
from pmo_toolkit.intake.declaring import rules_in_days
from pmo_toolkit.intake.mapping.suggest import suggest_tables
from tests.intake.mapping.client_sheets import region_from_rows


@pytest.mark.parametrize(
    ("header", "cells", "in_days"),
    [
        ("Aufwand (PT)", ("40", "60", "12"), True),
        ("Aufwand", ("40 PT", "320 h", "1200"), True),
        ("Aufwand", ("40 h", "320 h", "1200"), False),
        ("Aufwand (h)", ("400", "320", "1200"), False),
    ],
)
def test_the_hours_of_a_person_day_are_needed_where_any_figure_is_in_days(header, cells, in_days):
    rows = "\n".join(f"P{place} | Titel {place} | {cell}" for place, cell in enumerate(cells))
    region = region_from_rows("Vorhaben", f"Nr | Titel | {header}\n{rows}")
    rules = rules_in_days(suggest_tables([region], Declared()))
    assert [rule.headers for rule in rules] == ([(header,)] if in_days else [])
