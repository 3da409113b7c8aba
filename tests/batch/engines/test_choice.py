"""An engine that cannot be meant is refused before anything is done."""

from __future__ import annotations

import subprocess
import sys

import pytest

from pmo_toolkit.batch.engines import choice as engines_module
from pmo_toolkit.batch.engines.choice import ENGINES, FirstThatStarts, check_engine, make_crew
from pmo_toolkit.batch.engines.fork.pool import WarmCrew
from pmo_toolkit.batch.engines.spawn.pool import Crew, CrewError
from pmo_toolkit.core.errors import UsageError


@pytest.mark.parametrize("engine", ENGINES)
def test_the_known_ones_pass(engine):
    check_engine(engine, None)


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
    check_engine("dask", address)


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
        check_engine(engine, scheduler)


def test_this_machines_own_engines_need_no_dask(tmp_path):
    kinds = {"spawn": Crew, "fork": WarmCrew, "auto": FirstThatStarts}
    for engine, kind in kinds.items():
        made = make_crew(
            3, tmp_path / "n", 1.0, None, engine=engine, scheduler=None, workspace=tmp_path
        )
        assert type(made) is kind


def test_where_nothing_can_be_forked_workers_are_spawned(monkeypatch, tmp_path):
    monkeypatch.setattr(engines_module, "can_fork", lambda: False)
    made = make_crew(
        3, tmp_path / "n", 1.0, None, engine="auto", scheduler=None, workspace=tmp_path
    )
    assert type(made) is Crew
    with pytest.raises(UsageError, match="--engine fork needs Linux"):
        check_engine("fork", None)


def test_the_next_crew_takes_over_where_the_first_cannot_start():
    class Unfit:
        def run(self, jobs):
            raise CrewError("no")
            yield

        def stop(self):
            stopped.append(self)

    class Fit(Unfit):
        def run(self, jobs):
            yield from jobs

    stopped = []
    with FirstThatStarts(Unfit(), Fit()) as crew:
        assert list(crew.run([1, 2])) == [1, 2]
    assert len(stopped) == 2
    with pytest.raises(CrewError), FirstThatStarts(Unfit(), Unfit()) as crew:
        list(crew.run([1]))


def test_dask_is_not_loaded_unless_it_is_asked_for(project):
    code = (
        "import sys, pmo_toolkit.batch.run, pmo_toolkit.cli;"
        "sys.exit(bool({'dask', 'distributed', 'fsspec'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=project, check=False, timeout=60)
    assert done.returncode == 0
