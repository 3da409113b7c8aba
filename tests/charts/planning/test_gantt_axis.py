"""Ticks of the Gantt chart: their words never touch, measured in a wide font."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.font_manager import FontProperties
from matplotlib.textpath import TextPath

from pmo_toolkit.analysis.scheduling.shapes import Activity, Mode, Resource, SchedulingProblem
from pmo_toolkit.charts.planning.gantt import gantt
from pmo_toolkit.charts.planning.gantt_axis import are_months, gantt_ticks
from pmo_toolkit.report.kit.pictures import svg
from tests.plan_files.written_plans import earliest

SVG = "{http://www.w3.org/2000/svg}"
ALIGNED = {"middle": 0.5, "end": 1.0}


def month(number):
    years, months = divmod(11 + number, 12)
    return date(2026 + years, months + 1, 1)


def day(number):
    return date(2026, 9, 5) + timedelta(days=number)


def plan(months, count):
    names = ("Work orders on tablets for field crews and their supervisors", "Billing")
    activities = tuple(
        Activity(
            str(number),
            (Mode("1", max(1, months // 3), {"R": 1}),),
            release=number * (months - months // 3) // max(1, count - 1),
            project=f"Department {number % 3}",
            title=names[number % 2],
        )
        for number in range(count)
    )
    return earliest(SchedulingProblem(activities, (Resource("R", count, "developer"),), "months"))


def boxes(document):
    """Words with their left, top, right and bottom, measured in DejaVu Sans."""
    for text in ElementTree.fromstring(document).iter(f"{SVG}text"):
        size = float(text.get("font-size"))
        weight = "bold" if text.get("font-weight") in ("bold", "700") else "normal"
        font = FontProperties(family="DejaVu Sans", size=size, weight=weight)
        wide = TextPath((0, 0), text.text, prop=font).get_extents().width
        left = float(text.get("x")) - ALIGNED.get(text.get("text-anchor"), 0.0) * wide
        low = float(text.get("y"))
        yield text.text, left, low - 0.76 * size, left + wide, low + 0.2 * size, size


@pytest.mark.parametrize("months", [24, 29, 42, 60])
@pytest.mark.parametrize("count", [8, 40])
@pytest.mark.parametrize("width", [680, 350])
def test_no_words_touch_or_leave_the_picture_or_grow_too_small(months, count, width):
    drawn = svg(lambda ax: gantt(ax, plan(months, count), dates=month), width, 900, (4, 14, 12, 48))
    words = list(boxes(drawn))
    assert sum(word[0].startswith(("Dec", "Mar", "Jun")) for word in words) >= 2
    for place, (text, left, top, right, low, size) in enumerate(words):
        assert size >= 9.5 and left >= 0 and right <= width, text
        for other, left2, top2, right2, low2, _ in words[:place]:
            apart = right <= left2 or right2 <= left or low <= top2 or low2 <= top
            assert apart, (text, other)


@pytest.mark.parametrize(("width", "letters"), [(680, 36), (350, 20)])
def test_names_are_cut_late(width, letters):
    drawn = svg(lambda ax: gantt(ax, plan(42, 40), dates=month), width, 900, (4, 14, 12, 48))
    cut = [word for word, *_ in boxes(drawn) if word.startswith(("Work", "▸ Work"))]
    assert cut and all(len(word) >= letters for word in cut)


@given(st.integers(1, 5_000), st.floats(120, 700), st.sampled_from([None, month, day]))
def test_ticks_stand_apart_and_begin_at_the_first_period(span, pixels, dates):
    if dates is month:
        span = min(span, 900)
    ticks = gantt_ticks(span, pixels, 12.0, dates, edge=18.0)
    assert ticks[0].period == 0 and all(tick.period <= span for tick in ticks)
    for one, other in pairwise(ticks):
        between = (other.period - one.period) * pixels / span
        assert between >= 0.62 * 12 * max(len(one.words), len(other.words))


def test_months_are_short_and_days_are_days():
    assert are_months(month) and not are_months(day)
    words = [tick.words for tick in gantt_ticks(42, 380, 12.0, month)]
    assert words == ["Dec 2026", "Dec 2027", "Dec 2028", "Dec 2029"]
    assert gantt_ticks(30, 380, 12.0, day)[0].words == "5 Sep 2026"
    assert gantt_ticks(2_000, 500, 12.0, None)[-1].words == "1,500"
