"""Starts a kernel as ``python -m ipykernel_launcher`` does, with the workbench loaded while nobody waits yet."""

from __future__ import annotations

import os
import sys
from contextlib import suppress

#: Megabytes that a kernel may take beyond what its libraries do.
MEMORY_VARIABLE = "PMO_MEMORY_MEGABYTES"


def main() -> None:
    """Load what notebooks need, then be a kernel."""
    if sys.path and sys.path[0] == "":
        del sys.path[
            0
        ]  # the kernel puts it back; until then no file beside the notebook may stand in for a library
    with suppress(Exception):  # what is wrong with it shows in the notebook, in its place
        import pmo_toolkit.assessment.proposal
        import pmo_toolkit.report.proposal.sections  # noqa: F401
    megabytes = os.environ.pop(MEMORY_VARIABLE, None)
    if megabytes is not None:
        from pmo_toolkit.batch.fork_server.forking import limit_memory

        limit_memory(float(megabytes))
    from ipykernel import kernelapp

    kernelapp.launch_new_instance()


if __name__ == "__main__":
    main()
