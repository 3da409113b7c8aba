"""Tables that change on disk are said in one line; a mere touch is not."""

from __future__ import annotations

import os

from pmo_toolkit.studies.elicitation.session import WorkshopSession
from pmo_toolkit.workshop.steps.changes_on_disk import TablesOnDisk


def test_only_what_the_tables_say_counts(folder, workspace):
    disk = TablesOnDisk(WorkshopSession(folder, workspace, "Moderator", ("P-001",)))
    path = folder / "costs.csv"
    assert not disk.have_moved() and disk.changes() == []
    os.utime(path, (1, 1))
    assert disk.have_moved() and disk.changes() == [] and not disk.have_moved()
    kept = path.read_text(encoding="utf-8")
    path.write_text(kept.rsplit("\n", 2)[0] + "\n", encoding="utf-8")
    (line,) = disk.changes()
    assert "costs.csv" in line and disk.changes() == [line]
    (folder / "proposals.csv").unlink()
    assert "cannot be read" in disk.changes()[0]
