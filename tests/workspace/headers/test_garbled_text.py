"""Texts in a wrong encoding are told with their rows, and the encoding that helps."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo_toolkit.workspace import read_workspace
from pmo_toolkit.workspace.parsing.garbled import likely_encoding, ungarbled
from tests.workspace.builders import grave, make, one, read, told

GERMAN = "id,title\nP1,Ablösung der Größenprüfung\nP2,Straße\nP3,plain\n"


def test_utf8_that_was_taken_for_another_encoding_is_told_with_its_rows(tmp_path):
    workspace = read(tmp_path, proposals=GERMAN.encode().decode("cp1252"))
    trouble = one(workspace, says="garbled")
    assert "rows 2 and 3" in trouble.what and trouble.row == 2
    assert trouble.expected == "Ablösung der Größenprüfung"
    assert grave(workspace) == []


def test_a_declared_encoding_that_garbles_is_told_with_the_one_to_declare(tmp_path):
    config = 'encoding = "cp1252"\n'
    trouble = one(read(tmp_path, config, proposals=GERMAN), says="garbled")
    assert 'proposals = { file = "proposals.csv", encoding = "utf-8" }' in trouble.next_step
    config += '[files]\nproposals = { file = "proposals.csv", encoding = "utf-8" }\n'
    workspace = read(tmp_path, config, proposals=GERMAN)
    assert told(workspace, says="garbled") == []
    assert "Ablösung" in workspace.table("proposals").loc[0, "title"]


def test_an_encoding_holds_for_one_file_alone(tmp_path):
    make(tmp_path, '[files]\ngoals = { file = "goals.csv", encoding = "cp1252" }\n')
    (tmp_path / "proposals.csv").write_text(GERMAN, encoding="utf-8")
    (tmp_path / "goals.csv").write_bytes("id,title\nG1,Größe\n".encode("cp1252"))
    workspace = read_workspace(tmp_path)
    assert grave(workspace) == [] and told(workspace, says="garbled") == []
    assert workspace.table("goals")["title"].tolist() == ["Größe"]


def test_lost_letters_are_told(tmp_path):
    workspace = read(tmp_path, proposals="id,title\nP1,Abl\N{REPLACEMENT CHARACTER}sung\n")
    assert "letters are lost in row 2" in one(workspace, says="lost").what


@pytest.mark.parametrize("encoding", ["cp1252", "mac_roman", "cp850"])
def test_a_file_that_cannot_be_decoded_names_the_likely_encoding(tmp_path, encoding):
    make(tmp_path)
    (tmp_path / "proposals.csv").write_bytes(GERMAN.encode(encoding))
    trouble = one(read_workspace(tmp_path), grade="fault")
    assert f'encoding = "{encoding}"' in trouble.next_step and "Ablösung" in trouble.next_step


@given(st.text(st.sampled_from("äöüßÄÖÜéèàçñ€–abcdeABC ()"), max_size=40))
def test_sound_text_is_never_called_garbled(text):
    assert ungarbled(text) is None


@given(st.text(st.sampled_from("äöüßéèçñabc "), min_size=1, max_size=30))
def test_what_was_garbled_comes_back(text):
    garbled = text.encode().decode("latin-1")
    assert ungarbled(garbled) == (None if text.isascii() else text)


def test_bytes_that_are_no_text_have_no_likely_encoding():
    assert likely_encoding(bytes(range(128, 256)) * 4) is None
