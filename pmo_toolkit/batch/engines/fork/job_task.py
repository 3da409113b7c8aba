"""One proposal as a task for a process of its own."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pmo_toolkit.batch.job.job import Done, Job, do, lost
from pmo_toolkit.batch.kernel.progress import Progress, Tell
from pmo_toolkit.batch.kernel.role import Role, become


@dataclass(frozen=True)
class JobTask:
    """A job, the notebook that does it, and the time for the cells of each notebook."""

    job: Job
    notebook: Path
    timeout_seconds: float

    @property
    def patience_seconds(self) -> float:
        """Time allowed for the cells of one notebook."""
        return self.timeout_seconds

    def run(self, tell: Tell) -> Done:
        """Do it in this process, or, where it takes several notebooks, in forks of it."""
        become(Role.APART if self.job.annexes else Role.HERE, tell)
        return do(self.job, self.notebook, self.timeout_seconds)

    def lost(self, progress: Progress, error: Exception, seconds: float) -> Done:
        """A failure, with the notebook as far as it had come."""
        return lost(
            self.job, progress.notebook, error, self.notebook, self.timeout_seconds, seconds
        )
