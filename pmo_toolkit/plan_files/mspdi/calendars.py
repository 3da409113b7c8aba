"""Calendars of a plan of Microsoft Project."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime

from pmo_toolkit.core.errors import Trouble
from pmo_toolkit.core.files.mspdi_values import number_of
from pmo_toolkit.core.files.xml_tree import Node
from pmo_toolkit.plan_files.base.calendars import (
    MINUTES_PER_DAY,
    STANDARD,
    USUAL_HOURS,
    Calendar,
    Hours,
)
from pmo_toolkit.plan_files.base.recurrences import DAILY, KINDS, Recurrence
from pmo_toolkit.plan_files.base.shapes import fault, finding

#: Dates that Microsoft Project itself can hold.
FIRST_YEAR, LAST_YEAR = 1984, 2149
#: Uid that says "none".
NONE = "-1"
_MOST_CALENDARS, _MOST_EXCEPTIONS = 20_000, 2_000
_DEEPEST = 20  # calendars that rest on one another; Microsoft Project has two
_TIME = re.compile(r"(\d{1,2}):(\d\d)(?::\d\d(?:\.\d+)?)?", re.ASCII)
_EXCEPTIONAL = "0"
_STANDARD_TAKEN = "Where it says nothing, Monday to Friday from 8 to 12 and 13 to 17 are taken."


def moment_of(text: str) -> datetime | None:
    """A date and time as Microsoft Project writes it; None for anything else or out of range."""
    try:
        moment = datetime.fromisoformat(text).replace(tzinfo=None)
    except ValueError:
        return None
    return moment if FIRST_YEAR <= moment.year <= LAST_YEAR else None


class Calendars:
    """Calendars by uid; what is unknown becomes the project's, with a finding.

    Parameters
    ----------
    root : Node
        The plan.
    file : str
        Name of the file, for messages.
    """

    def __init__(self, root: Node, file: str):
        self.file = file
        self.remarks: list[Trouble] = []
        nodes = [node for group in root.all("Calendars") for node in group.all("Calendar")]
        if len(nodes) > _MOST_CALENDARS:
            raise fault(file, f"the plan has more than {_MOST_CALENDARS:,} calendars")
        self._nodes = {node.text_of("UID"): node for node in nodes}
        self._known: dict[str, Calendar] = {}
        self.project = self._project(root)

    def of(self, uid: str, owner: str, node: Node) -> Calendar:
        """The calendar of a task or resource.

        Parameters
        ----------
        uid : str
        owner : str
            What it is the calendar of, for messages.
        node : Node
            Where that stands.
        """
        if uid in ("", NONE):
            return self.project
        return self._known_or(uid, self.project, owner, node.line)

    def _project(self, root: Node) -> Calendar:
        uid = root.text_of("CalendarUID")
        bases = (key for key, node in self._nodes.items() if node.text_of("IsBaseCalendar") == "1")
        other = self._calendar(first) if (first := next(bases, None)) is not None else STANDARD
        if uid in ("", NONE):
            self._remark(
                "the project names no calendar",
                root.line,
                next_step=f'The calendar "{other.name}" is used.',
            )
            return other
        return self._known_or(uid, other, "the project", root.line)

    def _known_or(self, uid: str, other: Calendar, owner: str, line: int) -> Calendar:
        if uid in self._nodes:
            return self._calendar(uid)
        self._remark(
            f"{owner} has a calendar that the plan does not hold",
            line,
            found=uid,
            expected="the UID of one of the plan's calendars",
            next_step=f'Name its calendar in the plan; until then "{other.name}" is used.',
        )
        return other

    def _calendar(self, uid: str, below: tuple[str, ...] = ()) -> Calendar:
        if uid not in self._known:
            node = self._nodes[uid]
            self._known[uid] = self._parsed(uid, node, self._base(uid, node, below))
        return self._known[uid]

    def _base(self, uid: str, node: Node, below: tuple[str, ...]) -> Calendar | None:
        """The calendar that another rests on; None where it rests on none."""
        base_uid = node.text_of("BaseCalendarUID")
        if base_uid in ("", NONE) or (base_uid == "0" and base_uid not in self._nodes):
            return None
        is_circle = base_uid in (uid, *below) or len(below) >= _DEEPEST
        if base_uid in self._nodes and not is_circle:
            return self._calendar(base_uid, (uid, *below))
        self._remark(
            f'the calendar "{node.text_of("Name")}" rests on one that it cannot rest on',
            node.line,
            found=base_uid,
            expected="the UID of another calendar of the plan",
            next_step=_STANDARD_TAKEN,
        )
        return STANDARD

    def _parsed(self, uid: str, node: Node, base: Calendar | None) -> Calendar:
        weekdays = dict(self._weekdays(node, base))
        if base is None and not weekdays:
            self._remark(
                f'the calendar "{node.text_of("Name")}" states no weekdays',
                node.line,
                next_step=_STANDARD_TAKEN,
            )
            weekdays = dict(STANDARD.weekdays)
        calendar = Calendar(uid, node.text_of("Name") or f"Calendar {uid}", weekdays, base=base)
        weeks = [
            (span[0], span[1], dict(self._weekdays(week, base)))
            for group in node.all("WorkWeeks")
            for week in group.all("WorkWeek")
            if (span := self._span(week))
        ]
        exceptions = tuple(self._exceptions(node))
        if len(exceptions) > _MOST_EXCEPTIONS:
            raise fault(
                self.file,
                f'the calendar "{calendar.name}" has more than {_MOST_EXCEPTIONS:,} exceptions',
                row=node.line,
            )
        return replace(calendar, weeks=tuple(weeks), exceptions=exceptions)

    def _weekdays(self, node: Node, base: Calendar | None) -> Iterator[tuple[int, Hours]]:
        """Weekday from 0 for Monday, and its hours."""
        for group in (node, *node.all("WeekDays")):
            for day in group.all("WeekDay"):
                kind = day.text_of("DayType")
                if kind in tuple("1234567"):
                    weekday = (int(kind) - 2) % 7
                    usual = USUAL_HOURS if base is None else base.weekdays.get(weekday, USUAL_HOURS)
                    yield weekday, self._hours(day, usual)

    def _exceptions(self, node: Node) -> Iterator[tuple[Recurrence, Hours]]:
        for group in node.all("Exceptions"):
            for exception in group.all("Exception"):
                if recurrence := self._recurrence(exception):
                    yield recurrence, self._hours(exception, USUAL_HOURS)
        for group in node.all("WeekDays"):  # as Project 2003 wrote them, and later ones repeat them
            for day in group.all("WeekDay"):
                if day.text_of("DayType") == _EXCEPTIONAL and (span := self._span(day)):
                    yield Recurrence(*span), self._hours(day, USUAL_HOURS)

    def _recurrence(self, node: Node) -> Recurrence | None:
        span, kind = self._span(node), node.text_of("Type") or DAILY
        if span is None:
            return None
        if kind not in KINDS:
            self._remark(
                f'the exception "{node.text_of("Name")}" of a calendar recurs in a way that is not'
                " known",
                node.line,
                found=kind,
                expected=f"a type from {KINDS[0]} to {KINDS[-1]}",
                next_step="It is left out; state its days one by one.",
            )
            return None

        def whole(name: str, usual: int, low: int, high: int) -> int:
            figure = number_of(node, name)
            return usual if figure is None or not low <= figure <= high else int(figure)

        return Recurrence(
            *span,
            kind,
            whole("Period", 1, 1, 10_000),
            whole("DaysOfWeek", 127, 0, 127),
            whole("MonthItem", 0, 0, 9),
            whole("MonthPosition", 0, 0, 4),
            whole("Month", 0, 0, 11),
            whole("MonthDay", 1, 1, 31),
        )

    def _span(self, node: Node) -> tuple[date, date] | None:
        period = node.first("TimePeriod")
        ends = [] if period is None else [period.text_of("FromDate"), period.text_of("ToDate")]
        moments = [moment for end in ends if (moment := moment_of(end))]
        if len(moments) == 2 and moments[0] <= moments[1]:
            return moments[0].date(), moments[1].date()
        self._remark(
            "an exception of a calendar has no period that can be read",
            node.line,
            found=" to ".join(ends) or None,
            expected=f"FromDate and ToDate, from {FIRST_YEAR} to {LAST_YEAR}",
            next_step="It is left out.",
        )
        return None

    def _hours(self, node: Node, usual: Hours) -> Hours:
        """Hours of a day, joined and in order; `usual` where it is worked and none are stated."""
        if node.text_of("DayWorking") == "0":
            return ()
        times = [time for group in node.all("WorkingTimes") for time in group.all("WorkingTime")]
        spans = []
        for time in times:
            from_, to = _minute(time.text_of("FromTime")), _minute(time.text_of("ToTime"))
            to = MINUTES_PER_DAY if to == 0 else to
            if from_ is None or to is None or from_ >= to:
                self._remark(
                    "a working time of a calendar cannot be read",
                    time.line,
                    found=f"{time.text_of('FromTime')} to {time.text_of('ToTime')}",
                    expected="FromTime before ToTime, such as 08:00:00 and 12:00:00",
                    next_step="It is left out.",
                )
                continue
            spans.append((from_, to))
        return _joined(spans) if times else usual

    def _remark(self, what: str, line: int, **where: object) -> None:
        self.remarks.append(finding(self.file, what, row=line, **where))


def _minute(text: str) -> int | None:
    match = _TIME.fullmatch(text)
    if match is None:
        return None
    minute = int(match[1]) * 60 + int(match[2])
    return minute if minute <= MINUTES_PER_DAY else None


def _joined(spans: list[tuple[int, int]]) -> Hours:
    joined: list[tuple[int, int]] = []
    for from_, to in sorted(spans):
        if joined and from_ <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(to, joined[-1][1])
        else:
            joined.append((from_, to))
    return tuple(joined)
