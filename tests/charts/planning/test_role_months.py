"""The map of roles and months: numbers in its cells, and a sentence that says the same."""

from __future__ import annotations

from dataclasses import replace

from pmo_toolkit.charts.drawing import NARROW
from pmo_toolkit.charts.planning.role_months import MOST_ROLES, role_months, role_months_alt
from pmo_toolkit.core.number_format import NBSP, NumberFormat
from tests.drawn import axes, words
from tests.rich_resources import resources

ROLES = resources().roles
NUMBERS = NumberFormat("en_GB", "EUR")


def longer(months: int):
    """The first role over more months, overloaded in the last of them alone."""
    first = ROLES[0]
    calm = replace(first.months[2], chance_overloaded=0.0)
    spots = [replace(calm, month=f"{2027 + at // 12}-{at % 12 + 1:02d}") for at in range(months)]
    spots[-1] = replace(spots[-1], chance_overloaded=0.97)
    return [replace(first, months=tuple(spots))]


def test_cells_hold_hours_needed_and_left():
    drawn = words(role_months(axes(), ROLES, NUMBERS))
    assert "120/60" in drawn and "0/150" in drawn
    assert drawn.count("20/?") == 4  # of the interpreter nobody states hours
    assert "business analyst" in drawn
    assert [
        label.get_text() for label in role_months(axes(), ROLES, NUMBERS).get_xticklabels()
    ] == [
        "Mar 27",
        "Apr",
        "May",
        "Jun",
    ]


def overbooked(months: int):
    """The first role, free of demand, of which 40 hours too many are taken in the second month."""
    first = ROLES[0]
    left = first.months[0].net_hours
    below = replace(left, p10=-60.0, p50=-40.0, p80=-30.0, p90=-20.0)
    nothing = replace(first.months[2], chance_overloaded=0.0, net_hours=left)
    spots = [replace(nothing, month=f"{2027 + at // 12}-{at % 12 + 1:02d}") for at in range(months)]
    spots[1] = replace(spots[1], net_hours=below)
    return [replace(first, months=tuple(spots))]


def test_hours_below_nought_are_shown_as_such_and_never_as_no_chance():
    shared = words(role_months(axes(), overbooked(36), NUMBERS))  # three months a column
    assert "\N{MINUS SIGN}40 h" in [word.replace(NBSP, " ") for word in shared]
    assert shared.count("0") == 11
    each = words(role_months(axes(), overbooked(4), NUMBERS))
    assert any(word.endswith("/\N{MINUS SIGN}40") or word.endswith("/-40") for word in each)
    text = role_months_alt(overbooked(36), NUMBERS).replace(NBSP, " ")
    assert "1 month with more taken than there is before anything is asked, up to 40 h in" in text
    assert "Enough in all months" not in text


def test_on_a_phone_cells_hold_the_chance():
    ax = axes()
    ax.figure.set_figwidth(NARROW - 1)
    drawn = words(role_months(ax, ROLES, NUMBERS))
    assert "100" in drawn and "80" in drawn and "?" in drawn and "120/60" not in drawn


def test_many_months_share_columns_and_the_worst_of_them_counts():
    ax = role_months(axes(), longer(36), NUMBERS)
    assert ax.get_xlim() == (0, 12)
    assert ax.get_xlabel() == "3 months a column"
    assert words(ax).count("97") == 1


def test_the_sentence_says_what_is_short_what_is_not_known_and_what_is_enough():
    text = role_months_alt(ROLES, NUMBERS).replace(NBSP, " ")
    assert "business analyst: March 2027: 120 needed, 60 left, too few" in text
    assert "interpreter: hours not stated." in text
    assert "project manager: enough in all months that are stated; 1 month not stated." in text
    assert text.endswith("Enough in all months: Portal team.")


def test_beyond_some_number_roles_are_only_counted():
    many = [replace(ROLES[0], role=f"role {place}") for place in range(MOST_ROLES + 5)]
    drawn = words(role_months(axes(), many, NUMBERS))
    assert f"role {MOST_ROLES - 1}" in drawn and f"role {MOST_ROLES}" not in drawn
    assert "5 further roles are less tight" in role_months_alt(many, NUMBERS)
