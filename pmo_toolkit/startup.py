"""What a process of ours leaves out as it starts, because it costs seconds and serves nothing here.

jsonschema imports every checker of formats that is installed, whether or not one is ever asked for. One of them,
``rfc3987_syntax``, builds the grammar of international web addresses at its import: one to two seconds of processor
time, in every process that reads a notebook. It is there because JupyterLab's server asks for jsonschema with all its
checkers. Notebooks have no such addresses in their schema.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

#: Imported by jsonschema where they are installed, at the cost of a grammar each.
GRAMMARS = ("rfc3987_syntax",)


def import_nbformat() -> None:
    """Import nbformat, and jsonschema with it, without the grammars; call it before papermill or nbclient are imported.

    Afterwards the grammars can be imported by whoever wants them. Where jsonschema is there already, nothing is done.
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
