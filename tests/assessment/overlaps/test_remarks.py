"""What limits a comparison is said; of one proposal nothing that any other could change."""

from __future__ import annotations

from dataclasses import replace

from pmo_toolkit.analysis.overlaps.finding import OverlapSearch
from pmo_toolkit.analysis.overlaps.shapes import Overlaps
from pmo_toolkit.assessment.overlaps.remarks import remarks_on_all, remarks_on_one
from pmo_toolkit.core.settings.overlaps import OverlapSettings

SEARCH = OverlapSearch((), (), (), (), {}, OverlapSettings())


def found(compared=24, is_corrected=False, **more) -> Overlaps:
    parts = {
        name: more.get(name, ())
        for name in ("pairs", "all_scores", "services", "same_words", "judged", "without_text")
    }
    shortened = more.get("shortened", ())
    return Overlaps(
        **parts, shortened=shortened, compared=compared, encoder="x", is_corrected=is_corrected
    )


def test_of_one_proposal_the_number_of_others_is_not_said():
    assert remarks_on_one("A", SEARCH, found(24), "") == remarks_on_one("A", SEARCH, found(25), "")
    assert remarks_on_all(SEARCH, found(24), "")[0].startswith("24 proposals are few")


def test_nothing_is_said_where_nothing_limits_it():
    whole = found(60, is_corrected=True)
    assert remarks_on_all(SEARCH, whole, "") == remarks_on_one("A", SEARCH, whole, "") == ()


def test_words_alone_are_said_first():
    for remarks in (
        remarks_on_all(SEARCH, found(), "is not installed"),
        remarks_on_one("A", SEARCH, found(), "is not installed"),
    ):
        assert "is not installed" in remarks[0] and "Install" in remarks[0]


def test_a_long_text_concerns_its_proposal_alone():
    long = found(60, is_corrected=True, shortened=("A",))
    assert "first 800 characters" in remarks_on_one("A", SEARCH, long, "")[0]
    assert remarks_on_one("B", SEARCH, long, "") == ()


def test_services_that_are_left_out_are_said_to_be():
    many = replace(SEARCH, left_out=9000)
    whole = found(60, is_corrected=True)
    for remarks in (remarks_on_all(many, whole, ""), remarks_on_one("A", many, whole, "")):
        assert "Services are not compared" in remarks[0] and "9000" not in remarks[0]
