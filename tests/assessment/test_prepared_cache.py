"""What is shared between proposals changes nothing about any of them."""

from __future__ import annotations

import pickle

from pmo_toolkit.assessment import assess_prepared, assess_proposal, prepare
from pmo_toolkit.assessment import offered as module
from pmo_toolkit.assessment.offered import offer, offered
from pmo_toolkit.assessment.prepared_cache import make_ready
from pmo_toolkit.core.canonical_json import canonical_json
from pmo_toolkit.core.places import place
from pmo_toolkit.sample import write_sample

DAY = "2026-01-15"


def test_an_assessment_from_shared_parts_has_the_same_bytes(tmp_path):
    write_sample(tmp_path / "w", proposals=6)
    alone = canonical_json(assess_proposal(tmp_path / "w", "P-002", as_of=DAY, seed=7).to_dict())
    prepared = prepare(tmp_path / "w", as_of=DAY)
    make_ready(prepared, 7, ["P-001", "P-002"])
    travelled = pickle.loads(pickle.dumps(prepared))
    made = len(travelled.models)
    assert made > 0
    assert canonical_json(assess_prepared(travelled, "P-002", seed=7).to_dict()) == alone
    assert len(travelled.models) == made  # nothing had to be fitted again


def test_only_the_very_workspace_and_day_are_found(tmp_path, monkeypatch):
    monkeypatch.setattr(module, "_OFFERED", {})
    sample = place("sample") if (place("sample")).is_dir() else tmp_path
    assert offered(sample, DAY) is None
    prepared = prepare("sample", as_of=DAY)
    offer(sample, prepared)
    assert offered(str(sample), DAY) is prepared is prepare(sample, as_of=DAY)
    assert offered(sample, "2026-01-16") is None
    assert offered(sample / "other", DAY) is None
    assert offered(prepared.workspace, DAY) is None
    assert prepare(sample, as_of=DAY, settings=prepared.settings) is not prepared
