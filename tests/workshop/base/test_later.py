"""A burst of requests is one call, and a script does not wait."""

from __future__ import annotations

import asyncio

from pmo_toolkit.workshop.base.later import Later


def test_a_burst_is_one_call():
    calls = []

    async def burst():
        later = Later(lambda: calls.append(1), seconds=0.02)
        for _ in range(5):
            later.request({"new": 1})
        assert calls == []
        await asyncio.sleep(0.1)

    asyncio.run(burst())
    assert calls == [1]


def test_without_an_event_loop_it_is_called_at_once():
    calls = []
    Later(lambda: calls.append(1)).request()
    assert calls == [1]


def test_what_is_asked_for_can_be_called_now_and_only_once():
    calls = []

    async def asked():
        later = Later(lambda: calls.append(1), seconds=0.02)
        later.flush()
        later.request()
        later.flush()
        assert calls == [1]
        await asyncio.sleep(0.1)

    asyncio.run(asked())
    assert calls == [1]
