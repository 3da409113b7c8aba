"""Plans and models as XML become plain sheets, whatever their program wrote around them."""

from __future__ import annotations

from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmo_toolkit.core.errors import ExitCode
from pmo_toolkit.core.files.refused import Refused
from pmo_toolkit.intake.exports.known import export_of
from pmo_toolkit.intake.layout.regions import find_regions
from pmo_toolkit.intake.sheets.xml_exports import read_xml
from tests.intake.exports.made_files import imported, workspace_of
from tests.intake.sheets.made_xml import (
    capability_model,
    element,
    link,
    model,
    named,
    plan,
    random_plan,
    task,
    whole,
)


def sheets(folder: Path, text: str | bytes, name: str = "plan.xml") -> dict[str, list[dict]]:
    """Sheets by name, each row by header."""
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    found = {}
    for sheet in read_xml(path):
        headers, *rows = sheet.lines.values()
        found[str(sheet.source.sheet)] = [dict(zip(headers, row, strict=True)) for row in rows]
    return found


def remarks(folder: Path, text: str) -> list[str]:
    """All remarks of a file."""
    sheets(folder, text)
    told = [remark for sheet in read_xml(folder / "plan.xml") for remark in sheet.remarks]
    return [remark.replace("\N{NO-BREAK SPACE}", " ") for remark in told]


def predecessors(folder: Path, *tasks: str) -> dict[str, str]:
    """Task → what it waits for."""
    rows = sheets(folder, plan(*tasks))["Tasks"]
    return {row["Task"]: row["Predecessors"] for row in rows}


def test_a_plan_that_has_not_begun_says_what_it_expects(tmp_path):
    found = sheets(tmp_path, plan(whole(hours=400, Cost=1250000), task(1), task(2, link(1))))
    (summary,) = found["Plan"]
    assert summary["MS Project plan"] == "Relaunch"
    assert summary["State"] == "not begun"
    assert (summary["Work (hours)"], summary["Duration (calendar days)"]) == ("400", "70")
    assert summary["Cost"] == "12500"
    assert [row["Task name"] for row in found["Tasks"]] == ["Task 1", "Task 2"]


@pytest.mark.parametrize(
    ("texts", "days"),
    [
        ({"Duration": "PT8H0M0S"}, "1.4"),
        ({"Duration": "PT40H0M0S"}, "7"),
        ({"Duration": "PT48H0M0S", "DurationFormat": 8}, "2"),
        ({"Duration": "PT4H30M0S"}, "0.7875"),
        ({"Duration": "PT0H0M0S", "Milestone": 1}, "0"),
        ({"Duration": "soon"}, ""),
    ],
)
def test_durations_become_calendar_days(tmp_path, texts, days):
    (row,) = sheets(tmp_path, plan(whole(), task(1, **texts)))["Tasks"]
    assert row["Duration (calendar days)"] == days


def test_a_day_is_as_long_as_the_plan_says(tmp_path):
    text = plan(whole(), task(1, hours=6), MinutesPerDay=360, MinutesPerWeek=1800)
    assert sheets(tmp_path, text)["Tasks"][0]["Duration (calendar days)"] == "1.4"


def test_links_of_a_summary_hold_for_what_stands_below_it(tmp_path):
    found = predecessors(
        tmp_path,
        task(1, Summary=1),
        task(2, level=2),
        task(3, link(2), level=2),
        task(4, link(1), Summary=1),
        task(5, level=2),
        task(6, link(5), level=2),
        task(7, link(4)),
    )
    assert found == {"2": "", "3": "2", "5": "3", "6": "5", "7": "6"}


def test_links_that_the_network_does_not_know_are_told(tmp_path):
    tasks = (task(1), task(2, link(1, lag=4800)), task(3, link(2, kind=3)))
    text = plan(whole(), *tasks, task(4, link(9, elsewhere=True)))
    told = remarks(tmp_path, text)
    assert told[-3:] == [
        "1 link left out: to another plan",
        "1 link carried over without the lag",
        "1 link left out: not finish-to-start",
    ]
    waits = {row["Task"]: row["Predecessors"] for row in sheets(tmp_path, text)["Tasks"]}
    assert waits == {"1": "", "2": "1", "3": "", "4": ""}


def test_inactive_tasks_and_blank_rows_are_no_activities(tmp_path):
    found = predecessors(
        tmp_path, task(1), task(2, link(1), Active=0), task(3, link(2)), task(4, IsNull=1)
    )
    assert found == {"1": "", "3": ""}


def test_no_name_of_a_person_is_read(tmp_path):
    text = plan(whole(), task(1))
    assert "Ada Example" in text
    assert "Grace Sample" in text
    cells = str(sheets(tmp_path, text))
    assert "Ada" not in cells
    assert "Grace" not in cells
    assert "names of 1 resource not read" in remarks(tmp_path, text)


BASELINE = element("Baseline", Number=0, Work="PT80H0M0S", Cost=800000, Duration="PT40H0M0S")


@pytest.mark.parametrize(
    ("texts", "table", "expected"),
    [
        (
            {"PercentComplete": 40, "ActualStart": "2026-03-02T08:00:00"},
            "in_flight",
            {"estimate_cost": "8000", "effort_to_date_person_hours": "50"},
        ),
        (
            {
                "PercentComplete": 100,
                "ActualStart": "2026-03-02T08:00:00",
                "ActualFinish": "2026-04-02T17:00:00",
            },
            "history",
            {"estimate_effort_person_hours": "80", "finish_date": "2026-04-02"},
        ),
        ({}, "proposals", {"estimate_effort_person_hours": "400", "title": "Relaunch"}),
    ],
)
def test_a_plan_goes_where_its_progress_says(tmp_path, texts, table, expected):
    actual = {"ActualWork": "PT50H0M0S"} if texts else {}
    summary = task(0, BASELINE, level=0, hours=400, Summary=1, **texts, **actual)
    (tmp_path / "plan.xml").write_text(plan(summary, task(1, **texts)), encoding="utf-8")
    tables = imported_from(tmp_path / "plan.xml")
    assert expected.items() <= dict(tables[table].rows[0]).items()
    assert ("activities" in tables) is (table == "proposals")


def imported_from(path: Path):
    """Rows of our tables, from a file."""
    return imported(region for sheet in read_xml(path) for region in find_regions(sheet))


@settings(max_examples=25)
@given(st.integers(0, 10**6), st.sampled_from([random_plan, capability_model]))
def test_a_workspace_of_a_plan_or_model_has_no_row_that_cannot_be_used(seed, make):
    with TemporaryDirectory() as folder:
        path = Path(folder) / "export.xml"
        path.write_text(make(Random(seed)), encoding="utf-8")
        regions = [region for sheet in read_xml(path) for region in find_regions(sheet)]
        assert all(export_of(region) for region in regions)
        tables = imported(regions)
        workspace = workspace_of(Path(folder) / "ws", tables)
    assert {"capabilities", "proposals"} & set(tables)
    assert workspace.exit_code is ExitCode.OK


def test_capabilities_stand_below_the_one_they_are_composed_into(tmp_path):
    ties = [("Composition", "a", "b"), ("Aggregation", "b", "c"), ("Association", "a", "c")]
    text = model([("Capability", key, named(("en", key.upper()))) for key in "abc"], ties)
    rows = sheets(tmp_path, text)["Capability"]
    assert [(row["ArchiMate capability"], row["Parent"]) for row in rows] == [
        ("a", ""),
        ("b", "a"),
        ("c", "b"),
    ]


def test_a_second_parent_and_a_circle_are_told(tmp_path):
    ties = [("Composition", "a", "b"), ("Composition", "c", "b"), ("Composition", "b", "a")]
    text = model([("Capability", key, named(("en", key))) for key in "abc"], ties)
    told = remarks(tmp_path, text)
    assert told == [
        "left out: 1 relationship to a second capability above one",
        "left out: 1 relationship that would close a circle of capabilities",
    ]


APPLICATIONS = (
    ("Capability", "c1", named(("en", "Claims"))),
    ("Capability", "c2", named(("en", "Billing"))),
    ("ApplicationComponent", "a1", named(("en", "Core"))),
    ("ApplicationComponent", "a2", named(("en", "Ledger"))),
    ("ApplicationService", "s1", named(("en", "Invoicing"))),
    ("ApplicationService", "s2", named(("en", "Old list"))),
    ("Node", "n1", named(("en", "Server"))),
)
TIES = (
    ("Serving", "a1", "c1"),
    ("Association", "c2", "a1"),
    ("Realization", "a2", "s1"),
    ("Serving", "s1", "c2"),
    ("Serving", "n1", "a1"),
    ("Serving", "a1", "gone"),
)


def test_applications_become_services_with_the_capabilities_that_they_support(tmp_path):
    text = model(APPLICATIONS, TIES)
    rows = {row["Name"]: row for row in sheets(tmp_path, text)["Application"]}
    supported = {name: row["Supported capabilities"] for name, row in rows.items()}
    assert supported == {"Core": "c1; c2", "Ledger": "c2", "Invoicing": "c2", "Old list": ""}
    tables = imported_from(tmp_path / "plan.xml")
    assert [dict(row)["capability"] for row in tables["services"].rows] == [
        "c1; c2",
        "c2",
        "c2",
        "",
    ]
    told = remarks(tmp_path, text)
    assert "left out: 1 element of other types: Node (1)" in told
    assert "left out: 1 relationship that ties none of what is read: Serving (1)" in told
    assert "left out: 1 relationship to elements that the model does not hold" in told
    assert "1 component supports what the services that are realized by it support" in told
    assert "1 application supports no capability" in told


def test_properties_of_applications_go_where_their_name_is_clear(tmp_path):
    names = {
        "p1": "Annual cost",
        "p2": "Technical fit",
        "p3": "Hosting",
        "p4": "Lifecycle",
        "p5": "Functional fit",
        "p6": "Owner",
    }
    texts = {
        "p1": "1200.50",
        "p2": "4",
        "p3": "On-Premise",
        "p4": "phase out",
        "p5": "good",
        "p6": "Ada",
    }
    inner = "".join(
        f'<property propertyDefinitionRef="{key}"><value>{text}</value></property>'
        for key, text in texts.items()
    )
    definitions = "".join(
        f'<propertyDefinition identifier="{key}" type="string"><name>{name}</name>'
        "</propertyDefinition>"
        for key, name in names.items()
    )
    body = named(("en", "Core")) + f"<properties>{inner}</properties>"
    sheets(tmp_path, model([("ApplicationComponent", "a", body)], definitions=definitions))
    table = imported_from(tmp_path / "plan.xml")["services"]
    row = dict(table.rows[0])
    assert (row["annual_cost"], row["technical_fit"], row["hosting"]) == (
        "1200.5",
        "4",
        "on-premises",
    )
    assert "functional_fit" not in row  # a word is no rating
    assert not {"phase out", "Ada"} & set(row.values())


def test_names_in_several_languages_and_properties_have_columns(tmp_path):
    value = '<properties><property propertyDefinitionRef="p1"><value>4</value></property>'
    inner = named(("de", "Abrechnung & Co"), ("fr", "Facturation")) + value + "</properties>"
    definitions = '<propertyDefinition identifier="p1" type="string"><name>Importance</name>'
    definitions += "</propertyDefinition>"
    text = model([("Capability", "a", inner)], definitions=definitions)
    (row,) = sheets(tmp_path, text)["Capability"]
    assert (row["Name"], row["Name (fr)"]) == ("Abrechnung & Co", "Facturation")
    assert imported_from(tmp_path / "plan.xml")["capabilities"].rows[0]["importance"] == "4"


@pytest.mark.parametrize("namespace", ["http://www.opengroup.org/xsd/archimate", "urn:other"])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_namespaces_and_byte_order_marks_do_not_matter(tmp_path, namespace, encoding):
    text = model([("Goal", "g", named(("en", "Größe")))], namespace=namespace)
    data = text.replace("UTF-8", encoding.removesuffix("-sig")).encode(encoding)
    assert sheets(tmp_path, data)["Goal"][0]["Name"] == "Größe"


def test_a_blank_line_before_the_declaration_does_not_matter(tmp_path):
    assert "Plan" in sheets(tmp_path, "\n  " + plan(whole(), task(1)))


LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><model>&b;</model>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><model>&a;</model>'


@pytest.mark.parametrize(
    ("text", "what"),
    [
        (LAUGHS, "declares"),
        (OUTSIDE, "declares"),
        ('<!DOCTYPE x SYSTEM "http://example.org/x.dtd"><model/>', "declares"),
        ("<a>" * 100 + "</a>" * 100, "more than"),
        ("<Project><Tasks>", "damaged"),
        ("", "damaged"),
        ("no XML", "damaged"),
        ('<?xml version="1.0" encoding="utf-99"?><model/>', "cannot be read|damaged"),
        ("<html><body/></html>", "of a kind that is not read"),
        (model([]), "neither capabilities nor goals nor applications"),
    ],
)
def test_what_cannot_be_read_is_refused_in_words(tmp_path, text, what):
    with pytest.raises(Refused, match=what) as refused:
        sheets(tmp_path, text)
    assert refused.value.where["next_step"]


@settings(max_examples=60)
@given(st.data())
def test_a_damaged_file_is_read_or_refused(data):
    whole_text = data.draw(st.sampled_from([random_plan, capability_model]))(Random(1)).encode()
    first = data.draw(st.integers(0, len(whole_text)))
    last = data.draw(st.integers(first, min(first + 40, len(whole_text))))
    with TemporaryDirectory() as folder:
        path = Path(folder) / "export.xml"
        path.write_bytes(whole_text[:first] + data.draw(st.binary(max_size=8)) + whole_text[last:])
        try:
            read_xml(path)
        except Refused as refusal:
            assert refusal.where["next_step"]


@pytest.mark.parametrize("odd", ["nan", "inf", "-5", "1e999", "x", ""])
def test_odd_figures_are_no_figures(tmp_path, odd):
    text = plan(
        whole(Cost=odd, PercentComplete=odd, Duration=f"PT{odd}H"),
        task(1, link(0, lag=0), OutlineLevel=odd, Duration=f"PT{'9' * 400}H0M0S"),
        MinutesPerWeek=odd,
    )
    found = sheets(tmp_path, text)
    assert found["Plan"][0]["Cost"] == ""
    assert found["Tasks"][0]["Duration (calendar days)"] == ""


def test_more_elements_than_any_plan_has_are_refused(tmp_path, monkeypatch):
    monkeypatch.setattr("pmo_toolkit.core.files.xml_tree.MOST_ELEMENTS", 100)
    with pytest.raises(Refused, match="more than"):
        sheets(tmp_path, plan(*(task(uid) for uid in range(1, 30))))


def test_links_that_multiply_are_refused(tmp_path, monkeypatch):
    monkeypatch.setattr("pmo_toolkit.intake.sheets.mspdi_links._MOST_LINKS", 100)
    many = [task(uid, level=2) for uid in range(2, 40)]
    others = [task(uid, level=2) for uid in range(42, 80)]
    with pytest.raises(Refused, match="more than"):
        sheets(tmp_path, plan(task(1, Summary=1), *many, task(41, link(1), Summary=1), *others))
