"""Random dependencies between the proposals of the sample: rules that hold for each of them."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from pmo_toolkit.advice import POSITIONS
from pmo_toolkit.advice.positions import Grounds, position_from
from pmo_toolkit.assessment import prepare
from pmo_toolkit.assessment.dependencies.links import Linked, links_of, not_before_days
from pmo_toolkit.assessment.prepared_cache import valuation_of
from pmo_toolkit.core.places import place
from pmo_toolkit.core.settings import Settings
from pmo_toolkit.workspace import load_workspace

QUICK = Settings.of(draws=512)
#: Worth it alone, worth it with others only, hardly, not at all, and not valued.
NAMES = ("P-001", "P-004", "P-005", "P-007", "P-009", "P-010", "P-012", "P-014")
TARGETS = (*NAMES, "F-03", "F-08", "X-9")
TABLES = ("proposals", "in_flight", "services", "capabilities")
KINDS = ("requires", "excludes", "enables", "relates")
STRENGTHS = (None, 0.0, 0.3, 0.8, 1.0)
ADVANCE = ("advance", "advance in part")


@dataclass(frozen=True)
class Source:
    """The tables of the sample with other dependencies."""

    proposal: str
    tables: dict[str, pd.DataFrame]
    settings: Settings = QUICK

    def rows(self, table, where=None, *, columns=()):
        found = self.tables[table]
        kept = list(range(len(found)))
        for column, keys in (where or {}).items():
            values, wanted = found[column].tolist(), set(keys)
            kept = [row for row in kept if values[row] in wanted]
        return found[list(columns)].iloc[kept].reset_index(drop=True)

    def faults_of(self, proposal):
        return False


class Sample(tuple):
    """Tables, and net value by proposal; shown in short."""

    def __repr__(self):
        return "the sample"


@pytest.fixture(scope="module")
def sample():
    """Tables, and net value by proposal."""
    prepared = prepare(load_workspace(place("sample")), settings=QUICK)
    tables = {name: prepared.workspace.table(name) for name in TABLES}
    names = prepared.workspace.proposal_ids
    return Sample((tables, {name: valuation_of(prepared, name) for name in names if name in NAMES}))


def linked(sample, links, proposal) -> Linked:
    tables, values = sample
    frame = pd.DataFrame(links, columns=["from", "to", "type", "lag_days", "strength"])
    frame = frame.astype({"lag_days": "float64", "strength": "float64"})
    source = Source(proposal, tables | {"dependencies": frame})
    return links_of(source, "2027-03-01", values.__getitem__)


def position(sample, links, proposal) -> str:
    found = linked(sample, links, proposal)
    bundle = found.links.bundle if found.required_by else None
    grounds = Grounds(
        sample[1][proposal].chance,
        None,
        goals=True,
        evidence=1.0,
        requires=found.requires,
        required_by=found.required_by,
        bundle=bundle.chance_net_positive if bundle else None,
        unknown=found.links.unknown,
        gives_way=any(exclusion.gives_way for exclusion in found.links.excludes),
        may_advance=found.links.may_advance,
    )
    return position_from(grounds, QUICK)


LINK = st.tuples(
    st.sampled_from(NAMES),
    st.sampled_from(TARGETS),
    st.sampled_from(KINDS),
    st.sampled_from((None, 0.0, 60.0)),
    st.sampled_from(STRENGTHS),
)
LINKS = st.lists(LINK, max_size=14)
many = settings(
    max_examples=40,
    deadline=None,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=list(HealthCheck),
)


@many
@given(links=LINKS)
def test_of_two_that_exclude_one_another_at_most_one_is_advanced(sample, links):
    at = {name: position(sample, links, name) for name in NAMES}
    for one, other, kind, _, _ in links:
        if kind == "excludes" and one != other and other in at:
            assert not (at[one] in ADVANCE and at[other] in ADVANCE), (one, other)


@many
@given(links=LINKS, more=LINK)
def test_requiring_one_thing_more_never_makes_a_proposal_bolder(sample, links, more):
    added = [*links, (more[0], more[1], "requires", *more[3:])]
    before, after = (position(sample, rows, more[0]) for rows in (links, added))
    assert POSITIONS.index(after) >= POSITIONS.index(before)


@many
@given(links=LINKS, chance=st.randoms())
def test_the_order_of_rows_changes_nothing(sample, links, chance):
    shuffled = list(links)
    chance.shuffle(shuffled)
    for name in NAMES[:3]:
        assert linked(sample, shuffled, name) == linked(sample, links, name)


def test_a_circle_and_a_contradiction_are_named_from_each_end(sample):
    links = [
        ("P-001", "P-004", "requires", None, 1.0),
        ("P-004", "P-005", "requires", None, 1.0),
        ("P-005", "P-001", "requires", None, 1.0),
        ("P-001", "P-001", "excludes", None, 1.0),
        ("P-005", "P-004", "excludes", None, 1.0),
    ]
    first = linked(sample, links, "P-001").links
    assert first.circle == ("P-001", "P-004", "P-005") and first.contradictions == ("itself",)
    assert linked(sample, links, "P-004").links.contradictions == ("P-005",)
    assert linked(sample, links, "P-005").links.circle == ("P-005", "P-001", "P-004")


def test_work_in_flight_and_unknown_work_are_kept_apart(sample):
    links = [
        ("P-001", "F-03", "requires", 30.0, 1.0),
        ("P-001", "F-08", "requires", None, 1.0),
        ("P-001", "X-9", "requires", None, None),
    ]
    found = linked(sample, links, "P-001")
    assert [(work.id, work.finish) for work in found.links.in_flight] == [
        ("F-03", "2027-03-31"),
        ("F-08", None),
    ]
    assert [work.id for work in found.links.unknown] == ["X-9"] and found.requires == ()
    assert found.links.not_before == "2027-05-01" and found.links.not_before_days == 61


def test_work_under_way_goes_before_what_it_excludes(sample):
    links = [("P-007", "F-08", "excludes", None, 1.0), ("P-009", "X-9", "excludes", None, 1.0)]
    assert position(sample, [], "P-007") == "advance"
    assert position(sample, links, "P-007") == "defer"
    (unknown,) = linked(sample, links, "P-009").links.excludes
    assert not unknown.gives_way and unknown.chance_worth_more is None


@pytest.mark.parametrize(("strength", "days"), [(0.4, None), (0.5, 61.0), (None, 61.0)])
def test_a_link_that_hardly_binds_moves_no_day(sample, strength, days):
    frame = pd.DataFrame(
        [("P-001", "F-03", "requires", 30.0, strength)],
        columns=["from", "to", "type", "lag_days", "strength"],
    )
    source = Source("P-001", sample[0] | {"dependencies": frame})
    assert not_before_days(source, "2027-03-01") == days
    assert not_before_days(source, None) is None


def test_of_two_rows_that_say_the_same_the_more_cautious_counts(sample):
    links = [
        ("P-001", "P-005", "requires", 10.0, 0.4),
        ("P-001", "P-005", "requires", 30.0, 0.6),
        ("P-001", "P-005", "requires", None, 0.5),
    ]
    (only,) = linked(sample, links, "P-001").requires
    assert (only.strength, only.lag_days, only.is_strength_stated) == (0.6, 30.0, True)


def test_a_bundle_is_the_same_in_the_report_of_each_member(sample):
    links = [("P-007", "P-005", "requires", 0.0, 0.7), ("P-001", "P-005", "requires", 0.0, 0.6)]
    bundles = [linked(sample, links, name).links.bundle for name in ("P-001", "P-005", "P-007")]
    assert bundles[0] == bundles[1] == bundles[2] and bundles[0].enabler == "P-005"
