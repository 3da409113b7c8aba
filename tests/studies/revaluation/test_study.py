"""IT's offer from the business side, from tables; figures by hand."""

from __future__ import annotations

import pytest

from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.core.canonical_json import canonical_json
from pmo_toolkit.core.errors import UsageError
from pmo_toolkit.studies.revaluation.study import study_revaluation
from tests.studies.revaluation.offers import TABLES, small_offer, write_offer


@pytest.fixture(scope="module")
def offer(tmp_path_factory):
    return small_offer(tmp_path_factory.mktemp("offer"))


def test_outcomes_hold_what_their_capabilities_cost_and_what_is_proposed(offer):
    first, second, rest = offer.outcomes
    assert (first.goal, first.annual_cost, first.budget) == ("G-1", 102_000, 50_000)
    assert (second.annual_cost, second.without_cost, second.without_budget) == (
        0,
        ("S-3",),
        ("P-2",),
    )
    assert [part.service.id for part in rest.parts] == ["S-4"]
    assert offer.annual_cost == 105_000 and offer.without_cost == ("S-3",)


def test_the_map_adds_up_along_its_branches(offer):
    places = {one.capability.id: one for one in offer.capabilities}
    assert [one.level for one in offer.capabilities] == [0, 1, 1, 0]
    assert places["C-1"].annual_cost == 102_000
    assert places["C-1"].services == ("S-1", "S-2") and places["C-1"].proposals == ("P-1",)


def test_each_service_has_its_fit_way_window_and_alternatives(offer):
    by_id = {one.service.id: one for one in offer.services}
    payroll = by_id["S-1"]
    assert (payroll.fit.quadrant, payroll.move.way) == ("migrate", "repurchase")
    assert payroll.window.decide_by.isoformat() == "2027-04-01"
    (alternative,) = payroll.alternatives
    assert alternative.whole_life.p50 == pytest.approx(160_000)  # four years of 40,000
    assert alternative.nothing.p50 == pytest.approx(360_000)
    assert alternative.staying.middle == pytest.approx(360_000)
    assert by_id["S-2"].alternatives[0].option.id == "R1"
    assert isinstance(by_id["S-3"].fit, NotAssessed) and by_id["S-3"].annual_cost is None


def test_thin_spots_are_found_with_their_questions(offer):
    found = {(spot.kind.name, spot.capability) for spot in offer.thin}
    assert ("UNSERVED", "C-12") in found and ("NO_SERVICE", "C-12") in found
    assert ("PAID_TWICE", "C-11") in found and ("ONE_ROLE", "C-11") in found
    assert ("ONE_SUPPLIER", None) in found
    assert ("NO_GAP", "C-2") in found  # Sell is as mature as aimed at
    texts = [question.text for question in offer.questions]
    assert "Train people: what would you need to get better at it?" in texts
    assert any(text.startswith("Shop: what it costs a year and how well it does") for text in texts)


def test_what_is_odd_is_said(offer):
    said = " ".join(offer.remarks).replace("\N{NO-BREAK SPACE}", " ")
    assert "1 service supports no stated capability: S-4" in said
    assert "The stated contract has ended of S-3" in said


def test_the_same_inputs_give_the_same_bytes(offer, tmp_path):
    again = small_offer(tmp_path)
    assert canonical_json(again.as_dict()) == canonical_json(offer.as_dict())


def test_months_of_cost_stand_for_a_cost_that_nobody_states(tmp_path):
    rows = "".join(f"S-3,2026-{month:02d},1000\n" for month in range(1, 11))
    offer = small_offer(tmp_path, service_costs="service,month,amount\n" + rows)
    (shop,) = [one for one in offer.services if one.service.id == "S-3"]
    assert shop.annual_cost == 12_000 and shop.is_cost_of_months


def test_a_circle_of_capabilities_is_taken_apart_and_said(tmp_path):
    rows = TABLES["capabilities"].replace("C-1,Employ people,,", "C-1,Employ people,C-11,")
    offer = small_offer(tmp_path, capabilities=rows)
    assert any("stand above each other in a circle" in remark for remark in offer.remarks)
    assert len(offer.capabilities) == 4


def test_rows_that_cannot_be_used_are_named(tmp_path):
    rows = TABLES["services"] + "S-5,Five,,C-9,SaaS,1,3,3,,,\n"
    offer = small_offer(tmp_path, services=rows)
    assert offer.remarks[0] == (
        "Of the table services, row 6 cannot be used; the check of the workspace says why."
    )


def test_a_cost_in_another_currency_is_named_and_not_counted(tmp_path):
    rows = TABLES["services"] + "S-5,Five,,C-12,SaaS,CHF 9000,3,,,,\n"
    offer = small_offer(tmp_path, services=rows)
    assert offer.annual_cost == 105_000 and "S-5" in offer.without_cost
    (told,) = (one for one in offer.remarks if "another currency" in one)
    assert told.startswith("In the table services, column annual_cost, row 6: the amount is")
    assert not any("functional_fit" in one for one in offer.remarks)  # a blank cell is asked


def test_a_service_of_several_capabilities_counts_in_parts_and_is_said(tmp_path):
    rows = TABLES["services"] + "S-5,Five,,C-12;C-11; C-2 ;C-2,SaaS,9000,3,3,,,\n"
    offer = small_offer(tmp_path, services=rows)
    places = {one.capability.id: one for one in offer.capabilities}
    assert (places["C-12"].annual_cost, places["C-11"].annual_cost) == (3_000, 105_000)
    assert (places["C-1"].annual_cost, places["C-2"].annual_cost) == (108_000, 3_000)
    assert sum(one.annual_cost for one in offer.outcomes) == offer.annual_cost == 114_000
    tops = sum(one.annual_cost for one in offer.capabilities if one.level == 0)
    assert tops == 114_000 - 3_000  # S-4 names no capability
    (told,) = (remark for remark in offer.remarks if "equal part" in remark)
    assert told.replace("\N{NO-BREAK SPACE}", " ").startswith(
        "1 service supports several capabilities, up to 3: S-5."
    )
    assert ("NO_SERVICE", "C-12") not in {(spot.kind.name, spot.capability) for spot in offer.thin}


def test_stated_shares_part_the_cost_of_a_service(tmp_path):
    rows = TABLES["services"] + "S-5,Five,,C-12:60%; C-11:30%; C-2:10%,SaaS,9000,3,3,,,\n"
    offer = small_offer(tmp_path, services=rows)
    places = {one.capability.id: one for one in offer.capabilities}
    costs = {name: one.annual_cost for name, one in places.items()}
    assert costs == pytest.approx(
        {"C-12": 5_400, "C-11": 102_000 + 2_700, "C-1": 102_000 + 8_100, "C-2": 900}
    )
    goals = {one.goal: one.annual_cost for one in offer.outcomes}
    assert goals == pytest.approx({"G-1": 102_000 + 8_100, "G-2": 900, None: 3_000})
    spot = next(one for one in offer.thin if one.kind.name == "PAID_TWICE")
    assert spot.amount == pytest.approx(12_000 + 2_700)  # all but payroll, the dearest
    assert any("S-5. The cost is shared as stated" in remark for remark in offer.remarks)


def test_of_services_with_and_without_stated_shares_both_are_said(tmp_path):
    rows = TABLES["services"] + (
        "S-5,Five,,C-12:60%; C-11:40%,SaaS,9000,3,3,,,\nS-6,Six,,C-12; C-11,SaaS,100,3,3,,,\n"
    )
    (told,) = (one for one in small_offer(tmp_path, services=rows).remarks if "equal part" in one)
    assert "The cost of S-5 is shared as stated; of the others each capability has an" in told


def test_shares_that_make_no_whole_leave_the_service_out_and_say_so(tmp_path):
    rows = TABLES["services"] + "S-5,Five,,C-12:60%; C-11:30%,SaaS,9000,3,3,,,\n"
    offer = small_offer(tmp_path, services=rows)
    assert (offer.services_left_out, offer.annual_cost) == (1, 105_000)
    assert offer.remarks[0].startswith("Of the table services, row 6 cannot be used")


def test_capabilities_off_the_map_keep_their_part_of_the_cost_outside_it(tmp_path):
    rows = TABLES["services"] + "S-5,Five,,C-2;C-9,SaaS,9000,3,3,,,\n"
    offer = small_offer(tmp_path, services=rows)
    places = {one.capability.id: one for one in offer.capabilities}
    assert places["C-2"].annual_cost == 4_500
    assert any("stands outside it" in remark and "S-5" in remark for remark in offer.remarks)


def test_without_services_and_capabilities_it_says_what_to_add(tmp_path):
    folder = write_offer(tmp_path)
    for name in ("services", "capabilities", "proposal_capabilities", "options", "costs"):
        (folder / f"{name}.csv").unlink()
    with pytest.raises(UsageError, match="holds neither services nor capabilities"):
        study_revaluation(folder)


@pytest.mark.parametrize(
    ("table", "column", "value"),
    [
        ("services", "supplier", "Other"),
        ("services", "capability", "C-12"),
        ("services", "hosting", "SaaS"),
        ("services", "annual_cost", "91000"),
        ("services", "technical_fit", "4"),
        ("services", "functional_fit", "2"),
        ("services", "contract_end", "2028-06-30"),
        ("services", "notice_days", "30"),
        ("services", "role", "nobody"),
        ("services", "title", "Wages"),
        ("capabilities", "title", "Hire people"),
        ("capabilities", "importance", "2"),
        ("capabilities", "maturity_now", "4"),
        ("capabilities", "maturity_target", "5"),
        ("capabilities", "goals", "G-2"),
    ],
)
def test_every_column_changes_something(tmp_path, table, column, value):
    lines = TABLES[table].splitlines()
    place = lines[0].split(",").index(column)
    row = {"services": 1, "capabilities": 2}[table]
    cells = lines[row].split(",")
    cells[place] = value
    changed = "\n".join([*lines[:row], ",".join(cells), *lines[row + 1 :]]) + "\n"
    none = {"options": "id,proposal,kind\n", "costs": "option,element\n"}  # nothing to assess
    before = small_offer(tmp_path / "before", **none).as_dict()
    after = small_offer(tmp_path / "after", **none, **{table: changed}).as_dict()
    for data in (before, after):
        data.pop("input_hash")
        for one in data["services"]:  # the cell itself is no effect of the cell
            one["service"].pop(column, None)
        for one in data["capabilities"]:
            one["capability"].pop(column, None)
        for one in data["outcomes"]:
            for own in one["capabilities"]:
                own.pop(column, None)
            for part in one["parts"]:
                part["service"].pop(column, None)
    if column == "title":
        assert str(after["questions"]) + str(after["thin"]) != str(before["questions"])
    else:
        assert after != before


@pytest.mark.parametrize("unended", ["2026-12", "2031-01"])
def test_a_month_that_has_not_ended_is_no_cost_and_is_told(tmp_path, unended):
    costs = f"service,month,amount\nS-3,2026-10,1000\nS-3,2026-11,1000\nS-3,{unended},9\n"
    found = small_offer(tmp_path, service_costs=costs)
    shop = next(one for one in found.services if one.service.id == "S-3")
    assert shop.annual_cost == pytest.approx(12_000) and shop.is_cost_of_months
    assert any("month that has not ended" in remark for remark in found.remarks)
