"""Whether somebody at a notebook's window ran the cell that runs now."""

from __future__ import annotations

import sys
from typing import Any


def somebody_ran_this_cell() -> bool:
    """Whether a window such as JupyterLab's sent the running cell, so that forms can be shown.

    A window names its cell in each request to the kernel; papermill, nbclient, nbval, nbconvert
    and voila send none. An environment variable would also be found in what a notebook starts.
    """
    return _cell_of_window() is not None


def _cell_of_window() -> str | None:
    interactive = sys.modules.get("IPython")  # not loaded: no notebook runs
    shell = interactive.get_ipython() if interactive is not None else None
    kernel: Any = getattr(shell, "kernel", None)
    request: Any = kernel.get_parent("shell") if hasattr(kernel, "get_parent") else None
    try:
        cell = request["metadata"]["cellId"]
    except (TypeError, KeyError):
        return None
    return cell if isinstance(cell, str) else None
