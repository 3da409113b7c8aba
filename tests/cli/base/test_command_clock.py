"""Time of a command counts from the start of its process."""

from __future__ import annotations

import subprocess
import sys
import time

from pmo_toolkit.cli.base import command_clock
from pmo_toolkit.cli.base.command_clock import CommandClock, seconds_of_process


def test_what_passed_before_counts_and_nothing_is_left_after_the_limit():
    now = iter([100.0, 101.0, 102.0, 200.0])
    clock = CommandClock(3.0, lambda: next(now))
    assert clock.seconds == 4.0
    assert clock.left(10.0) == 5.0
    assert clock.left(10.0) == 0.0


def test_a_process_knows_when_it_began():
    code = (
        "import time; time.sleep(0.4)\n"
        "from pmo_toolkit.cli.base.command_clock import CommandClock\n"
        "print(CommandClock.of_process().seconds)"
    )
    begun = time.monotonic()
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    took = time.monotonic() - begun
    # where the system tells nothing, the processor's time stands for it, and sleep is none
    least = 0.35 if sys.platform.startswith("linux") else 0.0
    assert least <= float(done.stdout) <= took + 0.05


def test_where_the_system_tells_nothing_the_processors_time_stands(monkeypatch):
    monkeypatch.setattr(command_clock.sys, "platform", "other")
    assert 0 < seconds_of_process() <= time.process_time()
