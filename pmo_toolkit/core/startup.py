"""What a process of ours leaves out or puts off as it starts: it costs seconds, serves nothing.

jsonschema imports every checker of formats that is installed, whether or not one is ever asked for.
One of them, ``rfc3987_syntax``, builds the grammar of international web addresses at its import:
one to two seconds of processor time, in every process that reads a notebook. It is there because
JupyterLab's server asks for jsonschema with all its checkers. Notebooks have no such addresses in
their schema.
"""

from __future__ import annotations

import atexit
import gc
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from typing import Any

#: Imported by jsonschema where they are installed, at the cost of a grammar each.
GRAMMARS = ("rfc3987_syntax",)


def at_first_use(package: str, homes: Mapping[str, str]) -> Callable[[str], Any]:
    """``__getattr__`` (PEP 562) of a package that loads each public name when it is first used.

    Parameters
    ----------
    package : str
    homes : mapping of str to str
        Name → module of this program that holds it. A name that is its own home is that module.
    """

    def load(name: str) -> Any:
        if name not in homes:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        home = import_module(f"pmo_toolkit.{homes[name]}")
        value = home if homes[name] == name else getattr(home, name)
        setattr(sys.modules[package], name, value)
        return value

    return load


def collect_seldom() -> None:
    """Look for garbage less often.

    What our commands and notebooks make stays until their process ends.

    To look through the small objects of a large workspace again and again takes a fifth of its
    reading time; to look once more when the process ends takes a third of a second.
    """
    gc.set_threshold(20_000, 20, 20)
    atexit.register(gc.freeze)


def import_nbformat() -> None:
    """Import nbformat, and jsonschema with it, without the grammars.

    Call it before papermill or nbclient are imported.

    Afterwards the grammars can be imported by whoever wants them. Where jsonschema is there
    already, nothing is done.
    """
    if "jsonschema" in sys.modules:
        return
    with _hidden(GRAMMARS):
        import nbformat  # noqa: F401 (imported for those that come after)


@contextmanager
def _hidden(names: tuple[str, ...]) -> Iterator[None]:
    """Modules `names` seem not to be installed, unless they have been imported before."""
    hidden = [name for name in names if name not in sys.modules]
    # None is Python's own sign for a module that must not be looked for.
    sys.modules.update(dict.fromkeys(hidden))  # type: ignore[arg-type]
    try:
        yield
    finally:
        for name in hidden:
            sys.modules.pop(name, None)


def _installed() -> str:
    try:
        return version("pmo-toolkit")
    except PackageNotFoundError:
        return "0+not.installed"


#: Which release of the workbench this is.
__version__ = _installed()
