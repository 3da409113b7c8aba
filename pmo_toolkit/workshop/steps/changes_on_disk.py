"""Whether the tables of a workspace are still those that a tab has read."""

from __future__ import annotations

from pmo_toolkit.core.errors import PmoError
from pmo_toolkit.studies.elicitation.session import WorkshopSession
from pmo_toolkit.workspace import load_workspace


class TablesOnDisk:
    """Looks at times and sizes of the files; only where these have moved, at what they say.

    Parameters
    ----------
    session : WorkshopSession
        Whose tables were read just now.
    """

    def __init__(self, session: WorkshopSession):
        self._session = session
        self._seen = self._stamps()
        self._lines: list[str] = []

    def have_moved(self) -> bool:
        """Whether a file was written, added or removed since the last look."""
        return self._stamps() != self._seen

    def changes(self) -> list[str]:
        """What is to be said of it: nothing, or one line."""
        stamps = self._stamps()
        if stamps == self._seen:
            return self._lines
        names = sorted(
            name for name in {*stamps, *self._seen} if stamps.get(name) != self._seen.get(name)
        )
        self._seen, session = stamps, self._session
        try:
            same = load_workspace(session.path).input_hash == session.workspace.input_hash
        except (PmoError, OSError) as error:
            why = str(error).splitlines()[0]
            self._lines = [
                f"The tables on disk cannot be read any more: {why}. This tab keeps its."
            ]
            return self._lines
        self._lines = []
        if not same:
            self._lines = [
                f"The tables on disk have changed ({', '.join(names)}) since this tab read them:"
                " press “Read the tables again”. What was entered stays."
            ]
        return self._lines

    def _stamps(self) -> dict[str, tuple[int, int] | None]:
        """File → time and size; None for one that is gone."""
        folder, workbook = self._session.folder, self._session.workbook
        sources = self._session.workspace.sources.values()
        names = {source.file for source in sources} | {"workspace.toml"}
        if workbook is not None:
            names = {workbook}
        found: dict[str, tuple[int, int] | None] = {}
        for name in names:
            try:
                stat = (folder / name).stat()
                found[name] = stat.st_mtime_ns, stat.st_size
            except OSError:
                found[name] = None
        return found
