"""Work items of Azure DevOps: flat queries and trees."""

from __future__ import annotations

from pmo_toolkit.intake.base.suggestions import Certainty
from pmo_toolkit.intake.exports.known import recognise
from tests.intake.exports.made_exports import MadeExport
from tests.intake.exports.made_files import rows_of

TREE = (
    '"ID","Work Item Type","Title 1","Title 2","Title 3","State","Area Path","Activated Date",'
    '"Closed Date","Story Points"\n'
    '"1","Epic","Checkout",,,"New","Shop\\Web",,,\n'
    '"2","Feature",,"Pay by card",,"New","Shop\\Web",,,"8"\n'
    '"3","User Story",,,"Card form","Closed","Shop\\Web","3/2/2026 9:05:00 AM",'
    '"3/25/2026 3:14:00 PM","3"\n'
    '"4","Task",,,"Draw it","Closed","Shop\\Web","3/2/2026 9:05:00 AM","3/3/2026 9:05:00 AM",\n'
    '"5","Bug",,,"Typo","Removed","Shop\\Web",,,\n'
    '"6","Epic","Stock",,,"Active","Shop\\Web","3/2/2026 9:05:00 AM",,\n'
)


def test_a_tree_gives_each_item_the_title_of_its_level():
    found = rows_of("Backlog.csv", TREE)
    assert [(row["id"], row["title"], row["size"]) for row in found["proposals"]] == [
        ("1", "Checkout", ""),
        ("2", "Pay by card", "8"),
    ]


def test_tasks_epics_and_what_was_removed_are_no_items():
    assert rows_of("Backlog.csv", TREE)["flow"] == [
        {"team": "Shop\\Web", "item": "3", "started": "2026-03-02", "done": "2026-03-25"}
    ]


def test_without_an_area_the_file_names_the_team():
    text = (
        "ID,Work Item Type,Title,State,Tags,Closed Date\n"
        "3,Product Backlog Item,Card,Done,,2026-03-25 09:00:00\n"
    )
    assert rows_of("Shop team.csv", text)["flow"][0]["team"] == "Shop team"


def test_dates_that_could_be_read_two_ways_are_unsure():
    text = (
        "ID,Work Item Type,Title,State,Tags,Closed Date\n"
        "3,Bug,Card,Done,,3/4/2026 9:05:00 AM\n4,Bug,Form,Done,,5/6/2026 9:05:00 AM\n"
    )
    (suggestion,) = recognise(MadeExport("", "Backlog.csv", text).region)
    assert suggestion.certainty is Certainty.SURE
    unsure = [column for column in suggestion.columns if column.certainty is not Certainty.SURE]
    assert [column.rule.column for column in unsure] == ["done"]
    assert "whether the day or the month comes first" in unsure[0].doubts[0]
