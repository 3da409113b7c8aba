"""What is shared between proposals changes nothing about any of them."""

from __future__ import annotations

import pickle

from pmo_toolkit.assessment import assess_prepared, assess_proposal, prepare
from pmo_toolkit.assessment import prepared_cache as module
from pmo_toolkit.assessment.prepared_cache import make_ready, share
from pmo_toolkit.core.canonical_json import canonical_json
from pmo_toolkit.core.places import place
from pmo_toolkit.core.settings import Settings
from pmo_toolkit.sample import write_sample
from pmo_toolkit.workspace import read_workspace

DAY = "2026-01-15"


def test_an_assessment_from_shared_parts_has_the_same_bytes(tmp_path):
    write_sample(tmp_path / "w", proposals=6)
    history = tmp_path / "w" / "history.csv"
    lines = history.read_text(encoding="utf-8").splitlines(keepends=True)
    history.write_text("".join(lines[:61]), encoding="utf-8")  # all of it takes longer
    quick = Settings.of(draws=1024, standing_draws=500)
    made_alone = assess_proposal(tmp_path / "w", "P-002", as_of=DAY, seed=7, settings=quick)
    alone = canonical_json(made_alone.to_dict())
    prepared = prepare(tmp_path / "w", as_of=DAY, settings=quick)
    make_ready(prepared.with_seed(7), ["P-001", "P-002"])
    travelled = pickle.loads(pickle.dumps(prepared))
    made = len(travelled.learnt.models)
    assert made > 0
    assert canonical_json(assess_prepared(travelled, "P-002", seed=7).to_dict()) == alone
    assert len(travelled.learnt.models) == made  # nothing had to be fitted again


def test_only_the_very_path_and_day_are_shared(monkeypatch):
    monkeypatch.setattr(module, "_SHARED", {})
    sample = place("sample")
    prepared = prepare(sample, as_of=DAY)
    assert prepare(sample, as_of=DAY) is not prepared  # a path is read each time
    share(sample, prepared)
    assert prepare(str(sample), as_of=DAY) is prepared
    assert prepare(sample, as_of="2026-01-16") is not prepared
    assert prepare(sample, as_of=DAY, settings=prepared.settings) is not prepared


def test_a_workspace_keeps_what_was_prepared_for_it():
    workspace = read_workspace(place("sample"))
    prepared = prepare(workspace, as_of=DAY)
    assert prepare(workspace, as_of=DAY) is prepared
    assert prepare(workspace, as_of=DAY, settings=Settings()) is prepared  # the same settings
    other = prepare(workspace, as_of=DAY, settings=Settings.of(seed=7))
    assert other is not prepared and other.learnt is prepared.learnt
    # on another day the work in flight has run for another time
    assert prepare(workspace, as_of="2026-01-16").learnt is not prepared.learnt
    assert not pickle.loads(pickle.dumps(workspace)).kept
