"""The assessment of one proposal, without notebook and report, as a task for another process."""

from __future__ import annotations

import logging
import time
from dataclasses import dataclass
from pathlib import Path

from pmo_toolkit.batch.job.job import Job, JobResult
from pmo_toolkit.batch.job.outcome import Status
from pmo_toolkit.batch.kernel.progress import Progress, SendProgress
from pmo_toolkit.core.errors import ProposalError, describe

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class AssessmentTask:
    """A job whose result is the exact assessment, in the file that the job calls `staged`.

    Parameters
    ----------
    job : Job
        Its parameters are those of the notebook that assesses a proposal.
    notebook : Path
        Is not run.
    timeout_seconds : float
    """

    job: Job
    notebook: Path
    timeout_seconds: float

    @property
    def patience_seconds(self) -> float:
        """Time allowed for the assessment."""
        return self.timeout_seconds

    def run(self, send: SendProgress) -> JobResult:
        """Do it in this forked process."""
        return self.run_with_kernels()

    def run_with_kernels(self) -> JobResult:
        """Do it in this process; what the proposals share is kept for the next."""
        from pmo_toolkit.assessment import assess_prepared, prepare
        from pmo_toolkit.assessment.prepared_cache import share
        from pmo_toolkit.studies.assessments.exact_assessments import write_exact

        start = time.monotonic()
        wanted, status, why = self.job.parameters, Status.RENDERED, None
        try:
            prepared = prepare(wanted["workspace"], as_of=wanted["as_of"])
            share(Path(wanted["workspace"]), prepared)
            found = assess_prepared(prepared.with_seed(wanted["seed"]), self.job.proposal_id)
            write_exact(found, self.job.staged)
        except ProposalError as error:
            status, why = Status.FAILED, str(error)
        except Exception as error:
            log.exception("proposal %s", self.job.proposal_id)
            status, why = Status.FAILED, describe(error)
        return JobResult(self.job.proposal_id, status, why, time.monotonic() - start)

    def failure(self, progress: Progress, error: Exception, seconds: float) -> JobResult:
        """The result where the process died."""
        return JobResult(self.job.proposal_id, Status.FAILED, describe(error), seconds)
