"""The study of tickets: every column of its tables changes something, and the sample shows it."""

import json

import pytest

from pmo_toolkit import report
from pmo_toolkit.studies.tickets.study import study_tickets
from tests.workspace.builders import read

CONFIG = "as_of = 2026-11-20\n"
COLUMNS = "ticket,service,category,opened,closed,hours,text,department,role,channel"
DAYS = [f"2026-{month:02d}-{day:02d}" for month in range(1, 11) for day in (3, 17)]
CELLS = [
    (f"T{n}", "S-1", "access", day, day if n % 3 else "", "2", "cannot sign in", "Sales", "desk")
    for n, day in enumerate(DAYS)
]
SERVICES = "id,title,capability\nS-1,Mail,\nS-2,Map,\n"
STAKEHOLDERS = [("Sales", "Head of sales", "4", "2"), ("People", "Head of people", "3", "3")]
OTHER = {
    "ticket": "T0",
    "service": "S-2",
    "category": "fault",
    "opened": "2026-10-19",
    "closed": "2020-01-01",
    "hours": "9",
    "text": "",
    "department": "People",
    "role": "engineer",
    "channel": "mail",
}


def table(rows):
    return "\n".join([COLUMNS, *(",".join((*row, "portal")[:10]) for row in rows)]) + "\n"


def stakeholders(rows):
    return "\n".join(["department,role,interest,influence", *map(",".join, rows)]) + "\n"


def outcome(folder, tickets=None, people=None):
    read_one = read(
        folder,
        CONFIG,
        tickets=tickets or table(CELLS),
        services=SERVICES,
        stakeholders=people or stakeholders(STAKEHOLDERS),
    )
    study = study_tickets(read_one)
    shown = study.as_dict()
    del shown["input_hash"], shown["workspace"]
    return study, json.dumps(shown)


@pytest.fixture(scope="module")
def plain(tmp_path_factory):
    return outcome(tmp_path_factory.mktemp("plain"))[1]


@pytest.mark.parametrize("column", OTHER)
def test_every_column_of_tickets_changes_what_is_found(column, plain, tmp_path):
    place = COLUMNS.split(",").index(column)
    rows = [(*row, "portal") for row in CELLS]
    rows[1] = (*rows[1][:place], OTHER[column], *rows[1][place + 1 :])
    assert outcome(tmp_path, tickets=table(rows))[1] != plain


@pytest.mark.parametrize(("place", "other"), [(0, "Law"), (1, "Director"), (2, "1"), (3, "5")])
def test_every_column_of_stakeholders_changes_the_register(place, other, plain, tmp_path):
    first = STAKEHOLDERS[0]
    changed = (*first[:place], other, *first[place + 1 :])
    people = stakeholders([changed, STAKEHOLDERS[1]])
    assert outcome(tmp_path, people=people)[1] != plain


def test_without_tickets_nothing_is_concluded(tmp_path):
    study = study_tickets(read(tmp_path, CONFIG))
    assert (study.n, study.problems, study.loads) == (0, (), ())
    assert "not assessed" in report.tickets_overview(study).text
    assert "not assessed" in report.tickets_loads(study).text


def test_the_sample_shows_a_problem_a_season_and_a_silent_department():
    study = study_tickets("sample")
    assert len(study.problems) >= 5
    assert [load.role for load in study.loads if not load.why_no_season] == [
        "infrastructure engineer"
    ]
    assert "People" in {one.name for one in study.departments if one.is_silent}
    assert "infrastructure engineer" in report.tickets_loads(study).html
    assert "People raised 0 of" in report.tickets_unseen(study).text
    assert "Valve is missing" in report.tickets_problems(study).text


def test_odd_rows_are_counted_and_the_rest_is_used(tmp_path):
    rows = "ticket,opened,closed,hours\n"
    rows += "1,2026-03-04T23:30+02:00,,1\n2,2026-03-04,2026-03-01,2\n3,2027-03-04,,-1\n"
    rows += "4,2026-03-04T22:30Z,2026-03-05,2\n"
    study = study_tickets(read(tmp_path, CONFIG, tickets=rows))
    assert (study.raised, study.n, len(study.set_aside)) == (4, 2, 1)
    assert "ends before it begins" in study.set_aside[0]
    assert "time zones" in " ".join(study.odd_cells)
    assert [finding.kind for finding in study.findings][:1] == ["from the future"]
    page = report.tickets_overview(study).text
    assert "time zones" in page and "ends before it begins" in page


def test_a_ticket_of_a_service_that_no_table_holds_is_used_and_told(tmp_path):
    rows = [(*row[:1], "Printing", *row[2:], "portal") for row in CELLS]
    study, _ = outcome(tmp_path, tickets=table(rows))
    assert (study.raised, study.n, study.set_aside) == (20, 20, ())
    (problem,) = study.problems
    assert (problem.service, study.grade_of(problem).grade) == ("Printing", "tickets only")
    assert "do not hold: kept as it stands, and asked" in " ".join(study.odd_cells)
    assert "Printing, access" in report.tickets_problems(study).text


def test_the_last_ticket_ends_the_year_and_its_age_is_told(tmp_path):
    old = [(*row[:3], row[3].replace("2026", "2024"), "", *row[5:], "portal") for row in CELLS]
    study, _ = outcome(tmp_path, tickets=table(old))
    assert (study.last_day, study.last_year, len(study.problems)) == ("2024-10-17", 20, 1)
    assert study.age_days == 764 and "764 days old" in study.grade.sentence
    page = report.tickets_overview(study).text.replace("\N{NO-BREAK SPACE}", " ")
    assert "764 days before the day of this page: the twelve months end there" in page


def test_what_no_load_and_no_problem_holds_is_told(tmp_path):
    blank = [(*row[:8], "", "portal") for row in CELLS]
    study, _ = outcome(tmp_path / "role", tickets=table(blank))
    page = report.tickets_loads(study).text.replace("\N{NO-BREAK SPACE}", " ")
    assert "20 tickets of the last twelve months state no role: their 51 h a year" in page
    bare = [(*row[:2], "", *row[3:6], "", *row[7:], "portal") for row in CELLS]
    study, _ = outcome(tmp_path / "text", tickets=table(bare))
    page = report.tickets_problems(study).text.replace("\N{NO-BREAK SPACE}", " ")
    assert study.problems == () and "20 tickets state neither category nor text" in page
