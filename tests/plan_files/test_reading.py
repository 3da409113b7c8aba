"""A plan's format is told by its contents; what is damaged is refused with its line."""

from __future__ import annotations

import csv
import math
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo_toolkit.analysis.scheduling.checking import violations
from pmo_toolkit.analysis.scheduling.solving import schedule
from pmo_toolkit.core.errors import UsageError
from pmo_toolkit.plan_files import reading
from pmo_toolkit.plan_files.reading import read_plan, read_plan_file
from tests.plan_files.written_plans import MPLIB, PATTERSON, PSPLIB, earliest, plan, task

TEXTS = {
    "PSPLIB": PSPLIB,
    "Patterson": PATTERSON,
    "MPLIB": MPLIB,
    "MSPDI": plan([task(1)]),
}
#: Makespans of a third-party heuristic for the four plans of Microsoft Project, days.
MSPDI_DAYS = {
    "10_mp_j30_a2_nr5.xml": 70,
    "16_mp_j30_a5_nr1.xml": 89,
    "19_mp_j30_a5_nr4.xml": 72,
    "122_mp_j120_a2_nr5_AgentCopp10.xml": 98,
}


def read(folder, contents, name="plan.bin"):
    path = folder / name
    path.write_bytes(contents.encode("utf-8") if isinstance(contents, str) else contents)
    return read_plan_file(path)


@pytest.mark.parametrize("format_", TEXTS)
@pytest.mark.parametrize("name", ["plan.txt", "plan.xml", "plan.sm"])
def test_the_contents_tell_the_format(tmp_path, format_, name):
    assert read(tmp_path, TEXTS[format_], name).format == format_


@pytest.mark.parametrize("format_", TEXTS)
@pytest.mark.parametrize(
    "change", [b"\xef\xbb\xbf".__add__, lambda data: data.replace(b"\n", b"\r\n")]
)
def test_byte_order_marks_and_line_ends_of_other_systems_do_not_matter(tmp_path, format_, change):
    plain = TEXTS[format_].encode()
    assert read(tmp_path, change(plain)).problem == read(tmp_path, plain).problem


@pytest.mark.parametrize("format_", TEXTS)
def test_a_file_cut_short_is_refused_with_its_line(tmp_path, format_):
    whole = TEXTS[format_].rstrip("*\n ")
    for share in (0.95, 0.7, 0.4):
        with pytest.raises(UsageError, match=r"plan\.bin.*(row|line) \d+"):
            read(tmp_path, whole[: int(len(whole) * share)])


@pytest.mark.parametrize(
    ("contents", "words"),
    [
        ("", "empty"),
        (" \n\n", "empty"),
        (b"PK\x03\x04\0\0\0", "binary"),
        (b"\xd0\xcf\x11\xe0\0\0", "binary"),
        ("id,title\nP-1,x\n", "PSPLIB"),
        ("<html></html>", "Microsoft Project"),
        ("{}", "Patterson"),
        ("\N{PILE OF POO}", "no plan that is known"),
    ],
)
def test_other_files_are_refused_by_naming_what_is_known(tmp_path, contents, words):
    with pytest.raises(UsageError, match=words):
        read(tmp_path, contents)


def test_what_is_not_there_or_a_folder_is_refused(tmp_path):
    for path in (tmp_path / "nothing.sm", tmp_path):
        with pytest.raises(UsageError, match="cannot be read"):
            read_plan(path)


def test_a_file_larger_than_any_plan_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(reading, "MOST_BYTES", 10)
    with pytest.raises(UsageError, match="larger than any plan"):
        read(tmp_path, PATTERSON)


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused_in_words(tmp_path_factory, data):
    with suppress(UsageError):
        read(tmp_path_factory.getbasetemp(), data)


@given(st.sampled_from(sorted(TEXTS)), st.integers(0, 2000), st.binary(min_size=1, max_size=3))
def test_any_damage_is_read_or_refused_in_words(tmp_path_factory, format_, place, bytes_):
    data = TEXTS[format_].encode()
    place %= len(data)
    try:
        read(tmp_path_factory.getbasetemp(), data[:place] + bytes_ + data[place + len(bytes_) :])
    except UsageError as error:
        assert "plan.bin" in str(error)


def test_public_instances_are_not_shorter_than_their_critical_path_or_work(public_data):
    """Best known makespans are at or above two bounds that need no search."""
    folder = public_data / "scheduling"
    with (folder / "best_known.csv").open(encoding="utf-8") as stream:
        known = {row["instance"]: row for row in csv.DictReader(stream)}
    assert len(known) == 44
    for name, row in known.items():
        problem = read_plan(folder / row["problem"].lower() / name)
        best = float(row["best_known_makespan"])
        assert earliest(problem).makespan <= best, name
        for resource in problem.resources:
            work = sum(
                activity.modes[0].duration * activity.modes[0].demand.get(resource.id, 0)
                for activity in problem.activities
            )
            assert math.ceil(work / resource.capacity) <= best, name


@pytest.mark.parametrize("name", MSPDI_DAYS)
def test_public_plans_of_microsoft_project_are_counted_in_days(public_data, name):
    read = read_plan_file(public_data / "scheduling" / "mspdi" / name)
    assert read.problem.unit == "days" and read.remarks == ()
    assert earliest(read.problem).makespan <= MSPDI_DAYS[name]
    assert read.dates.start(0).isoformat() == "2026-01-01T09:00:00"


@pytest.mark.parametrize("name", MSPDI_DAYS)
def test_the_first_schedule_is_as_short_as_the_stated_one(public_data, name):
    problem = read_plan(public_data / "scheduling" / "mspdi" / name)
    found = schedule(problem, seed=1, time_left=lambda: 0.0)
    assert found.makespan <= MSPDI_DAYS[name] and not violations(problem, found)
