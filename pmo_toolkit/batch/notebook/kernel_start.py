"""Starts a kernel as ``python -m ipykernel_launcher`` does.

The workbench is loaded while nobody waits yet.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress

from pmo_toolkit.core.processes.child_processes import end_with_starter

#: Megabytes that a kernel may take beyond what its libraries do.
MEMORY_VARIABLE = "PMO_MEMORY_MEGABYTES"


def main() -> None:
    """Load what notebooks need, then be a kernel."""
    if (starter := os.environ.get("JPY_PARENT_PID", "")).isdecimal() and os.name == "posix":
        end_with_starter(int(starter))
    with suppress(Exception):  # what is wrong with it shows in the notebook, in its place
        import pmo_toolkit.assessment.proposal
        import pmo_toolkit.report.proposal.sections  # noqa: F401
    megabytes = os.environ.pop(MEMORY_VARIABLE, None)
    if megabytes is not None:
        from pmo_toolkit.batch.fork_server.forking import limit_memory

        limit_memory(float(megabytes))
    from ipykernel import kernelapp

    # IPython before 9.7 would put the current folder back.
    kernelapp.launch_new_instance(argv=[*sys.argv[1:], "--InteractiveShellApp.ignore_cwd=True"])


if __name__ == "__main__":
    main()
