"""Importing the package costs nothing and promises everything."""

from __future__ import annotations

import contextlib
import doctest
import importlib
import inspect
import io
import os
import pkgutil
import subprocess
import sys

import pytest

import pmo_toolkit
from pmo_toolkit.core import startup

HEAVY = {
    "numpy",
    "pandas",
    "sklearn",
    "matplotlib",
    "scipy",
    "papermill",
    "nbformat",
    "rich",
    "pydantic",
}


def python(code, **environment):
    clean = {
        name: value
        for name, value in os.environ.items()
        if name not in pmo_toolkit.THREAD_VARIABLES
    }
    command = [sys.executable, "-c", code]
    done = subprocess.run(
        command, env=clean | environment, capture_output=True, text=True, check=True
    )
    return done.stdout.split()


@pytest.mark.parametrize("module", ["pmo_toolkit", "pmo_toolkit.cli"])
def test_nothing_heavy_is_imported(module, project):
    loaded = python(f"import sys, {module}; print(*sys.modules)", PYTHONPATH=str(project))
    assert {name.partition(".")[0] for name in loaded} & HEAVY == set()


def test_threads_are_pinned_unless_the_user_says_otherwise(project):
    code = (
        "import pmo_toolkit, os; print(*(os.environ[name] for name in"
        " pmo_toolkit.THREAD_VARIABLES))"
    )
    assert python(code, PYTHONPATH=str(project)) == ["1"] * 5
    assert python(code, PYTHONPATH=str(project), OMP_NUM_THREADS="3") == ["3", "1", "1", "1", "1"]


@pytest.mark.parametrize("name", pmo_toolkit.__all__)
def test_every_promised_name_is_there(name):
    assert getattr(pmo_toolkit, name) is not None
    assert name in dir(pmo_toolkit)


@pytest.mark.parametrize(
    "name", ["", ".advice", ".assessment", ".charts", ".report", ".studies", ".workspace"]
)
def test_nothing_leaks_into_what_completion_offers(name):
    package = importlib.import_module(f"pmo_toolkit{name}")
    modules = {module.name for module in pkgutil.iter_modules(package.__path__)}
    offered = {each for each in dir(package) if not each.startswith("__")}
    assert offered - set(package.__all__) - modules == set()


def promised():
    """Public names that can hold a docstring: of the package and of its forms."""
    for package in (pmo_toolkit, importlib.import_module("pmo_toolkit.workshop")):
        for name in package.__all__:
            found = getattr(package, name)
            if inspect.isclass(found) or inspect.isfunction(found):
                yield name, inspect.cleandoc(found.__doc__ or "")


def test_every_promised_name_holds_an_example():
    assert [name for name, text in promised() if "Examples\n--------\n>>> " not in text] == []


@pytest.mark.slow
def test_examples_that_take_long_hold():
    """Those that quick tests skip; those that need a client's files cannot run."""
    checker = doctest.OutputChecker()
    for name, text in promised():
        if "+SKIP" not in text or ('"sample"' not in text and "sizes" not in text):
            continue
        known = {**vars(sys.modules[getattr(pmo_toolkit, name).__module__])}
        for example in doctest.DocTestParser().get_examples(text):
            written = io.StringIO()
            with contextlib.redirect_stdout(written):
                exec(compile(example.source, name, "single"), known)
            if example.want:
                assert checker.check_output(example.want, written.getvalue(), 0), (name, example)


def test_other_names_are_not():
    with pytest.raises(AttributeError, match="has no attribute 'nonsense'"):
        pmo_toolkit.nonsense  # noqa: B018


def test_an_error_inside_a_module_is_not_mistaken_for_a_missing_name(monkeypatch):
    def broken(name):
        raise ModuleNotFoundError("No module named 'pandas'")

    monkeypatch.delitem(vars(pmo_toolkit), "read_workspace", raising=False)
    monkeypatch.setattr(startup, "import_module", broken)
    with pytest.raises(ModuleNotFoundError, match="pandas"):
        pmo_toolkit.read_workspace  # noqa: B018
