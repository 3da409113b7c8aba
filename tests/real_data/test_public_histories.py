"""Units of public data sets: what their sources document is no alarm, months as days are."""

from __future__ import annotations

import pytest

from pmo_toolkit.workspace import read_workspace
from tests.real_data.public_histories import SETS, write_history
from tests.workspace.builders import told

#: Sets whose months, read as days, cannot be: effort is in hours beside them.
_SHOW_MONTHS = ("china", "desharnais", "ebspm", "maxwell", "seera")


@pytest.mark.parametrize("name", SETS)
def test_documented_units_are_no_alarm(public_data, tmp_path, name):
    folder = write_history(public_data, name, tmp_path / name, converted=True)
    assert told(read_workspace(folder), says="looks like") == []


@pytest.mark.parametrize("name", _SHOW_MONTHS)
def test_months_that_are_read_as_days_are_named(public_data, tmp_path, name):
    folder = write_history(public_data, name, tmp_path / name, converted=False)
    guesses = told(read_workspace(folder), says="looks like")
    assert guesses and {guess.what.split(",")[0] for guess in guesses} == {"looks like months"}
    assert "actual_duration_days" in {guess.column for guess in guesses}
