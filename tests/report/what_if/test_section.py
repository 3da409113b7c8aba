"""Old beside new, and what is new in the sentence."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo_toolkit.report.what_if.section import lines_of, pieces_of, what_if
from pmo_toolkit.studies.what_if.changes import cell
from pmo_toolkit.studies.what_if.study import WhatIfStudy

words = st.lists(st.sampled_from(("we", "advise", "<b>", "not", "to")), min_size=1, max_size=8)


@pytest.fixture(scope="module")
def study(sample):
    return WhatIfStudy(sample, "P-021", as_of="2026-01-15")


@given(words, words)
def test_the_pieces_are_the_later_sentence(before, after):
    pieces = pieces_of(" ".join(before), " ".join(after))
    assert " ".join(piece.text for piece in pieces) == " ".join(after)
    assert any(piece.is_new for piece in pieces) or len(after) <= len(before)


def test_what_changed_stands_out_and_hostile_text_is_escaped(study):
    before = study.today
    rows = study.workspace.table("proposals")
    place = int(rows.loc[rows["id"] == "P-021", "_row"].iloc[0])
    after = replace(
        before,
        changes=cell("proposals", place, "requested_budget", 1.0),
        sentence=before.sentence + ' <img src=x onerror="alert(1)">',
        confidence="<script>",
    )
    section = what_if(before, after, study.figures)
    assert "<img src=x" not in section.html and "<script>" not in section.html
    assert "<ins>&lt;img" in section.html
    changed = [line for line in lines_of(before, after, study.figures) if line.changed]
    assert [line.label for line in changed] == ["Confidence"]


def test_without_changes_it_says_how_things_stand(study):
    text = what_if(study.today, study.today, study.figures).text
    assert "As it stands today" in text and study.today.sentence[:40] in text
