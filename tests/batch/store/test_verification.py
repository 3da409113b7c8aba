"""`pmo verify`: every file of a run against the hash that was written down for it."""

from __future__ import annotations

import hashlib
from dataclasses import replace

import pytest

from pmo_toolkit.batch.store.manifest import Manifest, read_manifest
from pmo_toolkit.batch.store.verification import verification_lines, verify
from pmo_toolkit.core.errors import UsageError
from tests.batch.manifests import RENDERED


@pytest.fixture
def run(tmp_path):
    """A folder of results of one proposal, whole."""
    entry = replace(RENDERED, id="P-1", report="P-1/report.html", notebook="P-1/assessment.ipynb")
    entry = replace(entry, assessment="P-1/assessment.json", annexes=())
    contents = {}
    for path in entry.files:
        data = f"content of {path}".encode()
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_bytes(data)
        contents[path] = {"bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}
    entry = replace(entry, contents=contents)
    manifest = Manifest(workspace="w", is_sample=False, state="done", proposals=(entry,))
    manifest.write(tmp_path)
    return tmp_path


def test_a_whole_run_is_whole(run):
    found = verify(run)
    assert (found.files, found.is_whole, found.unfinished) == (3, True, False)
    assert verification_lines(found) == ["3 files are as they were written."]


def test_a_changed_page_of_the_index_is_seen(run):
    data = b"index"
    (run / "index.html").write_bytes(data)
    held = {"bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}
    manifest = replace(
        read_manifest(run), index=("index.html",), index_contents={"index.html": held}
    )
    manifest.write(run)
    assert (verify(run).files, verify(run).is_whole) == (4, True)
    (run / "index.html").write_bytes(b"Index")
    assert verify(run).changed == ("index.html",)
    (run / "index.html").unlink()
    assert verify(run).absent == ("index.html",)


@pytest.mark.parametrize("place", [0, 5, -1])
def test_one_flipped_bit_is_seen(run, place):
    path = run / "P-1" / "assessment.json"
    data = bytearray(path.read_bytes())
    data[place] ^= 1
    path.write_bytes(data)
    found = verify(run)
    assert found.changed == ("P-1/assessment.json",)
    assert not found.is_whole
    assert "1 of 3 files" in verification_lines(found)[-1]


def test_an_absent_file_is_said(run):
    (run / "P-1" / "report.html").unlink()
    assert verify(run).absent == ("P-1/report.html",)


def test_a_folder_in_place_of_a_file_is_said(run):
    (run / "P-1" / "report.html").unlink()
    (run / "P-1" / "report.html").mkdir()
    assert verify(run).unreadable == ("P-1/report.html",)


def test_a_folder_without_a_run_is_refused(tmp_path):
    with pytest.raises(UsageError, match=r"holds no manifest\.json"):
        verify(tmp_path)


def test_a_run_that_was_ended_counts_its_files_alone(run):
    manifest = read_manifest(run)
    replace(manifest, state="stopped").write(run)
    (run / "P-1" / "report.html").unlink()
    lines = verification_lines(verify(run))
    assert "ended early" in lines[1]
    assert lines[2].startswith("1 of 3 files")
