"""The standing of a workspace's proposals: computed once, with gaps, faults and dissent said."""

import warnings

import numpy as np
import pandas as pd
import pytest

from pmo_toolkit.analysis.base.reason_codes import ReasonCode
from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.analysis.standing import ProposalStanding, Standing, standing_of
from pmo_toolkit.analysis.standing.scores import middle_scores, read_scores, views_of
from pmo_toolkit.analysis.standing.weighting.criteria import Criterion
from pmo_toolkit.core.canonical_json import canonical_json
from pmo_toolkit.core.settings import Settings

SETTINGS = Settings.of(standing_draws=2000, seed=7)


def criteria(**changed: object) -> pd.DataFrame:
    """Value (weight 3, up) and months (weight 1, down), both from 0 to 10."""
    rows = {
        "id": ["K-1", "K-2"],
        "title": ["Value", "Months"],
        "direction": ["up", "down"],
        "scale_low": [0.0, 0.0],
        "scale_high": [10.0, 10.0],
        "weight": [3.0, 1.0],
        "weight_method": ["swing", "swing"],
    }
    return pd.DataFrame(rows | changed).assign(_row=[2, 3])


def judgements(*rows: tuple) -> pd.DataFrame:
    """Rows of role, item, criterion, value, and if given low, high and time."""
    full = [(*row, *(None,) * (7 - len(row))) for row in rows]
    table = pd.DataFrame(
        full, columns=["scorer_role", "item", "criterion", "value", "low", "high", "time"]
    )
    numbers = {each: table[each].astype(float) for each in ("value", "low", "high")}
    return table.assign(
        **numbers, time=pd.to_datetime(table["time"]), _row=np.arange(2, len(table) + 2)
    )


THREE = (
    ("director", "P-1", "Value", 9),
    ("director", "P-1", "Months", 2),
    ("director", "P-2", "Value", 5),
    ("director", "P-2", "Months", 5),
    ("director", "P-3", "Value", 1),
    ("director", "P-3", "Months", 9),
)


def stand(
    rows: tuple = THREE, table: pd.DataFrame | None = None, settings: Settings = SETTINGS
) -> Standing:
    found = standing_of(judgements(*rows), criteria() if table is None else table, settings)
    assert isinstance(found, Standing), found
    return found


def one(found: Standing, proposal: str) -> ProposalStanding:
    part = found.of(proposal)
    assert isinstance(part, ProposalStanding)
    return part


def why(
    rows: tuple = THREE, table: pd.DataFrame | None = None, settings: Settings = SETTINGS
) -> str:
    found = standing_of(judgements(*rows), criteria() if table is None else table, settings)
    assert isinstance(found, NotAssessed) and found.what == "standing"
    return found.why


def test_a_clear_order_by_hand():
    found = stand()
    first, second, third = found.proposals
    assert [each.proposal for each in found.proposals] == ["P-1", "P-2", "P-3"]
    assert first.rank_acceptability == (1, 0, 0) and (first.rank_low, first.rank_high) == (1, 1)
    assert [each.tier.name for each in found.proposals] == ["robust", "weak", "weak"]
    assert (
        first.value == pytest.approx(0.75 * 0.9 + 0.25 * 0.8)
        and first.value_rank == first.topsis_rank == 1
    )
    assert second.beats == (("P-1", 0), ("P-3", 1))
    assert first.above is None and third.below is None
    assert second.above is not None and isinstance(second.above.swap, NotAssessed), (
        "dominated: no weights swap them"
    )
    assert isinstance(third.central_weights, NotAssessed)
    assert found.weights == pytest.approx((0.75, 0.25)) and found.findings == ()


def test_a_trade_off_depends_on_weights_and_says_on_which():
    rows = (
        ("d", "P-1", "K-1", 8),
        ("d", "P-1", "K-2", 8),
        ("d", "P-2", "K-1", 5),
        ("d", "P-2", "K-2", 2),
    )
    part = one(stand(rows), "P-1")
    # lead (.3, −.6) at weights (.75, .25): level where w × .3 = (1 − w) × .6, at two thirds
    assert part.below is not None and not isinstance(part.below.swap, NotAssessed)
    assert part.below.swap.moved == pytest.approx(0.75 - 2 / 3)
    single = part.below.swap.single
    assert single is not None and (single.criterion, single.after) == ("K-1", pytest.approx(2 / 3))
    assert part.chance_first_any_weights == pytest.approx(1 / 3, abs=0.03), (
        "weights of value above two thirds"
    )
    assert part.chance_first > 0.7
    assert not isinstance(part.central_weights, NotAssessed)
    assert part.central_weights == pytest.approx((5 / 6, 1 / 6), abs=0.02)


def test_disagreement_is_kept_and_never_averaged():
    rows = (
        *THREE[:4],
        ("auditor", "P-1", "Value", 1),
        ("auditor", "P-2", "Value", 9),
        ("auditor", "P-1", "Months", 2),
    )
    found = stand((*rows, ("auditor", "P-2", "Months", 5)))
    part = one(found, "P-1")
    assert part.chance_first == pytest.approx(0.5, abs=0.02), (
        "each scorer decides half of the draws"
    )
    assert [(each.role, round(each.expected_rank)) for each in part.views] == [
        ("director", 1),
        ("auditor", 2),
    ]
    value = part.dissent[0]
    assert [(each.role, each.value) for each in value.said] == [("director", 9), ("auditor", 1)]
    assert (value.spread, value.spread_share) == (8, 0.8) and value.who_differs == (
        "director",
        "auditor",
    )
    assert value.sentence == "from 1 (auditor) to 9 (director), 2 scorers"
    assert part.dissent[1].who_differs == () and part.dissent[1].sentence == "all 2 scorers say 2"
    assert part.tier.name == "contested"


def test_what_nobody_scored_is_anything_on_the_scale_and_said():
    found = stand((*THREE[:2], *THREE[2:3]))
    part = one(found, "P-2")
    assert part.not_scored == ("Months",)
    for each in (part.value, part.value_rank, part.topsis, part.topsis_rank):
        assert isinstance(each, NotAssessed) and "nobody scored Months" in each.why
    assert part.above is not None and isinstance(part.above.swap, NotAssessed)
    whole = one(found, "P-1")
    assert isinstance(whole.value, NotAssessed) and "too few others" in whole.value.why
    alike = one(stand((*THREE[:2], ("director", "P-2", "Value", 9))), "P-2")
    assert alike.chance_first == pytest.approx(0.2, abs=0.03), (
        "its months are below 2 with one chance in five"
    )


def test_nobody_scored_it_at_all():
    found = stand()
    assert found.of("P-9") == NotAssessed(
        "standing", "nobody has scored it", ReasonCode.NOT_SCORED, names=("P-9",)
    )


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (("d", "P-4", "Value", 11), "the score 11 lies outside the scale 0 to 10 of Value"),
        (("d", "P-4", "Value", 5, 4, 12), "the score 12 lies outside"),
        (("d", "P-4", "Valeu", 5), "names 'Valeu', which is no criterion"),
        (("d", "P-4", None, 5), "names no criterion"),
        (("d", "P-4", "Value", None), "holds no score on Value"),
        (("d", "P-4", "Value", 5, 6, 7), "outside its own range 6 to 7"),
    ],
)
def test_unfit_scores_are_set_aside_with_their_row(row, words):
    found = stand((*THREE, row))
    assert (
        len(found.findings) == 1
        and found.findings[0].startswith("judgements row 8: ")
        and words in found.findings[0]
    )
    part = found.of("P-4")
    assert isinstance(part, NotAssessed) and "row 8" in part.why
    assert found.proposals == stand().proposals, "the others stand as before"


def test_the_later_of_two_scores_counts():
    again = ("director", "P-1", "Value", 2, None, None, "2026-03-01")
    found = stand((*THREE, again))
    assert found.findings == (
        "judgements row 2: the director scored P-1 again in row 8, which counts",
    )
    assert one(found, "P-1").dissent[0].middle == 2
    early = ("director", "P-1", "Value", 2, None, None, "2025-03-01")
    late = (("director", "P-1", "Value", 9, None, None, "2026-01-01"), *THREE[1:])
    found = stand((*late, early))
    assert found.findings == (
        "judgements row 8: the director scored P-1 again in row 2, which counts",
    )
    assert one(found, "P-1").dissent[0].middle == 9


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"scale_low": [0.0, 10.0]}, "criteria row 3: criterion K-2: the scale must run"),
        ({"scale_low": [0.0, 11.0]}, "criteria row 3"),
        ({"scale_high": [np.nan, 10.0]}, "criteria row 2: criterion K-1 states no scale_high"),
        ({"direction": [None, "down"]}, "criterion K-1 states no direction"),
        ({"direction": ["sideways", "down"]}, "up or down"),
        ({"weight": [3.0, -1.0]}, "criteria row 3: criterion K-2: a weight must not be negative"),
        ({"weight": [0.0, 0.0]}, "all weights are zero"),
    ],
)
def test_one_unfit_criterion_stops_all_ranking(changed, words):
    assert words in why(table=criteria(**changed))


def test_nothing_to_rank():
    assert "no criteria" in why(table=criteria().iloc[:0])
    assert "nobody has scored" in why(rows=())
    assert why(rows=THREE[:2]).startswith("1 proposal can be ranked")
    assert why(rows=(("d", "P-1", "Value", 99),)).startswith("no proposals can be ranked")
    assert "rank at most 2 together" in why(settings=Settings.of(standing_most=2))


def test_missing_weights_make_every_weighting_plausible():
    found = stand(table=criteria(weight=[3.0, np.nan]))
    assert found.weights is None and "no weight is stated for Months" in found.findings[0]
    assert found.proposals[0].chance_first == found.proposals[0].chance_first_any_weights


def test_scored_only_where_nothing_counts():
    found = stand((*THREE, ("d", "P-4", "Months", 1)), criteria(weight=[3.0, 0.0]))
    part = found.of("P-4")
    assert isinstance(part, NotAssessed) and "criteria of no weight" in part.why


def test_rescaled_weights_change_nothing():
    rows = (*THREE, ("auditor", "P-1", "Value", 3), ("auditor", "P-2", "Months", 1, 0, 4))
    # twice as much in binary is the same to the last digit
    assert stand(rows).proposals == stand(rows, criteria(weight=[6.0, 2.0])).proposals


def test_plain_and_the_same_bytes_every_time():
    rows = (*THREE, ("auditor", "P-1", "Value", 3, 2, 7))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        one_text = canonical_json(stand(rows))
    assert one_text == canonical_json(stand(rows))
    assert '"tier"' in one_text and stand(rows).table.shape == (3, 6)


def test_views_fill_what_a_role_left_open_from_the_others():
    known = [Criterion("K-1", "Value", "up", 0, 10), Criterion("K-2", "Months", "down", 0, 10)]
    rows = (
        *THREE[:4],
        ("auditor", "P-1", "Value", 3, 2, 4),
        ("counsel", "P-1", "Value", 5),
        ("counsel", "P-2", "Value", 6),
    )
    judged = read_scores(judgements(*rows), known)
    director, auditor, counsel = views_of(judged)
    assert director.mode.tolist() == pytest.approx(np.array([[0.9, 0.8], [0.5, 0.5]]))
    assert (auditor.low[0, 0], auditor.mode[0, 0], auditor.high[0, 0]) == (0.2, 0.3, 0.4)
    assert (auditor.low[1, 0], auditor.mode[1, 0], auditor.high[1, 0]) == (0.5, 0.55, 0.6), (
        "the span of the others"
    )
    assert counsel.mode[0, 1] == pytest.approx(0.8) and counsel.low[0, 1] == counsel.high[0, 1]
    assert middle_scores(judged).tolist() == [[5, 2], [5.5, 5]]


def test_a_range_of_a_criterion_that_counts_down_is_turned_round():
    known = [Criterion("K-2", "Months", "down", 0, 10)]
    (view,) = views_of(
        read_scores(judgements(("d", "P-1", "k-2", 4, 3, 8), ("d", "P-2", "MONTHS", 1)), known)
    )
    assert (view.low[0, 0], view.mode[0, 0], view.high[0, 0]) == pytest.approx((0.2, 0.6, 0.7))


@pytest.fixture(scope="module")
def of_the_sample(sample):
    from pmo_toolkit.workspace import read_workspace

    workspace = read_workspace(sample)
    found = standing_of(
        workspace.table("judgements"), workspace.table("criteria"), Settings.of(seed=1)
    )
    assert isinstance(found, Standing)
    return found


def test_the_sample_organisation(of_the_sample):
    assert (
        len(of_the_sample.proposals) == 24
        and not of_the_sample.findings
        and not of_the_sample.left_out
    )
    assert {each.tier.name for each in of_the_sample.proposals} == {"robust", "contested", "weak"}
    acceptability = np.array([each.rank_acceptability for each in of_the_sample.proposals])
    assert np.allclose(acceptability.sum(axis=0), 1) and np.allclose(acceptability.sum(axis=1), 1)
    sparse = [each for each in of_the_sample.proposals if each.not_scored]
    assert len(sparse) == 3 and all(each.rank_high - each.rank_low >= 10 for each in sparse), (
        "little known, wide range"
    )
    assert any(each.who_differs for part in of_the_sample.proposals for each in part.dissent)


def test_weights_from_ahp_are_told_to_be_unproved():
    made = standing_of(judgements(*THREE), criteria(weight_method=["AHP", "swing"]), SETTINGS)
    assert isinstance(made, Standing)
    assert any("the weights of Value come from AHP" in each for each in made.findings)
    calm = standing_of(judgements(*THREE), criteria(), SETTINGS)
    assert isinstance(calm, Standing) and calm.findings == ()
    assert [each.rank_acceptability for each in made.proposals] == [
        each.rank_acceptability for each in calm.proposals
    ]


def test_weights_by_several_methods_have_no_common_unit():
    made = standing_of(judgements(*THREE), criteria(weight_method=["points", "swing"]), SETTINGS)
    alike = standing_of(judgements(*THREE), criteria(weight_method=["points"] * 2), SETTINGS)
    assert isinstance(made, Standing) and isinstance(alike, Standing)
    assert any("Value by points; Months by swing" in each for each in made.findings)
    assert alike.findings == ()
