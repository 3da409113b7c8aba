"""Page, workbook and file of a pack: every figure that two of them show is the same in both."""

from __future__ import annotations

import io
import itertools
import re

import openpyxl
import pytest

from pmo_toolkit import Settings, load_workspace, report, study_portfolio
from pmo_toolkit.core.number_format import counted, day, listed, month
from pmo_toolkit.exports.moderation import moderation_workbook
from pmo_toolkit.report.portfolio.money import KINDS
from tests.drawn_portfolios import drawn
from tests.page_tables import tables_of
from tests.portfolios import QUICK

SAMPLE = Settings.of(draws=256, joint_draws=256, standing_draws=500, frontier_points=4)
SECTIONS = ("proposals", "tiers", "robust", "affordable", "scenarios", "frontier", "balance")


class Pack:
    """The three of one portfolio."""

    def __init__(self, portfolio):
        self.figures = portfolio.figures
        self.data = portfolio.as_dict()
        book = openpyxl.load_workbook(io.BytesIO(moderation_workbook(self.data)))
        self.sheets = {
            sheet.title: [dict(zip(head, row, strict=True)) for row in body]
            for sheet in book.worksheets
            for head, *body in [list(sheet.iter_rows(values_only=True))]
        }
        sections = [*SECTIONS, "headline", "questions", "changes", "dissent", "turning"]
        self.html = {
            name: str(getattr(report, f"portfolio_{name}")(portfolio).html) for name in sections
        }
        self.text = {
            name: plain(getattr(report, f"portfolio_{name}")(portfolio).text) for name in sections
        }

    def table(self, section, caption):
        """Rows of the one table whose caption begins so."""
        (found,) = [one for one in tables_of(self.html[section]) if one.caption.startswith(caption)]
        return list(found.records())

    def solved(self):
        """Outcomes of scenarios that can be met."""
        outcomes = [one["outcome"] for one in self.data["scenarios"]]
        return [one for one in outcomes if "choices" in one]


def plain(text):
    return " ".join(str(text).replace("\xa0", " ").split())


def is_known(part):
    return part is not None and not (isinstance(part, dict) and "why" in part and "code" in part)


@pytest.fixture(scope="module", params=["drawn", pytest.param("sample", marks=pytest.mark.slow)])
def pack(request, tmp_path_factory):
    if request.param == "sample":
        return Pack(study_portfolio(load_workspace("sample"), settings=SAMPLE))
    folder = tmp_path_factory.mktemp("drawn")
    return Pack(study_portfolio(drawn(folder, 3), settings=QUICK))


def test_each_proposal_in_all_three(pack):
    page = {row["Proposal"].small[0].split(" · ")[0]: row for row in pack.table("proposals", "All")}
    sheet = {row["id"]: row for row in pack.sheets["Proposals"]}
    lines = {line["id"]: line for line in pack.data["proposals"]}
    assert list(sheet) == list(lines) and page.keys() == lines.keys()
    for name, line in lines.items():
        shown, row, f = page[name], sheet[name], pack.figures
        assert shown["Proposal"].text == plain(line["title"]) and row["title"] == line["title"]
        assert shown["Proposal"].small[0] == " · ".join([name, line["department"]])
        assert row["department"] == line["department"]
        assert shown["We advise"].text == row["advice"] == line["position"]
        assert shown["We advise"].small == [f"{line['confidence']} confidence"]
        assert row["confidence"] == line["confidence"] and row["preferred option"] == line["option"]
        for key, title in (("cost", "Cost"), ("net_value", "Net value")):
            figure, label = line[key], key.replace("_", " ")
            if is_known(figure):
                for end in ("p10", "p50", "p90"):
                    assert row[f"{label} {end.upper()}"] == figure[end]
                assert shown[title].text == plain(f.money_range(figure["p10"], figure["p90"]))
            else:
                assert shown[title].text == "not assessed"
                assert row[f"{label} P50"] == f"not assessed: {figure['why']}"
        chance = line["chance_net_positive"]
        assert row["chance of a positive net value"] == chance
        above = [] if chance is None else [f"above 0: {plain(f.chance(chance))}"]
        assert shown["Net value"].small == (above if is_known(line["net_value"]) else [])
        tier = line["tier"]
        assert shown["Standing"].text == (tier["name"] if is_known(tier) else "not ranked")
        assert row["tier"] == (tier["name"] if is_known(tier) else f"not assessed: {tier['why']}")
        start = line["start_p80"]
        assert shown["Could start"].text == (month(start) if start else "not assessed")
        assert row["could start (4 cases in 5)"] == (start or "not assessed")
        assert shown["Open questions"].text == str(row["open questions"]) == str(line["questions"])
        assert row["outcomes"] == (", ".join(line["outcomes"]) or None)


def test_each_decision_stands_on_page_and_sheet(pack):
    page = {row["Proposal"].small[0].split(" · ")[0]: row for row in pack.table("proposals", "All")}
    for line, row in zip(pack.data["proposals"], pack.sheets["Proposals"], strict=True):
        shown, decision = page[line["id"]]["Decided"], line["decision"]
        assert row["decision"] is None
        if decision is None:
            assert (shown.text, row["decided before"]) == ("–", None)
            continue
        assert shown.text == decision["decision"]
        assert row["decided before"].split(" (")[0] == decision["decision"]
        said = [decision["by_role"], decision["date"] and day(decision["date"])]
        note = ", ".join(part for part in said if part)
        note = ": ".join(part for part in (note, decision["reason"]) if part)
        assert shown.small == ([plain(note)] if note else [])


def test_sentences_and_what_is_asked(pack):
    read_me = " ".join(str(next(iter(row.values()))) for row in pack.sheets["Read me"])
    for sentence in (*pack.data["sentences"], *pack.data["asked"]):
        assert plain(sentence) in pack.text["headline"] and sentence in read_me


def test_tiers_and_ranks(pack):
    page = pack.text["tiers"]
    ranked = [line for line in pack.data["proposals"] if is_known(line["tier"])]
    sheet = {row["proposal"]: row for row in pack.sheets["Tiers"]}
    assert list(sheet) == [line["id"] for line in ranked]
    for name in ("robust", "contested", "weak"):
        named = [line for line in ranked if line["tier"]["name"] == name]
        assert f"{name.capitalize()} ({len(named)})" in page
        assert all(line["id"] in page for line in named)
    for line in ranked:
        row = sheet[line["id"]]
        assert row["tier"] == line["tier"]["name"] and row["why"] == line["tier"]["why"]
        assert row["chance among the first"] == line["tier"]["chance_top"]
        ranks = {rank: row[f"rank {rank}"] for rank, _ in line["ranks"]}
        assert ranks == dict(map(tuple, line["ranks"]))


def test_robust_portfolios(pack):
    robust, text = pack.data["robust"], pack.text["robust"]
    sheet = {row["id"]: row for row in pack.sheets["Proposals"]}
    assert plain(robust["sentence"]) in text
    for choice in robust["choices"]:
        row = sheet[choice["proposal"]]
        assert row["in portfolios that no other beats"] == choice["part"]
        assert row["share of those portfolios"] == choice["core_index"]
        if choice["part"] == "borderline":
            share = plain(pack.figures.share(choice["core_index"]))
            assert re.search(rf"{choice['proposal']} [^;]*\({share}\)", text)
    for name, why in robust["left_out"].items():
        assert f"{name}: {plain(why)}" in text
        assert sheet[name]["in portfolios that no other beats"] == f"not assessed: {why}"


def test_each_scenario(pack):
    f, sheet = pack.figures, {row["scenario"]: row for row in pack.sheets["Scenarios"]}
    (table,) = tables_of(pack.html["scenarios"])
    rows = table.rows[1:]
    assert len(rows) == len(sheet) == len(pack.data["scenarios"]) >= 6
    unmet = 0
    for place, (shown, one) in enumerate(zip(rows, pack.data["scenarios"], strict=True), 1):
        found, name = one["outcome"], one["outcome"]["scenario"]["name"]
        assert shown[0].text == f"{place} {name}"
        row = sheet[name]
        if "choices" not in found:
            unmet += 1
            assert "; ".join(found["clashing"]) in shown[1].text
            assert row["what clashes"] == f"{found['sentence']} ({', '.join(found['clashing'])})"
            continue
        cell = {head: shown[at].text for at, head in enumerate(table.heads)}
        money = sum(year["expected"] for year in found["spend"])
        chance = found["chance_of_all_budgets"]
        assert cell["Chosen"] == str(row["proposals"]) == str(len(found["choices"]))
        assert row["expected money"] == money and cell["Money"] == plain(f.money(money))
        assert row["net value"] == found["net_value"]
        assert cell["Net value"] == plain(f.money(found["net_value"]))
        assert row["goal contribution"] == found["goals"]
        assert cell["Of all goals"] == plain(f.share(found["goals"]))
        assert row["chance that all budgets hold"] == chance
        assert cell["All budgets kept"] == (
            "not assessed" if chance is None else plain(f.chance(chance))
        )
        assert row["gap"] == found["gap"] and (cell["Best possible"] == "proved") == (
            found["gap"] <= 1e-6
        )
        for title, key in (("Adds", "added"), ("Drops", "dropped")):
            names = one[key]
            shown_names = cell[title].split(" and ")[0].split(", ")
            assert shown_names == (names[:8] or ["–"])
            assert row[f"{'more' if key == 'added' else 'less'} than the first"] == (
                ", ".join(names) or None
            )
    assert unmet >= 1


def test_what_each_scenario_begins_and_spends(pack):
    chosen = [
        (row["scenario"], row["proposal"], row["option"], row["begins in"])
        for row in pack.sheets["Chosen"]
    ]
    assert chosen == [
        (one["scenario"]["name"], choice["proposal"], choice["option"], choice["quarter"])
        for one in pack.solved()
        for choice in one["choices"]
    ]
    first = pack.solved()[0]
    shown = pack.table("affordable", "By id")
    assert [
        (row["Proposal"].text.split()[0], row["Option"].text, row["Begins"].text) for row in shown
    ] == [(one["proposal"], one["option"], one["quarter"]) for one in first["choices"]]
    spent = [tuple(row.values()) for row in pack.sheets["Spend"]]
    keys = ("year", "budget", "expected", "p10", "p90", "chance_within")
    assert spent == [
        (one["scenario"]["name"], *[year[key] for key in keys])
        for one in pack.solved()
        for year in one["spend"]
    ]
    for year in first["spend"]:
        middle = plain(pack.figures.money(year["expected"]))
        ends = plain(pack.figures.money_range(year["p10"], year["p90"]))
        assert f"{year['year']}: {middle} ({ends})" in plain(pack.html["affordable"])


def test_prices_of_forced_decisions_and_limits(pack):
    rows = [tuple(row.values()) for row in pack.sheets["Forced and limits"]]
    assert rows == [
        (one["scenario"]["name"], price["what"], price["value"], price["unsure_by"])
        for one in pack.solved()
        for price in one["prices"]
    ]
    dear = [
        (one, price)
        for one in pack.solved()
        for price in one["prices"][:5]
        if price["value"] > max(price["unsure_by"], 1e-6)
        and one["scenario"]["objective"] == "net value"
    ]
    assert dear
    for _, price in dear:
        said = f"{price['what']}: {plain(pack.figures.money(price['value']))}"
        assert said in pack.text["scenarios"]


def test_the_frontier_and_the_plain_list(pack):
    points, f = pack.data["frontier"], pack.figures
    shown, sheet = pack.table("frontier", "By money"), pack.sheets["Frontier"]
    assert len(shown) == len(sheet) == len(points) >= 2
    for point, page, row in zip(points, shown, sheet, strict=True):
        assert (row["money"], row["value"]) == (point["money"], point["value"])
        assert row["gap"] == point["gap"]
        assert page["Money"].text == plain(f.money(point["money"]))
        assert page["Value"].text == plain(f.money(point["value"]))
        assert page["Proposals"].text == str(len(point["proposals"]))
        assert (row["proposals"] or "") == ", ".join(point["proposals"])
        assert page["All budgets kept"].text == plain(f.chance(point["chance_of_all_budgets"]))
    assert all(one != other for one, other in itertools.pairwise(points))
    plan, (row,) = pack.data["waterline"], pack.sheets["Plain list"]
    assert list(row.values()) == [
        ", ".join(plan["proposals"]),
        plan["value"],
        "; ".join(plan["breaks"]) or None,
        ", ".join(plan["kept"]) or None,
        plan["kept_value"],
        plan["loses"],
    ]
    assert f"{plain(f.money(plan['loses']))} less" in pack.text["frontier"]


def test_shares_of_the_money(pack):
    lines, f = pack.data["balance"], pack.figures
    assert [tuple(row.values()) for row in pack.sheets["Balance"]] == [
        (
            line["kind"],
            line["name"],
            line["title"],
            *[
                line[key] if is_known(line[key]) else f"not assessed: {line[key]['why']}"
                for key in ("advised",)
            ],
            line["advised_low"],
            line["advised_high"],
            line["chosen"]
            if is_known(line["chosen"])
            else f"not assessed: {line['chosen']['why']}",
            line["target"],
            line.get("row"),
        )
        for line in lines
    ]
    tables = {table.heads[0]: list(table.records()) for table in tables_of(pack.html["balance"])}
    shown = {
        (kind, row[title].text): row
        for kind, title in KINDS.items()
        for row in tables.get(title, ())
    }
    assert len(shown) == len(lines) > 0
    for line in lines:
        row = shown[line["kind"], plain(line["title"])]
        assert row["Advised"].text == plain(f.share(line["advised"]))
        ends = plain(f.share_range(line["advised_low"], line["advised_high"]))
        assert row["Range"].text == ends
        assert row["First scenario"].text == plain(f.share(line["chosen"]))
        target = line["target"]
        assert row["Target"].text == ("–" if target is None else plain(f.share(target)))


def test_questions_of_each_department(pack):
    asked = [
        (name, question) for name, found in pack.data["questions"].items() for question in found
    ]
    rows = pack.sheets["Questions"]
    assert len(rows) == len(asked)
    text = pack.text["questions"]
    numbers = (counted(len(asked), "question", "questions"), len(pack.data["questions"]))
    assert plain(f"{numbers[0]} to {counted(numbers[1], 'department', 'departments')}") in text
    for row, (name, question) in zip(rows, asked, strict=True):
        assert (row["department"], row["question"]) == (name, question["text"])
        assert row["worth of an answer"] == question["worth"]
        assert row["chance that it changes the advice"] == question["chance_changes"]
        assert (row["proposals"] or "") == ", ".join(question["proposals"])
    for name, found in pack.data["questions"].items():
        for question in found[:20]:
            names = question["proposals"]
            about = listed(names) if names else ""
            if len(names) > 6:
                about = counted(len(names), "proposal", "proposals")
            said = plain(f"{question['text']} {about}")
            if question["worth"]:
                said += f" an answer is worth up to {plain(pack.figures.money(question['worth']))}"
            assert said in text, name


def test_what_the_page_folds_away_stands_in_the_workbook(pack):
    words = [row["in words"] for row in pack.sheets["Grounds"]]
    data = pack.data
    for key in ("turning", "rank_reversals", "notes"):
        assert all(sentence in words for sentence in data[key])
    for key in ("scenarios_not_run", "beside", "cost_alone"):
        for name, gap in data[key].items():
            assert any(
                row["proposal or scenario"] == name and row["in words"] == gap["why"]
                for row in pack.sheets["Grounds"]
            )
    assert all(plain(sentence) in pack.text["turning"] for sentence in data["turning"])
    dissent = [tuple(row.values()) for row in pack.sheets["Dissent"]]
    assert dissent == [
        (line["proposal"], line["sentence"], ", ".join(line["roles"])) for line in data["dissent"]
    ]
    assert all(plain(line["sentence"]) in pack.text["dissent"] for line in data["dissent"])
