"""The three views side by side, as a reader meets them."""

from __future__ import annotations

import pytest

from pmo_toolkit.analysis.base.reason_codes import ReasonCode
from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.analysis.estimating.reference.public_reference import public_outside_view
from pmo_toolkit.analysis.money.uplift import optimism_uplift
from pmo_toolkit.core.number_format import NBSP, NumberFormat
from pmo_toolkit.core.settings import Settings
from pmo_toolkit.report.kit.plain_text import as_text
from pmo_toolkit.report.kit.section import environment
from tests import fixtures
from tests.pages import Page

NO_HISTORY = NotAssessed(
    "outside view of cost", "there is no table of finished projects", ReasonCode.NO_HISTORY
)
SETTINGS = Settings()


def shown(uplift, public, house, currency: str | None = "EUR") -> str:
    template = environment().from_string(
        '{% import "sections/_third_opinion.html.j2" as third %}{{ third.third_opinion(uplift,'
        " public, house, f) }}"
    )
    return template.render(
        uplift=uplift, public=public, house=house, f=NumberFormat("en_GB", currency)
    )


def text(*given, **named) -> str:
    return as_text(shown(*given, **named)).replace(NBSP, " ")


def uplift(target="capital_cost", base=400_000.0, label="the requested budget"):
    return optimism_uplift(target, base, label, SETTINGS, fixtures.rich().readiness)


def public(base=400_000.0):
    return public_outside_view(base, "the requested budget", NO_HISTORY, SETTINGS)


def test_three_views_stand_side_by_side_with_what_each_rests_on():
    house = fixtures.rich().outside.cost
    said = text(
        uplift(), public_outside_view(400_000.0, "the requested budget", house, SETTINGS), house
    )
    for words in (
        "The proposal’s own",
        "Finished projects of this house",
        "National figures: guidance",
    ):
        assert words in said
    assert (
        "400 k€ | as stated" in said
        and "460 k€ · in the middle | 260–810 k€ · eight of ten" in said
    )
    assert "1.2 m€ · with 200 % added | 0.44–1.2 m€" in said
    assert "National figures: others" not in said
    assert "nothing taken as mitigated" in said and "comes on top and is not in it" in said


def test_where_own_projects_are_too_few_others_are_shown_and_said_to_be_others():
    said = text(uplift(), public(), NO_HISTORY)
    assert "not assessed: there is no table of finished projects" in said
    assert "192 projects of others, leaning towards overruns" in said
    assert "They are no forecast for this house" in said and "Government of Canada" in said


def test_a_public_view_of_budgets_is_not_set_beside_a_duration():
    assert "Canada" not in text(
        uplift("duration_days", 300.0, "the stated duration"), public(), NO_HISTORY
    )


def test_what_somebody_has_taken_as_mitigated_is_said():
    settings = SETTINGS.with_overrides({"uplift_capital_mitigated": 0.3})
    said = text(
        optimism_uplift("capital_cost", 400_000.0, "the requested budget", settings), None, None
    )
    assert "960 k€ · with 140 % added" in said and "30 % taken as mitigated by the settings" in said


def test_what_would_justify_less_is_named_with_what_evidence_says():
    said = text(uplift(), None, None)
    assert "A sound business case" in said and "58 %" in said and "would make it 740 k€" in said
    assert "not shown: no table of the workspace speaks of it" in said


def test_time_reads_as_time():
    said = text(uplift("duration_days", 300.0, "the stated duration"), None, None)
    assert "9.9 months" in said and "15 months" in said and "€" not in said


@pytest.mark.parametrize(
    "which",
    [
        (None, None),
        (NotAssessed("national guidance", "no figure", ReasonCode.NOT_STATED), None),
        (None, public()),
    ],
)
def test_what_is_not_there_is_said_or_left_out(which):
    said = text(*which, NO_HISTORY)
    assert "None" not in said and "nan" not in said
    assert ("not assessed: no figure" in said) == isinstance(which[0], NotAssessed)
    assert ("Three views" in said) == (which[1] is not None)


def test_what_somebody_wrote_is_escaped_and_the_page_is_well_formed():
    html = shown(
        uplift(label="<script>alert(1)</script>"),
        public(),
        fixtures.hostile().outside.cost,
        currency=None,
    )
    assert "<script>" not in html
    assert {"table", "caption", "details"} <= set(Page(html).tags)
