"""An engine that cannot be meant is refused before anything is done."""

from __future__ import annotations

import subprocess
import sys

import pytest

from pmo_toolkit.batch import engine_choice
from pmo_toolkit.batch.engine_choice import FallbackPool, make_pool
from pmo_toolkit.batch.engines import options as options_module
from pmo_toolkit.batch.engines.options import ENGINES, RunOptions
from pmo_toolkit.batch.engines.pool import PoolError, ProcessPool
from pmo_toolkit.core.errors import UsageError


@pytest.mark.parametrize("engine", ENGINES)
def test_the_known_ones_pass(engine):
    RunOptions(engine=engine)


@pytest.mark.parametrize(
    "address",
    [
        "tcp://10.0.0.5:8786",
        "tls://dask.example:8786",
        "localhost:8786",
        "tcp://[::1]:8786",
        "ws://host:80/",
    ],
)
def test_an_address_passes(address):
    RunOptions(engine="dask", scheduler=address)


@pytest.mark.parametrize(
    ("engine", "scheduler", "told"),
    [
        ("daks", None, r"'daks'; did you mean dask\? Known are"),
        ("", None, r"''\. Known are auto, fork, spawn, dask"),
        ("dask\0", None, r"'dask\\x00'"),
        ("auto", "tcp://10.0.0.5:8786", "add --engine dask"),
        ("dask", "", "is no address"),
        ("dask", "10.0.0.5", "is no address"),
        ("dask", "inproc://1/2", "is no address"),
        ("dask", "tcp://a b:8786", "is no address"),
        ("dask", "tcp://h:8786\n", "is no address"),
        ("dask", "/etc/passwd", "is no address"),
        ("dask", "tcp://h:\ud800", "is no address"),
    ],
)
def test_what_cannot_be_meant_is_refused(engine, scheduler, told):
    with pytest.raises(UsageError, match=told):
        RunOptions(engine=engine, scheduler=scheduler)


def test_this_machines_own_engines_need_no_dask(tmp_path):
    def made(engine):
        return make_pool(tmp_path / "n", RunOptions(engine=engine, jobs=3), workspace=tmp_path)

    assert [made(engine).forks for engine in ("spawn", "fork")] == [False, True]
    assert [pool.forks for pool in made("auto").pools] == [True, False]


def test_where_nothing_can_be_forked_workers_are_spawned(monkeypatch, tmp_path):
    monkeypatch.setattr(engine_choice, "can_fork", lambda: False)
    monkeypatch.setattr(options_module, "can_fork", lambda: False)
    made = make_pool(tmp_path / "n", RunOptions(), workspace=tmp_path)
    assert type(made) is ProcessPool and not made.forks
    with pytest.raises(UsageError, match="--engine fork needs Linux"):
        RunOptions(engine="fork")


def test_the_next_pool_takes_over_where_the_first_cannot_start():
    class Unfit:
        def run(self, jobs):
            raise PoolError("no")
            yield

        def stop(self):
            stopped.append(self)

    class Fit(Unfit):
        def run(self, jobs):
            yield from jobs

    stopped = []
    with FallbackPool(Unfit(), Fit()) as pool:
        assert list(pool.run([1, 2])) == [1, 2]
    assert len(stopped) == 2
    with pytest.raises(PoolError), FallbackPool(Unfit(), Unfit()) as pool:
        list(pool.run([1]))


def test_dask_is_not_loaded_unless_it_is_asked_for(project):
    code = (
        "import sys, pmo_toolkit.batch.run, pmo_toolkit.cli;"
        "sys.exit(bool({'dask', 'distributed', 'fsspec'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=project, check=False, timeout=60)
    assert done.returncode == 0
