"""What stands in for worker processes in the tests of the batch."""

from __future__ import annotations

import json

from pmo_toolkit.batch.one import Done
from pmo_toolkit.batch.outcome import Status

FILES = {"report.html", "assessment.ipynb", "assessment.json"}


def tree(folder):
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


class Fake:
    """Stands in for the worker processes: writes the three files at once, and counts what it was asked to do."""

    def __init__(self):
        self.asked = []
        self.ending = lambda job: Status.RENDERED

    def __call__(self, size, notebook, timeout_seconds, log=None):
        return self

    def __enter__(self):
        return self

    def __exit__(self, *_):
        pass

    def run(self, jobs):
        for job in jobs:
            self.asked.append(job.proposal_id)
            status = self.ending(job)
            job.staged.mkdir()
            names = sorted(FILES) if status is Status.RENDERED else ["assessment.ipynb"]
            for name in names:
                content = json.dumps({"proposal": {"id": job.proposal_id}, "title": job.title})
                (job.staged / name).write_text(content, encoding="utf-8")
            why = None if status is Status.RENDERED else "for a reason"
            yield Done(job.proposal_id, status, why, 0.1, tuple(names))
