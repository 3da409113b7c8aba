"""Dates in all the forms people write.

Read when they mean one thing, reported when they mean two.
"""

from __future__ import annotations

import datetime as dt

import pytest
from babel.dates import format_date
from hypothesis import given
from hypothesis import strategies as st

from pmo_toolkit.workspace.parsing.date_forms import orders_shown
from pmo_toolkit.workspace.parsing.dates import parse_date, parse_month, parse_period, parse_span
from pmo_toolkit.workspace.parsing.outcomes import Noted, Typed, Unreadable
from pmo_toolkit.workspace.parsing.spans import DateStyle

BRITISH = DateStyle()
AMERICAN = DateStyle("en_US", "mdy")
CANADIAN = DateStyle("en_CA", "ymd", fiscal_year_start=4)
ASSUMED = DateStyle(order_declared=False)
DAYS = st.dates(dt.date(1950, 1, 1), dt.date(2150, 12, 31))


@pytest.mark.parametrize(
    ("text", "style", "day"),
    [
        ("2020-06-30", BRITISH, (2020, 6, 30)),
        ("2020/6/30", BRITISH, (2020, 6, 30)),
        ("2020.06.30", AMERICAN, (2020, 6, 30)),
        ("20200630", BRITISH, (2020, 6, 30)),
        ("2020-06-30T10:15:00Z", BRITISH, (2020, 6, 30)),
        ("2020-06-30 00:00:00", BRITISH, (2020, 6, 30)),
        ("30/06/2020 2:15 pm", BRITISH, (2020, 6, 30)),
        ("03/04/2020", BRITISH, (2020, 4, 3)),
        ("03/04/2020", AMERICAN, (2020, 3, 4)),
        ("31.03.2021", AMERICAN, (2021, 3, 31)),
        ("3-31-2021", BRITISH, (2021, 3, 31)),
        ("5/5/2020", CANADIAN, (2020, 5, 5)),
        ("June 30, 2020", BRITISH, (2020, 6, 30)),
        ("Jun 30 2020", BRITISH, (2020, 6, 30)),
        ("30 June 2020", BRITISH, (2020, 6, 30)),
        ("30th of June, 2020", BRITISH, (2020, 6, 30)),
        ("30-Sep-2023", BRITISH, (2023, 9, 30)),
        ("Sept. 1, 2023", BRITISH, (2023, 9, 1)),
        ("15. März 2020", DateStyle("de_DE"), (2020, 3, 15)),
        ("1er janvier 2020", DateStyle("fr_FR"), (2020, 1, 1)),
        ("15 de marzo de 2020", DateStyle("es_ES"), (2020, 3, 15)),
        ("2024-02-29", BRITISH, (2024, 2, 29)),
    ],
)
def test_a_day(text, style, day):
    assert parse_date(text, style) == dt.date(*day)


@pytest.mark.parametrize(
    ("text", "style", "first", "last"),
    [
        ("2020-06-30", BRITISH, "2020-06-30", "2020-06-30"),
        ("March 2020", BRITISH, "2020-03-01", "2020-03-31"),
        ("August2019", BRITISH, "2019-08-01", "2019-08-31"),
        ("2020-03", BRITISH, "2020-03-01", "2020-03-31"),
        ("12/2020", BRITISH, "2020-12-01", "2020-12-31"),
        ("Q3 2020", BRITISH, "2020-07-01", "2020-09-30"),
        ("2020-Q3", BRITISH, "2020-07-01", "2020-09-30"),
        ("2020Q3", BRITISH, "2020-07-01", "2020-09-30"),
        ("H1 2020", BRITISH, "2020-01-01", "2020-06-30"),
        ("2020", BRITISH, "2020-01-01", "2020-12-31"),
        ("FY2020", BRITISH, "2020-01-01", "2020-12-31"),
        ("2019-20", CANADIAN, "2019-04-01", "2020-03-31"),
        ("FY2019/20", CANADIAN, "2019-04-01", "2020-03-31"),
        ("2019-2020", CANADIAN, "2019-04-01", "2020-03-31"),
        ("Fiscal Year 2021-2022", CANADIAN, "2021-04-01", "2022-03-31"),
        ("2022-23 fiscal year", CANADIAN, "2022-04-01", "2023-03-31"),
        ("1999-00", CANADIAN, "1999-04-01", "2000-03-31"),
        ("Q4 2019/20", CANADIAN, "2020-01-01", "2020-03-31"),
        ("2022/23 Q1", CANADIAN, "2022-04-01", "2022-06-30"),
        ("2020-21 (Q1)", CANADIAN, "2020-04-01", "2020-06-30"),
        ("2019-20", DateStyle(fiscal_year_start=10), "2019-10-01", "2020-09-30"),
        ("Q2 2019/20", DateStyle(fiscal_year_start=10), "2020-01-01", "2020-03-31"),
        ("June 2020 to August 2020", BRITISH, "2020-06-01", "2020-08-31"),
        ("2020-01-01/2020-06-30", BRITISH, "2020-01-01", "2020-06-30"),
    ],
)
def test_a_period(text, style, first, last):
    assert parse_period(text, style) == f"{first}/{last}"


def test_a_day_that_could_be_two_is_refused_where_the_column_shows_the_other_order():
    with pytest.raises(Unreadable, match=r"2020-04-03 or 2020-03-04.*other order") as refused:
        parse_date("03/04/2020", BRITISH, orders_shown(["12/25/2020"]))
    assert not refused.value.finding


def test_a_day_that_could_be_two_is_refused_where_the_locale_has_neither_order():
    with pytest.raises(Unreadable, match="order of days and months is open") as refused:
        parse_date("03/04/2020", CANADIAN)
    assert "date_order" in refused.value.next_step


def test_a_day_read_by_an_assumed_order_is_noted():
    noted = parse_date("03/04/2020", ASSUMED)
    assert isinstance(noted, Noted)
    assert noted.value == dt.date(2020, 4, 3)
    assert "day/month/year" in noted.note
    assert parse_date("13/04/2020", ASSUMED) == dt.date(2020, 4, 13)


@pytest.mark.parametrize(
    ("texts", "orders"),
    [
        (["31/03/2021", "5/4/2021"], {"dmy"}),
        (["3/31/2021"], {"mdy"}),
        (["3/31/2021", "31/3/2021"], {"dmy", "mdy"}),
        (["03/04/2021", "2021-12-31", "TBD", "99/99/9999", "31/03/21"], set()),
    ],
)
def test_orders_that_a_column_shows(texts, orders):
    assert orders_shown(texts) == orders


@pytest.mark.parametrize("text", ["31/03/24", "03-04-24", "31.3.24"])
def test_a_numeric_year_of_two_digits_is_refused(text):
    for parse in (parse_date, parse_period):
        with pytest.raises(Unreadable, match="two digits") as refused:
            parse(text, BRITISH)
        assert not refused.value.finding


@pytest.mark.parametrize("text", ["Mar-21", "31-Mar-23", "21 Mar 23"])
def test_a_year_of_two_digits_in_words_is_reported(text):
    with pytest.raises(Unreadable, match="two digits"):
        parse_date(text, BRITISH)


def test_fiscal_years_of_two_digits_are_read_and_noted():
    noted = parse_period("Q2 FY22-23", CANADIAN)
    assert noted == Noted(
        "2022-07-01/2022-09-30", "has years of two digits and is read as 2022/2023", None
    )


@pytest.mark.parametrize("text", ["2019-20", "FY2019/20", "2019-2020", "Q4 2019/20"])
def test_a_fiscal_year_needs_its_first_month(text):
    with pytest.raises(Unreadable, match="which month") as refused:
        parse_period(text, BRITISH)
    assert refused.value.finding
    assert "fiscal_year_start" in refused.value.next_step


@pytest.mark.parametrize("text", ["2011-12", "Q3 2020", "FY2020", "H1 2020"])
def test_what_could_be_calendar_or_fiscal_is_reported(text):
    with pytest.raises(Unreadable) as refused:
        parse_period(text, CANADIAN)
    assert refused.value.finding


@pytest.mark.parametrize(
    "text", ["2020-02-30", "2023-04-31", "31/04/2020", "2020-13-45", "00/01/2020"]
)
def test_a_day_that_the_calendar_lacks_is_a_row_fault_everywhere(text):
    for parse in (parse_date, parse_period):
        with pytest.raises(Unreadable) as refused:
            parse(text, BRITISH)
        assert not refused.value.finding


@pytest.mark.parametrize("text", ["9999-12-31", "0001-01-01", "31/12/9999"])
def test_dates_by_which_systems_mean_none_are_findings(text):
    with pytest.raises(Unreadable, match="outside the years") as refused:
        parse_date(text, BRITISH)
    assert refused.value.finding


@pytest.mark.parametrize(
    "text",
    [
        "Approved: awaiting funding",
        "soon",
        "04 2019/20",
        "2019/21",
        "Fiscal Year 2016/07",
        "May-June 2022",
        "after go-live",
        "2020-21\n.",
        "Smarch 2020",
        "Q5 2020",
        "x" * 5000,
        "1 2 3 4",
        "\0",
    ],
)
def test_words_about_a_time_are_a_finding_for_a_period_and_a_row_fault_for_a_date(text):
    with pytest.raises(Unreadable) as period:
        parse_period(text, CANADIAN)
    assert period.value.finding
    with pytest.raises(Unreadable) as date:
        parse_date(text, CANADIAN)
    assert not date.value.finding


@pytest.mark.parametrize(
    ("text", "grain"), [("June 2020", "month"), ("2020", "year"), ("Q1 2020", "quarter")]
)
def test_a_month_is_not_a_day(text, grain):
    with pytest.raises(Unreadable, match=f"names a {grain}, not one day") as refused:
        parse_date(text, BRITISH)
    assert refused.value.finding


def test_a_month_is_its_first_day():
    assert parse_month("March 2020", BRITISH) == dt.date(2020, 3, 1)
    assert parse_month("2020-03-01", BRITISH) == dt.date(2020, 3, 1)
    with pytest.raises(Unreadable, match="names a day, not a month"):
        parse_month("2020-03-15", BRITISH)


def test_a_span_that_runs_backwards_is_refused():
    with pytest.raises(Unreadable, match="ends before it begins"):
        parse_span("2021-01-01 to 2020-01-01", BRITISH)


def test_serial_numbers_of_spreadsheets_are_read_and_noted():
    for text in ("43831", Typed("43831"), Typed("43831.75")):
        noted = parse_date(text, BRITISH)
        assert isinstance(noted, Noted)
        assert noted.value == dt.date(2020, 1, 1)
    assert parse_date(Typed("42369"), DateStyle(since_1904=True)).value == dt.date(2020, 1, 1)
    with pytest.raises(Unreadable):
        parse_date("99999", BRITISH)


@given(DAYS, st.sampled_from(["en_GB", "de_DE", "fr_FR", "es_ES", "it_IT", "nl_NL", "sv_SE"]))
def test_long_dates_of_a_locale_come_back(day, locale):
    assert parse_date(format_date(day, "long", locale=locale), DateStyle(locale)) == day


@given(
    DAYS,
    st.sampled_from(
        ["%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y", "%Y-%m-%d", "%d %B %Y", "%B %d, %Y", "%d-%b-%Y"]
    ),
)
def test_days_come_back_from_every_form(day, form):
    assert parse_date(day.strftime(form), BRITISH) == day


@given(DAYS)
def test_american_days_come_back(day):
    assert parse_date(day.strftime("%m/%d/%Y"), AMERICAN) == day


@given(DAYS, st.sampled_from([BRITISH, AMERICAN]))
def test_evidence_of_the_other_order_never_changes_a_day_it_only_refuses(day, style):
    text = day.strftime("%d/%m/%Y" if style is BRITISH else "%m/%d/%Y")
    try:
        assert parse_date(text, style, frozenset({"dmy", "mdy"})) == day
    except Unreadable:
        assert day.day <= 12 and day.day != day.month


@given(st.text(max_size=70), st.sampled_from([BRITISH, AMERICAN, CANADIAN, ASSUMED]))
def test_no_text_breaks_the_reader(text, style):
    for parse in (parse_date, parse_month, parse_period):
        try:
            parse(text, style)
        except Unreadable as refused:
            assert refused.what


@given(st.from_regex(r"[0-9QHqhFY/\-. ]{1,20}", fullmatch=True), st.integers(1, 12))
def test_a_period_never_ends_before_it_begins(text, start):
    try:
        read = parse_period(text, DateStyle(fiscal_year_start=start))
    except Unreadable:
        return
    first, last = (read.value if isinstance(read, Noted) else read).split("/")
    assert dt.date.fromisoformat(first) <= dt.date.fromisoformat(last)
