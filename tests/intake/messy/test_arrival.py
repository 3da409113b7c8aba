"""Cells of messy workbooks arrive right, and what does not is listed as unsure."""

from __future__ import annotations

import pytest

from tests.intake.messy.scoring import Score, imported, score
from tests.intake.messy.workbooks import messy_case

#: At least this share of the cells that can be known arrives right with every suggestion taken.
SHARE = 0.95
#: The same for headers that the spellings of the package were chosen without.
OTHER_SHARE = 0.6
OTHER_SAMPLE = (0, 1)
SAMPLE = (0, 2, 4, 10)


def _scored(seeds, folder, *, other_headers=False):
    total = Score()
    for seed in seeds:
        case = messy_case(seed, folder / str(seed), other_headers=other_headers)
        before = [path.read_bytes() for path in case.files]
        result, workspace = imported(case, folder / str(seed) / "workspace")
        assert [path.read_bytes() for path in case.files] == before
        total += score(case, result, workspace)
    return total


def test_a_sample_of_messy_workbooks_arrives(tmp_path):
    total = _scored(SAMPLE, tmp_path)
    assert total.silent == []
    assert total.share >= SHARE, total.lost.most_common(12)


def test_headers_that_nobody_knew_of_never_arrive_wrong_in_silence(tmp_path):
    total = _scored(OTHER_SAMPLE, tmp_path, other_headers=True)
    assert total.silent == []
    assert total.share >= OTHER_SHARE, total.lost.most_common(12)


@pytest.mark.slow
def test_two_hundred_messy_workbooks_arrive(tmp_path):
    total = _scored(range(200), tmp_path)
    assert total.silent == []
    assert total.share >= SHARE, total.lost.most_common(20)


@pytest.mark.slow
def test_fifty_with_headers_that_nobody_knew_of(tmp_path):
    total = _scored(range(50), tmp_path, other_headers=True)
    assert total.silent == []
    assert total.share >= OTHER_SHARE, total.lost.most_common(20)
