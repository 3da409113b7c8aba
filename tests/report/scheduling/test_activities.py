"""A bare schedule as bars in time."""

from __future__ import annotations

from pmo_toolkit import Activity, Mode, Resource, schedule
from pmo_toolkit.report.scheduling.activities import activities_in_time


def test_a_schedule_shows_its_bars_and_how_far_it_is_from_the_best():
    hostile = "<script>alert(1)</script>"
    build = Activity("build", (Mode("team", 3, {"developer": 2}),), title=hostile)
    shown = activities_in_time(schedule([build], [Resource("developer", 2)], unit="weeks")).html
    assert "All is finished after 3 weeks; no schedule is shorter." in shown
    assert "<figure" in shown and hostile not in shown
    assert "Nothing is planned" in activities_in_time(schedule([], [])).html
