"""National guidance as a third opinion.

The published numbers, nothing mitigated silently, nothing made of nothing.
"""

from math import inf, nan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.analysis.evidence.evidence_kinds import EVIDENCE_KINDS
from pmo_toolkit.analysis.evidence.readiness import EvidenceItem, Readiness
from pmo_toolkit.analysis.money.uplift import BUSINESS_CASE, TARGETS, Uplift, optimism_uplift
from pmo_toolkit.core.errors import SettingsError
from pmo_toolkit.core.settings import Settings

KINDS = {target: kind for target, (kind, _, _) in TARGETS.items()}
targets = st.sampled_from(sorted(TARGETS))
shares = st.floats(0, 1)
bases = st.floats(1e-6, 1e12)


def uplifted(
    target: str = "capital_cost",
    base: float = 100.0,
    evidence: Readiness | None = None,
    **set_: float,
) -> Uplift:
    made = optimism_uplift(
        target, base, "the requested budget", Settings().with_overrides(set_), evidence
    )
    assert isinstance(made, Uplift)
    return made


def readiness(*absent: str) -> Readiness:
    items = [
        EvidenceItem(
            kind.key, kind.label, kind.key not in absent, "", 1 / len(EVIDENCE_KINDS), None
        )
        for kind in EVIDENCE_KINDS
    ]
    return Readiness(tuple(items), 1 - len(absent) / len(items))


@pytest.mark.parametrize(
    ("target", "uplift", "sound", "least"),
    [
        # Mott MacDonald 2002, tables 2 and 9: upper and lower bounds, and the share of the business
        # case.
        ("capital_cost", 2.00, 0.84, 0.10),
        ("duration_days", 0.54, 0.2808, 0.10),
        ("outsourced_operating_cost", 0.41, 0.0, 0.0),
    ],
)
def test_the_published_bounds_and_what_a_sound_business_case_would_justify(
    target, uplift, sound, least
):
    made = uplifted(target, 1_000_000)
    assert (made.uplift, made.sound_uplift, made.least_uplift) == pytest.approx(
        (uplift, sound, least)
    )
    assert made.result == made.highest_result == pytest.approx(1_000_000 * (1 + uplift))
    assert made.sound_result == pytest.approx(1_000_000 * (1 + sound))
    assert made.least_result == pytest.approx(1_000_000 * (1 + least))


def test_the_published_worked_example_of_mitigation():
    # Mott MacDonald 2002, example of managed risks: £100 m, upper bound 51 %, 92 % managed → 4 %
    # and £104 m, to which the cost of managing risks is still to be added.
    made = uplifted(
        base=100,
        uplift_capital_upper=0.51,
        uplift_capital_lower=0.04,
        uplift_capital_mitigated=0.92,
    )
    assert made.uplift == pytest.approx(0.0408) and made.result == pytest.approx(104.08)
    assert "The cost of managing the risks comes on top" in made.sentence


@pytest.mark.parametrize("target", sorted(TARGETS))
def test_the_recorded_causes_make_up_the_whole_bias(target):
    made = uplifted(target)
    assert sum(each.share for each in made.mitigations) == pytest.approx(1)
    assert made.mitigations[0].share == made.business_case_share


@given(targets, bases, shares, shares)
def test_more_mitigation_never_raises_the_result(target, base, one, other):
    less, more = sorted((one, other))
    name = f"uplift_{KINDS[target]}_mitigated"
    before, after = uplifted(target, base, **{name: less}), uplifted(target, base, **{name: more})
    assert after.result <= before.result
    assert after.sound_result <= before.sound_result


@given(targets, bases, shares, shares, st.tuples(st.floats(0, 10), st.floats(0, 10)))
def test_every_result_lies_between_the_bounds(target, base, mitigated, case, bounds):
    lower, upper = sorted(bounds)
    names = {"upper": upper, "lower": lower, "mitigated": mitigated, "business_case": case}
    made = uplifted(
        target, base, **{f"uplift_{KINDS[target]}_{name}": value for name, value in names.items()}
    )
    assert (
        made.base * (1 + lower)
        == made.least_result
        <= made.sound_result
        <= made.result
        <= made.highest_result
    )


@given(targets, st.sets(st.sampled_from([kind.key for kind in EVIDENCE_KINDS])))
def test_evidence_shapes_the_words_and_never_the_figure(target, absent):
    silent, told = uplifted(target), uplifted(target, evidence=readiness(*absent))
    assert (told.uplift, told.result, told.sound_result) == (
        silent.uplift,
        silent.result,
        silent.sound_result,
    )
    assert told.mitigations[0].shown == absent.isdisjoint(BUSINESS_CASE)
    assert not any(each.shown for each in told.mitigations[1:])


def test_what_the_business_case_lacks_is_named():
    found = uplifted(evidence=readiness("benefits", "benefit_owner", "class")).mitigations[0].found
    assert (
        found
        == "6 of 8 parts stated; absent: benefits as ranges in money; an owner for every benefit"
    )
    assert "for a person to judge" in uplifted(evidence=readiness()).mitigations[0].found
    assert uplifted().mitigations[0].found == "the proposal's evidence was not looked at"


def test_every_part_of_a_business_case_is_a_kind_of_evidence():
    assert set(BUSINESS_CASE) <= {kind.key for kind in EVIDENCE_KINDS}


def test_the_sentence_says_what_would_justify_less():
    assert (
        uplifted().sentence.replace("\u00a0", " ")
        == "National guidance for the capital cost of equipment and development adds 200 % to the"
        " requested budget as long as nothing is shown to be mitigated. A"
        " sound business case, whose absence explained 58 % of such bias, would justify 84 %"
        " instead. 10 % stays even if every cause is managed. The cost of managing the risks"
        " comes on top and is not in it."
    )


def test_the_sentence_names_what_settings_take_as_mitigated_and_offers_no_more_than_is_left():
    said = uplifted(uplift_capital_mitigated=0.7).sentence.replace("\u00a0", " ")
    assert (
        "adds 60 % to the requested budget with 70 % of the bias taken as mitigated, as the"
        " settings say" in said
    )
    assert "sound business case" not in said
    all_managed = uplifted(uplift_capital_mitigated=1.0).sentence.replace("\u00a0", " ")
    assert "adds 10 %" in all_managed and "stays even" not in all_managed


def test_the_table_has_a_row_a_case():
    table = uplifted(base=10.0).table
    assert list(table.columns) == ["case", "uplift", "money"]
    assert table["money"].tolist() == pytest.approx([10, 30, 18.4, 11])


@pytest.mark.parametrize("base", [None, 0.0, -5.0, nan, inf, -inf, 1e308])
@pytest.mark.parametrize("target", sorted(TARGETS))
def test_without_a_figure_to_raise_nothing_is_assessed(target, base):
    made = optimism_uplift(target, base, "the requested budget", Settings())
    if base == 1e308 and target != "capital_cost":
        assert isinstance(made, Uplift)
    else:
        assert isinstance(made, NotAssessed) and made.why and "nan" not in str(made)


def test_the_guidance_is_silent_on_effort():
    made = optimism_uplift("effort_person_hours", 5000.0, "the stated effort", Settings())
    assert (
        isinstance(made, NotAssessed)
        and "capital cost, duration and outsourced running cost only" in made.why
    )


def test_a_lower_bound_above_the_upper_is_refused():
    with pytest.raises(
        SettingsError, match=r"uplift_duration_lower \(0.6\) must not exceed .* \(0.54\)"
    ):
        Settings().with_overrides({"uplift_duration_lower": 0.6})


@pytest.mark.parametrize("value", [-0.1, 1.1, nan, "half"])
def test_a_mitigated_share_that_is_no_share_is_refused(value):
    with pytest.raises(SettingsError, match="uplift_capital_mitigated"):
        Settings().with_overrides({"uplift_capital_mitigated": value})


def test_every_uplift_setting_gives_its_reason_and_whatever_was_published_its_source():
    told = [each for each in Settings.describe() if each["name"].startswith("uplift_")]
    assert len(told) == 12 and all(each["reason"] for each in told)
    assert all(
        "Mott MacDonald 2002" in each["source"]
        for each in told
        if not each["name"].endswith("mitigated")
    )
