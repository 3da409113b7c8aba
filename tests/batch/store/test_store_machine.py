"""Random runs, kills, edits and changed answers against a model of the folder of results."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from datetime import date
from pathlib import Path

import nbformat
import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from pmo_toolkit.assessment.answers import Answers
from pmo_toolkit.batch.job.outcome import Status
from pmo_toolkit.batch.job.result_files import FILE_NAMES, NOTEBOOK_NAME
from pmo_toolkit.batch.run import run_batch
from pmo_toolkit.batch.store.folder import LocalFolder
from pmo_toolkit.batch.store.journal import JOURNAL_NAME
from pmo_toolkit.batch.store.verification import verify
from pmo_toolkit.core.errors import UsageError
from tests.batch.fakes import Fake, grouped
from tests.batch.store.store_model import Model
from tests.batch.tiny import BY_ID, HAND_OVER, make_workspace, notebook

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork there")
IDS = ["P-1", "P-2", "P-3", "P-4"]
NAMES = st.sampled_from(IDS)
OPERATIONS = ("take", "append", "write_text", "settle", "remove")
KILLED = 9


class StoreMachine(RuleBasedStateMachine):
    """A folder of results, its model, and a pool that makes small files at once."""

    def __init__(self):
        super().__init__()
        self.place = Path(tempfile.mkdtemp(prefix="pmo-machine-"))
        self.out = self.place / "out"
        self.workspace_path = self.place / "ws"
        self.workspace_path.mkdir()
        self.notebook = self.place / "tiny.ipynb"
        nbformat.write(notebook(BY_ID, HAND_OVER), self.notebook)
        self.pool = Fake()
        self.pool.ending = lambda job: (
            Status.FAILED if job.proposal_id in self.failing else Status.RENDERED
        )
        self.failing: set[str] = set()
        self.model = Model(dict.fromkeys(IDS, "first"))

    def teardown(self):
        """At last everything is made, and equals a run that nothing has disturbed."""
        try:
            self.failing.clear()
            self.run(resume=True, chosen=[])
            self.batch(self.place / "clean", resume=False, chosen=[])
            assert contents(self.out) == contents(self.place / "clean")
        finally:
            shutil.rmtree(self.place)

    def batch(self, out: Path, *, resume: bool, chosen: list[str]):
        workspace = make_workspace(IDS)
        table = workspace.tables["proposals"]
        table["title"] = [self.model.titles[name] for name in table["id"]]
        self.pool.answers = Answers(workspace)
        self.pool.asked.clear()
        return run_batch(
            workspace,
            self.workspace_path,
            out,
            as_of=date(2026, 1, 2),
            notebook=self.notebook,
            pool=lambda *_: self.pool,
            **grouped({"resume": resume, "ids": chosen, "seed": self.model.seed}),
        )

    @rule(resume=st.booleans(), chosen=st.lists(NAMES, max_size=3, unique=True))
    def run(self, resume, chosen):
        """A run that comes to its end makes what it must and keeps the rest."""
        wanted = [name for name in IDS if not chosen or name in chosen]
        must, unsure = self.model.must_run(wanted, resume), set(self.model.unsure)
        result = self.batch(self.out, resume=resume, chosen=chosen)
        assert [name for name in self.pool.asked if name not in unsure] == must
        assert len(self.pool.asked) + result.kept == len(wanted)
        for name in self.pool.asked:
            self.model.entered(name, name not in self.failing)
        for name in unsure.intersection(wanted).difference(self.pool.asked):
            self.model.entered(name, True)
        self.model.begun = self.model.ended = True

    @rule(resume=st.booleans(), after=st.integers(0, 3))
    def stopped_run(self, resume, after):
        """A run that is stopped has entered what was made before."""

        def stop(job):
            if len(self.pool.asked) == after:
                raise KeyboardInterrupt

        self.pool.before = stop
        unsure = set(self.model.unsure)
        try:
            self.batch(self.out, resume=resume, chosen=[])
            self.model.ended = True
        except KeyboardInterrupt:
            self.model.ended = False
        finally:
            self.pool.before = lambda job: None
        assert len(self.pool.asked) <= after
        for name in self.pool.asked:
            self.model.entered(name, name not in self.failing)
        if self.model.ended:
            for name in unsure.difference(self.pool.asked):
                self.model.entered(name, True)
        self.model.begun = True

    @rule(resume=st.booleans(), at=st.integers(0, 45), cut=st.floats(0, 1))
    def killed_run(self, resume, at, cut):
        """A run in a process that ends without a word before or amid an operation on the folder."""
        log = self.place / "operations"
        log.write_text("", encoding="utf-8")
        child = os.fork()
        if child == 0:
            try:
                kill_at(at, cut, log)
                self.batch(self.out, resume=resume, chosen=[])
                os._exit(0)
            finally:
                os._exit(70)
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        assert code in (0, KILLED)
        lines = [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()]
        for *operation, whole in lines:
            if whole:
                self.model.follow(operation, self.failing)
            else:
                self.model.torn(operation)

    @precondition(lambda self: (self.out / JOURNAL_NAME).exists())
    @rule(share=st.floats(0, 1))
    def journal_loses_its_end(self, share):
        """As a disk may that lies about what it has written."""
        path = self.out / JOURNAL_NAME
        data = path.read_bytes()
        cut = int(share * len(data))
        path.write_bytes(data[:cut])
        self.model.lost(data[data.rfind(b"\n", 0, cut) + 1 :].decode())

    @rule(name=NAMES, file=st.sampled_from(FILE_NAMES), how=st.sampled_from(["flip", "add", "cut"]),
          bit=st.integers(0, 10**6))  # fmt: skip
    def file_changes(self, name, file, how, bit):
        path = self.out / name / file
        if not path.exists() or f"{name}/{file}" in self.model.damaged:
            return
        data = bytearray(path.read_bytes())
        if how == "flip":
            data[bit // 8 % len(data)] ^= 1 << bit % 8
        path.write_bytes(data + b" " if how == "add" else data[: -1 if how == "cut" else None])
        self._damaged(name, file, "changed")

    @rule(name=NAMES, file=st.sampled_from(FILE_NAMES))
    def file_goes(self, name, file):
        path = self.out / name / file
        if path.exists():
            path.unlink()
            self._damaged(name, file, "absent")

    def _damaged(self, name, file, problem):
        done = self.model.done.get(name)
        if done is not None and (done.rendered or file == NOTEBOOK_NAME):
            self.model.damaged[f"{name}/{file}"] = problem

    @rule(name=NAMES, title=st.sampled_from(["first", "second", "third"]))
    def answer_changes(self, name, title):
        self.model.titles[name] = title

    @rule(seed=st.sampled_from([1, 2]))
    def seed_changes(self, seed):
        self.model.seed = seed

    @rule(name=NAMES)
    def proposal_begins_or_ceases_to_fail(self, name):
        self.failing ^= {name}

    @precondition(lambda self: (self.out / "index.html").exists())
    @rule()
    def index_goes(self):
        (self.out / "index.html").unlink()

    @invariant()
    def verify_tells_what_is_damaged(self):
        if not self.model.begun:
            if (self.out / "manifest.json").exists():
                assert verify(self.out).files == 0
            elif self.out.exists():
                with pytest.raises(UsageError, match="holds no manifest"):
                    verify(self.out)
            return
        found = verify(self.out)
        told = dict.fromkeys(found.changed, "changed")
        told |= dict.fromkeys(found.absent, "absent")
        index = told.pop("index.html", None)
        assert index is None or found.unfinished or not (self.out / "index.html").exists()
        sure = {path: problem for path, problem in told.items()
                if path.partition("/")[0] not in self.model.unsure}  # fmt: skip
        assert sure == self.model.damaged
        assert not found.unreadable
        assert found.unfinished or self.model.ended


def kill_at(at: int, cut: float, log: Path) -> None:
    """Have this process end at an operation on a folder; those before it are written down."""
    count, place = [0], {"take": 1, "write_text": 1}

    def wrap(kind):
        real = getattr(LocalFolder, kind)

        def operation(self, *arguments):
            what = arguments[1][0] if kind == "append" else str(arguments[place.get(kind, 0)])
            if count[0] == at:
                if kind == "append":
                    data = f"{what}\n".encode()
                    with (self.path / arguments[0]).open("ab") as file:
                        file.write(data[: int(cut * len(data))])
                    note(log, kind, what, False)
                os._exit(KILLED)
            count[0] += 1
            real(self, *arguments)
            note(log, kind, what, True)

        setattr(LocalFolder, kind, operation)

    for kind in OPERATIONS:
        wrap(kind)


def note(log: Path, *operation: object) -> None:
    with log.open("a", encoding="utf-8") as file:
        file.write(json.dumps(operation) + "\n")


def contents(folder: Path) -> dict[str, bytes]:
    """All files by name."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


class TestStore(StoreMachine.TestCase):
    """As many examples as the suite has seconds for."""

    settings = settings(max_examples=10, stateful_step_count=10)


@pytest.mark.slow
class TestStoreAtLength(StoreMachine.TestCase):
    """More, and longer ones."""

    settings = settings(max_examples=200, stateful_step_count=20)
