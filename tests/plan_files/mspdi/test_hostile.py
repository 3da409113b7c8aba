"""Whatever stands in any element of a plan, it is read with findings or refused in words."""

from __future__ import annotations

import re
from contextlib import suppress

import pytest

from pmo_toolkit.analysis.scheduling.shapes import SchedulingProblem
from pmo_toolkit.core.errors import UsageError
from pmo_toolkit.plan_files.mspdi.reading import read_mspdi
from tests.plan_files.written_plans import (
    assignment,
    calendar,
    exception,
    link,
    plan,
    resource,
    task,
)

RICH = plan(
    [
        task(1, 0, Summary=1, ConstraintType=4, ConstraintDate="2026-01-08T08:00:00"),
        task(2, 2, link(1, 3, 4800), OutlineLevel=2, CalendarUID=2, Deadline="2026-02-01T08:00:00"),
        task(3, 1, link(2, 1, 50, 19), Manual=1, ActualStart="2026-01-09T08:00:00", IsNull=0),
        task(4, 3, link(3, 1, 14400, 8), DurationFormat=8, Active=1, Milestone=0),
    ],
    calendars=[
        calendar(
            1,
            "<Exceptions>"
            + exception(
                "2026-01-12",
                "2027-01-12",
                Type=5,
                Period=1,
                DaysOfWeek=2,
                MonthItem=4,
                MonthPosition=1,
                Month=0,
                MonthDay=3,
            )
            + "</Exceptions>",
        ),
        calendar(2, base=1, weekdays=""),
    ],
    resources=[
        resource(
            1,
            1.5,
            "<AvailabilityPeriods><AvailabilityPeriod><AvailableFrom>2026-01-01T00:00:00"
            "</AvailableFrom><AvailableTo>2026-03-01T00:00:00</AvailableTo>"
            "<AvailableUnits>1</AvailableUnits></AvailabilityPeriod></AvailabilityPeriods>",
            CalendarUID=2,
        )
    ],
    assignments=[assignment(2, 1, 0.5)],
    head={"StatusDate": "2026-01-09T17:00:00"},
)
ELEMENTS = sorted(set(re.findall(r"<(\w+)>[^<]", RICH)))
NASTY = (
    *("", "-1", "0", "1", "2", "9999999999", "1e400", "nan", "-0.5", "²", "soon", "NA"),
    *("PT9H", "PT0H0M1S", "PT99999999999H", "9999-12-31T23:59:59", "0001-01-01T00:00:00"),
    *("2026-01-05T08:00:00+14:00", "24:00:00", "99:99:99", "&#65535;", "=1+1"),
)


@pytest.mark.parametrize("element", ELEMENTS)
def test_any_element_may_hold_anything(tmp_path, element):
    path = tmp_path / "plan.xml"
    for text in NASTY:
        path.write_text(
            re.sub(rf"<{element}>[^<]+<", f"<{element}>{text}<", RICH), encoding="utf-8"
        )
        with suppress(UsageError):
            assert isinstance(read_mspdi(path).problem, SchedulingProblem)


@pytest.mark.parametrize("element", ELEMENTS)
def test_any_element_may_be_absent(tmp_path, element):
    path = tmp_path / "plan.xml"
    path.write_text(re.sub(rf"<{element}>[^<]+</{element}>", "", RICH), encoding="utf-8")
    with suppress(UsageError):
        assert read_mspdi(path).problem.activities


def test_a_billion_laughs_and_files_of_others_are_refused(tmp_path):
    path = tmp_path / "plan.xml"
    for declaration in (
        '<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">',
        '<!ENTITY a SYSTEM "file:///etc/passwd">',
        '<!ENTITY % a SYSTEM "http://example.org/a.dtd"> %a;',
    ):
        path.write_text(f"<!DOCTYPE Project [{declaration}]>{RICH.partition('?>')[2]}")
        with pytest.raises(UsageError, match="declares a document type"):
            read_mspdi(path)


def test_circles_of_calendars_and_of_summaries_end(tmp_path):
    path = tmp_path / "plan.xml"
    circle = [calendar(number, base=number % 30 + 1, weekdays="") for number in range(1, 31)]
    path.write_text(plan([task(1, 1, link(1))], calendars=circle), encoding="utf-8")
    read = read_mspdi(path)
    assert read.problem.activities[0].links == ()
    deep = [task(number, 0, Summary=1, OutlineLevel=number) for number in range(1, 99)]
    path.write_text(plan([*deep, task(99, 1, link(98), OutlineLevel=99)]), encoding="utf-8")
    assert "linked with its own summary" in str(read_mspdi(path).remarks)


def test_too_many_calendars_or_exceptions_are_refused(tmp_path):
    path = tmp_path / "plan.xml"
    many = "<Exceptions>" + exception("2026-01-12", "2026-01-12") * 2001 + "</Exceptions>"
    path.write_text(plan([task(1)], calendars=[calendar(1, many)]), encoding="utf-8")
    with pytest.raises(UsageError, match="exceptions"):
        read_mspdi(path)
