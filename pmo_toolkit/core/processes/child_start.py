"""Runs a module as ``python -m`` does, in a process that ends with its starter.

For servers that are not ours, such as JupyterLab: ``python -m
pmo_toolkit.core.processes.child_start STARTER MODULE ARGUMENTS…``, where STARTER is the process
that starts it, in a thread that lives as long.
"""

from __future__ import annotations

import runpy
import sys

from pmo_toolkit.core.processes.child_processes import end_with_parent


def main() -> None:
    """Run the module that the command line names."""
    starter, module = sys.argv[1:3]
    del sys.argv[1:3]
    end_with_parent(int(starter), in_order=True)
    runpy.run_module(module, run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main()
