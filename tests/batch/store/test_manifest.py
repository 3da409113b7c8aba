"""The manifest keeps to its schema, survives a round trip, and is not trusted blindly."""

from __future__ import annotations

import json

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo_toolkit.batch.job.outcome import Status
from pmo_toolkit.batch.store.manifest import MANIFEST_NAME, Entry, Manifest, read_manifest
from pmo_toolkit.core.errors import UsageError
from tests.batch.manifests import MANIFEST, SCHEMA

texts = st.text(st.characters(codec="utf-8"), max_size=20)
ids = st.text(
    st.characters(codec="utf-8", exclude_characters="/\\:", exclude_categories=["C"]),
    min_size=1,
    max_size=8,
)
ids = ids.filter(lambda text: text not in (".", "..") and text == text.strip())


@st.composite
def entries(draw):
    proposal, status = draw(ids), draw(st.sampled_from(Status))
    good = status is Status.RENDERED
    return Entry(
        id=proposal,
        title=draw(texts),
        status=status,
        why=None if good else draw(texts.filter(bool)),
        input_hash=draw(st.text("0123456789abcdef", min_size=64, max_size=64)),
        seed=draw(st.integers(0, 2**63)),
        as_of=draw(st.dates()).isoformat(),
        versions={"python": "3", "pmo-toolkit": "1"},
        seconds=draw(st.floats(0, 1e6).map(lambda number: float(f"{number:.6g}"))),
        report=f"{proposal}/report.html" if good else None,
        notebook=f"{proposal}/assessment.ipynb" if good or draw(st.booleans()) else None,
        assessment=f"{proposal}/assessment.json" if good else None,
        contents={f"{proposal}/report.html": {"bytes": 7, "sha256": "b" * 64}}
        if good and draw(st.booleans())
        else {},
        summary={"advice": {"position": draw(texts)}} if good else None,
    )


@given(
    st.lists(entries(), max_size=4, unique_by=lambda entry: entry.id),
    texts,
    st.lists(texts.filter(bool), max_size=2),
)
def test_round_trip_and_schema(tmp_path_factory, made, name, rows):
    folder = tmp_path_factory.mktemp("out")
    manifest = Manifest(
        workspace=name, is_sample=False, state="done", set_aside=tuple(rows), proposals=tuple(made)
    )
    manifest.write(folder)
    assert read_manifest(folder) == manifest
    content = json.loads((folder / MANIFEST_NAME).read_text(encoding="utf-8"))
    jsonschema.validate(content, SCHEMA, format_checker=jsonschema.FormatChecker())


def test_the_schema_is_one():
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize(
    "change",
    [
        {"status": "done"},
        {"why": "rendered, yet with a reason"},
        {"report": None},
        {"seconds": -1},
        {"input_hash": "short"},
        {"extra": 1},
    ],
)
def test_the_schema_refuses_what_is_no_entry(change):
    content = MANIFEST.as_dict() | {"proposals": [{**MANIFEST.as_dict()["proposals"][0], **change}]}
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(json.loads(json.dumps(content)), SCHEMA)


def test_a_folder_without_a_manifest_has_none(tmp_path):
    assert read_manifest(tmp_path) is None


def written(folder, change):
    content = json.loads(json.dumps(MANIFEST.as_dict()))
    change(content)
    (folder / MANIFEST_NAME).write_text(json.dumps(content), encoding="utf-8")


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda c: c.update(made_by="another"), "another program"),
        (lambda c: c.update(schema_version="2.0"), "another version"),
        (lambda c: c.pop("schema_version"), "another version"),
        (lambda c: c.pop("proposals"), "damaged"),
        (lambda c: c.update(proposals=3), "damaged"),
        (lambda c: c.update(proposals=["x"]), "damaged"),
        (lambda c: c["proposals"][0].update(status="odd"), "damaged"),
        (lambda c: c["proposals"][0].update(id=3), "damaged"),
        (lambda c: c["proposals"][0].pop("seed"), "damaged"),
        # its files may be removed by a later run: no path may lead out of the folder, or to a file
        # of another kind
        (lambda c: c["proposals"][0].update(report="P-1/../../passwords"), "damaged"),
        (lambda c: c["proposals"][0].update(id="..", report="../report.html"), "damaged"),
        (lambda c: c["proposals"][0].update(id="/etc", report="/etc/report.html"), "damaged"),
        (lambda c: c["proposals"][0].update(id="C:", report="C:/report.html"), "damaged"),
        (lambda c: c["proposals"][0].update(report="P-1/notes.txt"), "damaged"),
        (lambda c: c["proposals"][0].update(report="P-2/report.html"), "damaged"),
    ],
)
def test_a_manifest_that_is_not_ours_is_refused(tmp_path, change, told):
    written(tmp_path, change)
    with pytest.raises(UsageError, match=told):
        read_manifest(tmp_path)


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b"3", b"\xff\xfe", b"[" * 100000, b'{"made_by": null}']
)
def test_no_manifest_at_all_is_refused(tmp_path, content):
    (tmp_path / MANIFEST_NAME).write_bytes(content)
    with pytest.raises(
        UsageError, match=r"is damaged: it is not the JSON|belongs to another program"
    ):
        read_manifest(tmp_path)


def test_fields_of_a_later_version_are_passed_over(tmp_path):
    written(tmp_path, lambda c: c["proposals"][0].update(colour="blue"))
    assert read_manifest(tmp_path) == MANIFEST
