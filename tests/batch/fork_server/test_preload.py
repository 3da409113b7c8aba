"""A fork server is fit to be forked: one thread, no shell, nothing that a notebook would notice."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from pmo_toolkit.batch.fork_server import preload as module
from pmo_toolkit.batch.fork_server.connection import _environment
from pmo_toolkit.batch.fork_server.forking import can_fork
from pmo_toolkit.batch.fork_server.preload import NotForkable, make_forkable, preload

pytestmark = pytest.mark.skipif(not can_fork(), reason="this system cannot fork safely")

CODE = """
import json, sys
from datetime import date
from pathlib import Path
from pmo_toolkit.batch.fork_server.preload import Preparation, preload, make_forkable, thread_count
from pmo_toolkit.batch.fork_server.server import _share
from pmo_toolkit.workspace import read_workspace
import numpy as np
before = np.random.get_state()[1].tolist()
preload()
path = Path("data/sample").absolute()
read = read_workspace(path)
unshared = _share(Preparation(path, date(2026, 1, 15), 1, read.input_hash, read.proposal_ids[2:4]))
make_forkable()
import matplotlib
print(json.dumps({
    "unshared": unshared, "threads": thread_count(), "modules": list(sys.modules),
    "random": before == np.random.get_state()[1].tolist(),
    "figures": len(__import__("matplotlib._pylab_helpers").
        _pylab_helpers.Gcf.get_all_fig_managers()), "size": matplotlib.rcParams["font.size"],
}))
"""


@pytest.fixture(scope="module")
def parent(project):
    """What a process knows of itself that has become a fork server of the sample."""
    environment = _environment()
    done = subprocess.run(
        [sys.executable, "-c", CODE],
        cwd=project,
        env=environment,
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return json.loads(done.stdout.splitlines()[-1])


def test_it_has_one_thread_and_shares_the_workspace(parent):
    assert parent["threads"] == 1
    assert parent["unshared"] is None


def test_it_has_drawn_no_random_number_and_no_figure(parent):
    # NumPy's; Python's own is drawn from by libraries as they are imported, and both are new in
    # each fork.
    assert parent["random"]
    assert parent["figures"] == 0
    assert parent["size"] == 10.0


def test_it_has_not_loaded_what_must_wait_for_a_shell_or_only_costs_time(parent):
    loaded = set(parent["modules"])
    assert not loaded & {
        "matplotlib_inline.backend_inline",
        "rfc3987_syntax",
        "lark",
        "bs4",
        "nbconvert",
        "pmo_toolkit.cli",
    }
    assert set(module.MODULES) <= loaded


def test_a_module_that_cannot_be_imported_is_told(monkeypatch):
    monkeypatch.setattr(module, "MODULES", ("json", "no_such_module_at_all"))
    with pytest.raises(
        NotForkable, match="no_such_module_at_all cannot be imported: ModuleNotFoundError"
    ):
        preload()


def test_several_threads_are_refused(monkeypatch):
    monkeypatch.setattr(module, "thread_count", lambda: 3)
    with pytest.raises(NotForkable, match="3 threads"):
        make_forkable()
