"""What stands in for worker processes in the tests of the batch."""

from __future__ import annotations

import dataclasses
import json
from hashlib import sha256

from pmo_toolkit.assessment.lookups.queries import Query, Reads
from pmo_toolkit.batch.engines.options import RunOptions
from pmo_toolkit.batch.job.job import JobResult
from pmo_toolkit.batch.job.outcome import Status
from pmo_toolkit.batch.job.result_files import FILE_NAMES, NOTEBOOK_NAME
from pmo_toolkit.batch.run import Selection

FILES = set(FILE_NAMES)


def grouped(arguments):
    """Keyword arguments for `run_batch`, of those of its groups beside its own."""
    taken = dict(arguments)
    groups = {"selection": Selection, "options": RunOptions}
    for name, kind in groups.items():
        fields = [field.name for field in dataclasses.fields(kind) if field.name in taken]
        taken[name] = kind(**{field: taken.pop(field) for field in fields})
    return taken


def tree(folder):
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


class Fake:
    """Stands in for the worker processes.

    Writes the three files at once, and counts what it was asked to do.

    What the files say hangs on the proposal and the seed; `before` is called before each job.
    """

    def __init__(self):
        self.asked = []
        self.answers = None
        self.before = lambda job: None
        self.ending = lambda job: Status.RENDERED

    def __call__(self, notebook, options):
        return self

    def __enter__(self):
        return self

    def __exit__(self, *_):
        pass

    def run(self, jobs):
        for job in jobs:
            self.before(job)
            self.asked.append(job.proposal_id)
            status = self.ending(job)
            job.staged.mkdir()
            names = FILE_NAMES if status is Status.RENDERED else (NOTEBOOK_NAME,)
            for name in names:
                content = {"proposal": {"id": job.proposal_id}, "title": job.title, "file": name}
                text = json.dumps(content | {"seed": job.parameters["seed"]})
                (job.staged / name).write_text(text, encoding="utf-8")
            why = None if status is Status.RENDERED else "for a reason"
            reads = self.reads(job.proposal_id)
            yield JobResult(job.proposal_id, status, why, 0.1, names, reads)

    def reads(self, proposal):
        """The proposal's own row, as the workspace of this run has it; or nothing was read."""
        if self.answers is None:
            return Reads(sha256().hexdigest(), ())
        return self.answers.reads([Query("proposals", (("id", (proposal,)),))])
