"""The sentence encoder takes seconds: tests of merging look at ids and titles, but for one."""

from __future__ import annotations

import pytest

from pmo_toolkit.merging import tables


@pytest.fixture(autouse=True)
def without_encoder(monkeypatch, request):
    if "lookalikes" not in request.module.__name__:
        monkeypatch.setattr(tables, "lookalikes", lambda *_: ([], []))
