"""Forms as a script meets them: without an event loop, whatever else runs in the process."""

from __future__ import annotations

import asyncio
import threading

import pytest


def _loop_runs() -> bool:
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return False
    return True


@pytest.hookimpl(wrapper=False, tryfirst=True)
def pytest_pyfunc_call(pyfuncitem):
    """In a thread of its own where a browser of other tests keeps a loop running in this one."""
    if not _loop_runs():
        return None
    names = pyfuncitem._fixtureinfo.argnames
    arguments = {name: pyfuncitem.funcargs[name] for name in names}
    errors: list[BaseException] = []

    def call() -> None:
        try:
            pyfuncitem.obj(**arguments)
        except BaseException as error:
            errors.append(error)

    thread = threading.Thread(target=call)
    thread.start()
    thread.join()
    if errors:
        raise errors[0]
    return True
