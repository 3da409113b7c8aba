"""IT's own department: names of it that are counted as one, and what it is called."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pmo_toolkit.core.number_format import listed

#: What IT is called where no table names its department.
IT = "IT"
#: Names that mean the whole of IT, in the languages whose headers are read. A part of it, such as
#: "IT operations", is a department of its own; ``it_departments`` of workspace.toml says more.
RECOGNISED = (
    "IT, ICT, information technology, information technologies, information and communication"
    " technology, IT department, information technology department, IT division, corporate IT,"
    " group IT, IT-Abteilung, IT-Bereich, Informatik, Informationstechnik, Informationstechnologie,"
    " DSI, informatique, direction informatique, service informatique, direction des systèmes"
    " d'information, TI, TIC, informática, tecnología de la información, tecnologías de la"
    " información, departamento de informática, IT-afdeling, ICT-afdeling, informatietechnologie"
)


@dataclass(frozen=True)
class DepartmentNames:
    """Which names mean IT's own department; every other name means itself.

    Parameters
    ----------
    it : str
        What it is called: as the tables call it most often.
    spellings : tuple of str
        Names of it that stand in the tables, in ascending order.
    known : tuple of str
        All names that mean it, folded, in ascending order.
    """

    it: str = IT
    spellings: tuple[str, ...] = ()
    known: tuple[str, ...] = ("it",)

    @classmethod
    def of(cls, rows: Mapping[str, int], stated: Iterable[str] = ()) -> DepartmentNames:
        """The names that a workspace has for it.

        Parameters
        ----------
        rows : mapping of str to int
            Department → in how many rows it stands.
        stated : iterable of str
            Names of IT's own department as ``workspace.toml`` states them, the one to use first;
            they are meant instead of the recognised ones.

        Examples
        --------
        >>> names = DepartmentNames.of({"Finance": 9, "Information technology": 3})
        >>> names.one("IT"), names.one("Finance")
        ('Information technology', 'Finance')
        """
        declared = tuple(stated)
        meant = declared or tuple(RECOGNISED.split(", "))
        known = tuple(sorted(set(map(_folded, (IT, *meant)))))
        found = {name: count for name, count in rows.items() if _folded(name) in known}
        usual = min(found, key=lambda name: (-found[name], name), default=IT)
        return cls(declared[0] if declared else usual, tuple(sorted(found)), known)

    def one(self, name: str) -> str:
        """The name under which a department is counted."""
        return self.it if _folded(name) in self.known else name

    @property
    def sentence(self) -> str:
        """What is counted as one, for readers; empty where it is called IT and nothing else."""
        others = [f"“{name}”" for name in self.spellings if name != self.it]
        if self.it == IT and not others:
            return ""
        if self.it != IT and "“IT”" not in others:
            others.append("what is put to IT")
        return (
            f"IT's own department is called “{self.it}” here; {listed(others)}"
            f" {'counts' if len(others) == 1 else 'count'} as the same."
            " Where that is not so, name yours as it_departments in workspace.toml."
        )


#: Without a workspace: the recognised name IT alone.
NO_OTHER_NAMES = DepartmentNames()


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())
