"""Charts of the business case: what is drawn agrees with the result, and so does its sentence."""

from dataclasses import replace

import pytest
from matplotlib.figure import Figure

from pmo_toolkit import charts
from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.analysis.money.measures.cashflow import CashFlow
from pmo_toolkit.core.number_format import NBSP, NumberFormat
from tests import fixtures

FIGURES = NumberFormat("en_GB", "EUR")
CASE = fixtures.rich().business_case
CHOSEN = next(each for each in CASE.options if each.preferred)


def axes(width: float = 9.0):
    return Figure(figsize=(width, 4)).add_subplot()


def test_an_option_without_a_cost_has_no_bar():
    drawn = [option.id for option, _ in charts.whole_life_rows(CASE.options)]
    assert drawn == [
        each.id for each in CASE.options if not isinstance(each.whole_life, NotAssessed)
    ]
    assert "O-4" not in drawn


def test_the_pieces_of_a_bar_are_the_medians_of_its_purposes():
    ax = charts.whole_life_bars(axes(), CASE.options, FIGURES)
    for place, (_, life) in enumerate(charts.whole_life_rows(CASE.options)):
        bars = [
            each for each in ax.patches if abs(each.get_y() + each.get_height() / 2 + place) < 0.01
        ]
        known = [
            part.cost.p50
            for part in life.parts
            if not isinstance(part.cost, NotAssessed) and part.cost.p50 > 0
        ]
        assert [each.get_width() for each in bars] == pytest.approx(known)
        ends = [each.get_x() for each in bars]
        assert ends == pytest.approx([sum(known[:count]) for count in range(len(known))])


def test_purposes_come_in_their_usual_order_and_are_told_apart_without_colour():
    purposes = charts.whole_life_purposes(CASE.options)
    assert purposes == ("capital", "run", "maintenance", "management", "exit")
    ax = charts.whole_life_bars(axes(), CASE.options, FIGURES)
    assert set(purposes) <= {each.get_text() for each in ax.texts}
    looks = {(each.get_facecolor(), each.get_hatch()) for each in ax.patches}
    assert len(looks) == len(purposes)


def test_the_sentence_of_the_bars_gives_every_figure():
    said = charts.whole_life_bars_alt(CASE.options, FIGURES)
    assert "Build on the platform" in said and "capital" in said
    assert FIGURES.money(CHOSEN.whole_life.total.p50) in said


def test_benefits_stand_up_and_cost_hangs_down():
    ax = charts.yearly_flow(axes(), CHOSEN.cash_flow, FIGURES)
    years = CHOSEN.cash_flow.years
    heights = [each.get_height() for each in ax.patches]
    assert heights == pytest.approx(
        [*(each.benefit for each in years), *(-each.cost for each in years)]
    )
    assert list(ax.lines[0].get_ydata()) == pytest.approx([each.cumulative.p50 for each in years])
    assert [each.get_text() for each in ax.get_xticklabels()] == ["start", "1", "2", "3", "4", "5"]


def test_the_sentence_of_the_flow_names_every_year_and_the_end():
    said = charts.yearly_flow_alt(CHOSEN.cash_flow, FIGURES).replace(NBSP, " ")
    assert all(f"year {year}:" in said for year in range(1, 6)) and "start: benefits 0 €" in said
    last = CHOSEN.cash_flow.years[-1].cumulative
    assert FIGURES.money_range(last.p10, last.p90).replace(NBSP, " ") in said


@pytest.mark.parametrize("width", [3.6, 9.0])
def test_nasty_names_many_purposes_and_long_terms_are_drawn(width):
    option = CASE.options[-1]
    parts = tuple(
        replace(option.whole_life.parts[0], purpose=f"{each} {fixtures.NASTY}") for each in range(9)
    )
    nasty = replace(
        option, title=fixtures.NASTY, whole_life=replace(option.whole_life, parts=parts)
    )
    figure = Figure(figsize=(width, 4))
    charts.whole_life_bars(figure.add_subplot(), [nasty], FIGURES)
    years = tuple(replace(CHOSEN.cash_flow.years[0], year=year) for year in range(25))
    ax = charts.yearly_flow(figure.add_subplot(), CashFlow(years), FIGURES)
    figure.draw_without_rendering()
    assert len(ax.get_xticks()) <= 13
