"""One proposal as a task for a process of its own."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pmo_toolkit.batch.job.job import Job, JobResult, failed_job, run_job
from pmo_toolkit.batch.kernel.progress import Progress, SendProgress
from pmo_toolkit.batch.kernel.role import Role, set_role


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

    def run(self, send: SendProgress) -> JobResult:
        """Do it in this forked process, or, where it takes several notebooks, in forks of it."""
        set_role(Role.FORKED if self.job.annexes else Role.IN_PROCESS, send)
        return self.run_with_kernels()

    def run_with_kernels(self) -> JobResult:
        """Do it in this process, as its role tells: if it has none, with new kernels."""
        return run_job(self.job, self.notebook, self.timeout_seconds)

    def failure(self, progress: Progress, error: Exception, seconds: float) -> JobResult:
        """The result where the process died: the notebook as far as it had come."""
        return failed_job(
            self.job, progress.notebook, error, self.notebook, self.timeout_seconds, seconds
        )
