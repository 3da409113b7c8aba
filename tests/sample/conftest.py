"""The default sample, as written and typed; no test changes it."""

from __future__ import annotations

import pytest

from pmo_toolkit.sample import make_sample
from tests.sample.typed_tables import typed


@pytest.fixture(scope="session")
def text():
    """The default sample, as written."""
    return make_sample()


@pytest.fixture(scope="session")
def tables(text):
    """The default sample, typed."""
    return {name: typed(name, table) for name, table in text.items()}
