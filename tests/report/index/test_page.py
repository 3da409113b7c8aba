"""The index of a run: every proposal once, grouped by outcome, honest about what is missing."""

from __future__ import annotations

import re
import time

import pytest

from pmo_toolkit.core.number_format import NBSP
from pmo_toolkit.report import render_index
from pmo_toolkit.report.index.rows import NO_GOAL
from pmo_toolkit.report.kit.plain_text import as_text
from tests import fixtures, invented_run
from tests.pages import Page


def body(html: str) -> str:
    return html[html.index("<body") :].replace(NBSP, " ")


def groups(html: str) -> dict[str, list[str]]:
    """Outcome → ids of its rows, in the order of the page."""
    found = {}
    for part in re.findall(r"<details class=\"group.*?</details>", html, re.S):
        title = as_text(re.search(r"<h2>(.*?)</h2>", part, re.S)[1])
        found[title] = re.findall(r"<small>(P-\d+)", part)
    return found


def goal(ident: str, title: str, weight: float | None, contribution: float | None) -> dict:
    return {"id": ident, "title": title, "weight_share": weight, "contribution": contribution}


@pytest.fixture(scope="module")
def run():
    return invented_run.run(24, 2)


@pytest.fixture(scope="module")
def html(run):
    return render_index(*run)


def test_every_proposal_stands_there_once(run, html):
    manifest, assessments = run
    listed = [each for ids in groups(html).values() for each in ids]
    assert sorted(listed) == sorted(assessments)
    for entry in manifest["proposals"]:
        linked = f'href="{entry["id"]}/report.html"' in html
        assert linked == (entry["status"] == "rendered")


def test_failures_come_first_with_their_reason(html):
    text = as_text(body(html))
    assert "2 proposals could not be assessed" in text
    assert text.index("low exceeds high") < text.index("Asked for in all")


def test_the_outcome_is_the_goal_that_is_moved_most(run):
    manifest, assessments = run
    ident = next(iter(assessments))
    base = assessments[ident]

    def grouped(*goals: dict) -> str:
        changed = base | {"alignment": {"goals": list(goals), "capabilities": [], "benefits": []}}
        entry = next(each for each in manifest["proposals"] if each["id"] == ident)
        return next(iter(groups(render_index(manifest | {"proposals": [entry]}, {ident: changed}))))

    assert grouped(goal("a", "A", 0.5, 0.1), goal("b", "B", 0.2, 0.9)) == "B"
    assert grouped(goal("a", "A", None, None), goal("b", "B", 0.1, 0.1)) == "B"
    assert grouped(goal("a", "A", None, None), goal("b", "B", None, None)) == "A"


def test_a_proposal_without_a_goal_stands_apart_from_those_with_one(run):
    manifest, assessments = run
    first, second = [each for each in manifest["proposals"] if each["id"] in assessments][:2]
    bare = assessments[first["id"]] | {
        "alignment": {"goals": [], "capabilities": [], "benefits": []}
    }
    served = assessments[second["id"]] | {
        "alignment": {"goals": [goal("a", "A", 0.5, 0.1)], "capabilities": [], "benefits": []}
    }
    page = render_index(
        manifest | {"proposals": [first, second]}, {first["id"]: bare, second["id"]: served}
    )
    assert list(groups(page)) == ["A", NO_GOAL]


def test_no_goal_comes_last(html):
    assert list(groups(html))[-1] == NO_GOAL


def test_a_row_says_what_is_known():
    manifest, assessments = invented_run.run(1)
    found = assessments["P-001"]
    found["advice"]["position"], found["advice"]["confidence"] = "advance in part", "low"
    found["cost"] = {
        "basis": "history",
        "cost": {"p50": 420_000, "p80": 598_000},
        "chance_within_budget": 0.406,
    }
    found["proposal"]["requested_budget"] = 380_000
    text = as_text(body(render_index(manifest, assessments)))
    for part in (
        "advance in part",
        "420 k€",
        "600 k€",
        "from history",
        "380 k€",
        "suffices: 41 %",
        "low",
        "sample data",
    ):
        assert part in text, part
    assert (
        "for the enterprise PMO, which decides" in text and "valid until 20 February 2027" in text
    )
    assert "seed 20261122" in text and "pmo-toolkit 0.1.0" in text


@pytest.mark.parametrize(
    "broken",
    [
        {},
        {"cost": None},
        {"cost": {"what": "cost", "why": "nothing is stated"}},
        {
            "cost": {"cost": {"p50": None, "p80": 5}},
            "advice": None,
            "alignment": {"goals": [None, "x"]},
        },
        {"cost": {"cost": {"p50": True, "p80": "5"}}, "proposal": [], "context": {"locale": None}},
    ],
)
def test_what_is_missing_is_not_assessed_and_never_nought(broken):
    manifest, _ = invented_run.run(1)
    text = as_text(body(render_index(manifest, {"P-001": broken})))
    assert text.count("not assessed") >= 2
    assert not re.search(r"\b0 (k€|€)", text)


def test_an_unfinished_or_empty_run_says_so():
    manifest, assessments = invented_run.run(2)
    assert "did not reach its end" in render_index(manifest | {"state": "stopped"}, assessments)
    assert "This run holds no proposal" in render_index({"workspace": "w", "proposals": []}, {})
    only_failed = render_index(
        {"workspace": "w", "proposals": [{"id": "a", "title": "t", "status": "failed"}]}, {}
    )
    assert "no reason was recorded" in only_failed


def test_set_aside_rows_are_named():
    manifest, assessments = invented_run.run(1)
    assert "1 row of the workspace" in body(
        render_index(manifest | {"set_aside": ["history, row 9: <b>"]}, assessments)
    )


def test_links_are_paths_and_nothing_else():
    manifest, assessments = invented_run.run(2)
    manifest["proposals"][0]["report"] = "ä ö/re%port.html"
    manifest["proposals"][1]["report"] = "javascript:alert(1)"
    links = re.findall(r'href="([^"]*)"', render_index(manifest, assessments))
    assert "%C3%A4%20%C3%B6/re%25port.html" in links
    assert not any(link.startswith("javascript:") for link in links)


def test_hostile_text_stays_text():
    manifest, assessments = invented_run.run(8, 2, base=fixtures.hostile())
    for each in assessments.values():
        each["proposal"]["title"] = each["proposal"]["department"] = fixtures.EVIL_LONG
        each["alignment"]["goals"] = [goal(fixtures.NASTY, fixtures.EVIL_LONG, 0.2, 0.2)]
    html = render_index(invented_run.poisoned_manifest(manifest), assessments)
    page = Page(html)
    page.assert_harmless()
    assert "{{7*7}}" in page.text and "<script>" in page.text and not page.every("img")


def test_the_same_run_gives_the_same_bytes(run, html):
    assert render_index(*run) == html


def test_few_groups_stand_open_and_many_are_folded(html):
    assert 'aria-label="Business outcomes"' in html and html.count(" open>") == html.count(
        '<details class="group"'
    )
    many = render_index(*invented_run.run(130))
    assert " open>" not in many and 'aria-label="Business outcomes"' not in many


def test_ten_thousand_rows_are_quick_and_light():
    manifest, assessments = invented_run.run(40)
    entries = [
        each | {"id": f"{each['id']}-{copy}"}
        for copy in range(250)
        for each in manifest["proposals"]
    ]
    found = {each["id"]: assessments[each["id"].rpartition("-")[0]] for each in entries}
    start = time.perf_counter()
    html = render_index(manifest | {"proposals": entries}, found)
    assert time.perf_counter() - start < 20
    assert len(html) < 4_000_000 and "10,000 proposals" in body(html)


def test_without_any_goal_proposals_are_grouped_by_department_and_the_page_says_so():
    def entry(name: str) -> dict[str, object]:
        return {"id": name, "title": name, "status": "rendered", "report": f"{name}/report.html"}

    manifest = {"workspace": "w", "proposals": [entry("A"), entry("B"), entry("C")]}
    facts = {"A": "Finance", "B": "People", "C": None}
    found = {
        name: {
            "proposal": {"title": name, "department": department},
            "advice": {"position": "explore"},
        }
        for name, department in facts.items()
    }
    page = render_index(manifest, found)
    assert "grouped by department" in page
    for title in ("Finance", "People", "No department stated"):
        assert f"<h2><bdi>{title}</bdi></h2>" in page
    assert "No goal stated" not in page
