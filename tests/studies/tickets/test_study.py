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
