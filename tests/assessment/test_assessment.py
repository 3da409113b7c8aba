"""From a workspace to an assessment: complete, repeatable, honest about what is absent."""

import json
import shutil
from dataclasses import fields
from functools import cache
from pathlib import Path

import jsonschema
import pandas as pd
import pytest

from pmo_toolkit import report
from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.analysis.estimating.estimate import Estimate
from pmo_toolkit.assessment import Assessment, Prepared, assess_prepared, assess_proposal, prepare
from pmo_toolkit.assessment.result import JSON_KEYS
from pmo_toolkit.assessment.schema import FILE, schema_text
from pmo_toolkit.core.canonical_json import json_ready
from pmo_toolkit.core.errors import ProposalError, UsageError, WorkspaceError
from pmo_toolkit.core.settings import Settings

#: Coarse draws: what is asked here of all proposals does not hang on how many there are.
QUICK = Settings.of(draws=1024, standing_draws=500)


@cache
def schema():
    """What validates by the schema, which is itself looked through once."""
    known = json.loads(FILE.read_text(encoding="utf-8"))
    kind = jsonschema.validators.validator_for(known)
    kind.check_schema(known)
    return kind(known)


@pytest.fixture(scope="module")
def prepared(sample) -> Prepared:
    return prepare(sample, settings=QUICK)


@pytest.fixture(scope="module")
def assessments(prepared) -> dict[str, Assessment]:
    return {each: assess_prepared(prepared, each) for each in prepared.workspace.proposal_ids}


def write(folder: Path, **tables: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in tables.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return folder


def test_the_schema_file_is_the_one_of_the_types():
    assert FILE.read_text(encoding="utf-8") == schema_text(), (
        "run python -m pmo_toolkit.assessment.schema"
    )


def test_the_sections_lie_side_by_side_under_the_keys_of_the_schema(assessments):
    assessment = assessments["P-003"]
    made = assessment.to_dict()
    known = json.loads(FILE.read_text(encoding="utf-8"))["properties"].keys()
    assert made.keys() == known - {"department_answers"}  # nobody has answered on this one
    for section, keys in JSON_KEYS.items():
        part = getattr(assessment, section)
        assert list(keys) == [each.name for each in fields(part)]
        for name, key in keys.items():
            assert made[key] == json_ready(getattr(part, name))


def test_short_paths_are_those_of_the_sections_and_not_written(assessments):
    assessment = assessments["P-003"]
    assert assessment.cost.p50 == assessment.cost.cost.p50
    assert assessment.cost.p80 == assessment.cost.cost.p80
    assert assessment.effort is assessment.history.effort
    assert assessment.duration is assessment.history.duration
    assert assessment.effort.p50 == assessment.effort.point
    made = assessment.to_dict()
    assert "p50" not in made["cost"] and "p50" not in made["effort"]


def test_every_assessment_of_the_sample_keeps_the_schema(assessments):
    for assessment in assessments.values():
        schema().validate(json.loads(assessment.to_json()))


def test_the_schema_refuses_what_is_not_an_assessment(assessments):
    made = json.loads(next(iter(assessments.values())).to_json())
    made["readiness"]["share"] = "much"
    with pytest.raises(jsonschema.ValidationError):
        schema().validate(made)


def test_the_same_inputs_give_the_same_bytes_alone_or_among_others(sample, assessments):
    for proposal in ("P-003", "P-014", "P-018"):
        alone = assess_proposal(sample, proposal, settings=QUICK)
        assert alone.to_json() == assessments[proposal].to_json()
        assert "NaN" not in alone.to_json() and "Infinity" not in alone.to_json()


def test_another_seed_moves_the_draws_but_hardly_the_figures(sample):
    prepared = prepare(sample)
    first, other = (assess_prepared(prepared, "P-003", seed=seed) for seed in (None, 7))
    assert other.provenance.seed == 7
    assert other.to_json() != first.to_json()
    assert other.cost.p80 == pytest.approx(first.cost.p80, rel=0.02)


def test_reasons_and_chances_name_a_number_that_stands_in_the_assessment(assessments):
    for assessment in assessments.values():
        made = assessment.to_dict()
        assert assessment.advice.named.keys() >= {"readiness.share"}
        for number, named in assessment.advice.named.items():
            found = made
            for step in number.split("."):
                found = found[int(step)] if isinstance(found, list) else found[step]
            value = len(found) if isinstance(found, list) else found
            assert value == pytest.approx(named, rel=1e-5)


def test_the_sample_shows_every_kind_of_advice_but_hardly_repeats_itself(assessments):
    positions = {each.advice.position for each in assessments.values()}
    assert {"advance", "explore", "defer", "do not pursue yet"} <= positions


def test_a_proposal_never_sees_its_own_outcome(sample, tmp_path):
    def assess(actual: int) -> dict[str, object]:
        folder = tmp_path / str(actual)
        shutil.copytree(sample, folder)
        history = pd.read_csv(folder / "history.csv", dtype=str, keep_default_na=False)
        history.loc[0, "project"] = "P-003"
        for target in ("effort_person_hours", "cost", "duration_days"):
            history.loc[0, f"actual_{target}"] = str(actual)
        history.to_csv(folder / "history.csv", index=False)
        made = assess_proposal(folder, "P-003", settings=QUICK).to_dict()
        made["provenance"].pop("input_hash")
        return made

    assert assess(100) == assess(900_000)


def test_the_history_without_the_own_row_is_one_project_shorter(sample, tmp_path, assessments):
    folder = tmp_path / "own"
    shutil.copytree(sample, folder)
    history = pd.read_csv(folder / "history.csv", dtype=str, keep_default_na=False)
    history.loc[0, "project"] = "P-003"
    history.to_csv(folder / "history.csv", index=False)
    made, full = assess_proposal(folder, "P-003", settings=QUICK), assessments["P-003"]
    assert isinstance(made.effort, Estimate) and isinstance(full.effort, Estimate)
    assert made.effort.n + made.effort.left_out == full.effort.n + full.effort.left_out - 1


def test_an_id_and_a_title_are_enough(tmp_path):
    folder = write(tmp_path / "w", proposals="id,title\n007,A portal\n")
    made = assess_proposal(folder, "007", as_of="2026-11-22")
    assert made.advice.position == "explore" and made.advice.confidence == "low"
    assert made.readiness.share == 0
    for part in (made.cost, made.options, made.effort, made.outside.cost):
        assert isinstance(part, NotAssessed)
    assert made.context.currency is None
    assert made.context.as_of == "2026-11-22" and made.context.valid_until == "2027-02-20"
    schema().validate(json.loads(made.to_json()))


def test_a_budget_alone_is_seen_in_the_light_of_the_outside_view(tmp_path):
    rows = "\n".join(f"H{i},{100 + i},{(100 + i) * (1 + i / 20)}" for i in range(20))
    folder = write(
        tmp_path / "w",
        proposals="id,title,requested_budget\nP1,A portal,1000\n",
        history=f"project,estimate_cost,actual_cost\n{rows}\n",
    )
    own_alone = Settings.of(others_spread_projects=0.0)
    made = assess_proposal(folder, "P1", as_of="2026-11-22", settings=own_alone)
    assert made.cost.basis == "budget"
    assert made.cost.p50 == pytest.approx(1475, rel=0.01)
    # None of 20 stayed below its estimate: one more does with a chance of 1 ÷ 21, and with some
    # more since they do not say how they were delivered.
    assert 1 / 21 < made.cost.chance_within_budget < 3 / 21
    assert made.cost.contingency == pytest.approx(made.cost.p80 - 1000)


def test_who_asks_for_an_unknown_proposal_is_offered_the_nearest(prepared):
    with pytest.raises(UsageError, match="P-003"):
        assess_prepared(prepared, "P-0033")


def test_row_faults_fail_their_proposal_alone(tmp_path):
    folder = write(tmp_path / "w", proposals="id,title,requested_budget\nP1,,50\nP2,Two,100\n")
    ready = prepare(folder, as_of="2026-11-22")
    with pytest.raises(ProposalError, match="title"):
        assess_prepared(ready, "P1")
    assert assess_prepared(ready, "P2").proposal.requested_budget == 100


def test_an_odd_cell_is_not_assessed_and_the_report_says_which_and_why(tmp_path):
    folder = write(
        tmp_path / "w",
        proposals="id,title,stage,requested_budget\nP1,One,Idee,lots\nP2,Two,Plan,ca. 100\n",
    )
    made = assess_proposal(folder, "P1", as_of="2026-11-22")
    assert made.proposal.requested_budget is None
    assert made.provenance.cell_findings == (
        "proposals, row 2, column stage (“Idee”): is not a word that this column knows: not"
        " assessed",
        "proposals, row 2, column requested_budget (“lots”): is not an amount of money: not"
        " assessed",
    )
    assert "requested_budget (“lots”)" in report.evidence(made).text
    schema().validate(json.loads(made.to_json()))


CORRELATED = {
    "proposals": "id,title\nP1,One\nP2,Two\n",
    "options": "id,proposal,kind,term_months\nO1,P1,build,12\nO2,P2,build,12\n",
    # a year at a time: others' spread takes the place of ranges of what is spent once
    "costs": "option,element,low,mode,high,period,correlation_group\n"
    + "".join(
        f"{option},{each},1,5,9,per year,{each}\n" for option in ("O1", "O2") for each in "abc"
    ),
}


def test_correlations_of_groups_move_the_cost_and_a_repair_is_said_with_its_rows(tmp_path):
    head = "proposal,one,other,correlation\n"
    bare = write(tmp_path / "w", **CORRELATED)
    joined = write(
        tmp_path / "joined" / "w",
        **CORRELATED,
        correlations=head + "P1,a,b,0.9\nP1,b,c,0.9\nP1,a,c,0.9\n",
    )
    odd = write(
        tmp_path / "odd" / "w",
        **CORRELATED,
        correlations=head + "P1,a,b,0.95\nP1,b,c,0.95\nP1,a,c,-0.9\n",
    )
    apart, wide, mended = (
        assess_proposal(each, "P1", as_of="2026-11-22") for each in (bare, joined, odd)
    )
    width = [each.risk.cost.quantiles.p90 - each.risk.cost.quantiles.p10 for each in (apart, wide)]
    assert width[1] > 1.1 * width[0] and not wide.risk.findings
    assert wide.cost.p80 == pytest.approx(wide.risk.cost.quantiles.p80)
    assert any("(correlations rows 2, 3 and 4)" in each for each in mended.risk.findings)
    assert "correlations rows 2, 3 and 4" in report.risks(mended).text
    assert "correlations rows 2, 3 and 4" in report.risk_headline(mended).text
    schema().validate(json.loads(mended.to_json()))
    others = [assess_proposal(each, "P2", as_of="2026-11-22") for each in (bare, joined, odd)]
    assert len({each.to_json() for each in others}) == 1


def test_a_correlation_of_itself_fails_its_proposal_alone(tmp_path):
    rows = "proposal,one,other,correlation\nP1,a,a,0.5\n"
    ready = prepare(write(tmp_path / "w", **CORRELATED, correlations=rows))
    with pytest.raises(ProposalError, match="correlations"):
        assess_prepared(ready, "P1")
    assert assess_prepared(ready, "P2").risk.findings == ()


def test_a_fault_stops_everything(tmp_path):
    with pytest.raises(WorkspaceError):
        prepare(write(tmp_path / "w", proposals="title\nOne\n"))


@pytest.mark.parametrize("as_of", ["yesterday", "2026-13-01", ""])
def test_a_date_that_is_none_is_refused(sample, as_of):
    with pytest.raises(UsageError, match="as_of"):
        prepare(sample, as_of=as_of)


def test_the_summary_holds_the_figures_of_the_first_page(assessments):
    made = assessments["P-003"].summary()
    assert list(made.columns) == ["figure", "value", "unit"]
    assert {"cost P50", "cost P80", "chance that the budget suffices"} <= set(made["figure"])
