"""The files of a client, read: every table found in them, and what is odd about the files."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pmo_toolkit.core.errors import UsageError, describe
from pmo_toolkit.core.files.refused import Refused
from pmo_toolkit.intake.base.regions import Region, Sheet
from pmo_toolkit.intake.exports.known import without_people
from pmo_toolkit.intake.held_tables import HeldWorkspace
from pmo_toolkit.intake.layout.regions import find_regions
from pmo_toolkit.intake.returned.own_workbooks import Receiver, returned_sheets
from pmo_toolkit.intake.sheets.reading import read_sheets
from pmo_toolkit.workspace.sources.reading_process import ReadingProcess


@dataclass(frozen=True)
class ClientFiles:
    """What stands in a client's files.

    Parameters
    ----------
    files : tuple of str
        Their names.
    sheets : tuple of Sheet
    regions : tuple of Region
        Every table found in the sheets.
    sha256 : mapping of str to str
        Name of a file → hash of its bytes.
    charged_by : str, optional
        Column or tag that names the service of cloud charges.
    """

    files: tuple[str, ...]
    sheets: tuple[Sheet, ...]
    regions: tuple[Region, ...]
    sha256: dict[str, str]
    charged_by: str | None = None

    @property
    def labels(self) -> tuple[str, ...]:
        """Every sheet, as people call it."""
        return tuple(sheet.source.label for sheet in self.sheets)

    @property
    def empty(self) -> tuple[str, ...]:
        """Sheets in which no table stands."""
        held = {region.source.label for region in self.regions}
        return tuple(label for label in self.labels if label not in held)

    @property
    def remarks(self) -> tuple[tuple[str, str], ...]:
        """Where, and what was found out or repaired in reading."""
        of_sheets = [
            (sheet.source.label, remark) for sheet in self.sheets for remark in sheet.remarks
        ]
        of_regions = [
            (region.source.label, remark) for region in self.regions for remark in region.remarks
        ]
        return tuple(dict.fromkeys(of_sheets + of_regions))


def read_client_files(
    paths: Sequence[Path],
    process: ReadingProcess,
    held: HeldWorkspace,
    charged_by: str | None = None,
) -> ClientFiles:
    """Read every file; what is wrong with any of them is told at once.

    Raises
    ------
    UsageError
    """
    receiver = _receiver(held)
    troubles: list[str] = []
    sheets: list[Sheet] = []
    hashes: dict[str, str] = {}
    for path in _each_once(paths, held.folder, troubles):
        try:
            digest = _hash(path)
            twin = next((name for name, other in hashes.items() if other == digest), None)
            if path.name in hashes:
                troubles.append(f"{path}: another file of that name is imported, too. Rename one")
            elif twin is not None:
                troubles.append(f"{path.name}: holds the same as {twin}, byte for byte. Name one")
            else:
                hashes[path.name] = digest
                sheets += returned_sheets(
                    read_sheets(path, process, charged_by=charged_by), receiver
                )
        except Refused as refusal:
            troubles.append(_told(path, refusal))
        except UsageError as error:
            troubles.append(str(error))
        except (OSError, ValueError) as error:
            troubles.append(
                f"{path}: the file cannot be opened: {describe(error)}. Close it in other programs"
                " and check that you may read it"
            )
    if troubles:
        raise UsageError("\n".join(troubles))
    regions = tuple(without_people(found) for sheet in sheets for found in find_regions(sheet))
    return ClientFiles(tuple(hashes), tuple(sheets), regions, hashes, charged_by)


def _receiver(held: HeldWorkspace) -> Receiver:
    """What a workbook of ours that comes back is held against."""
    table, config = held.tables.get("proposals"), held.config
    known = None if table is None else frozenset(table.texts("id"))
    return Receiver(str(held.folder), config.title, config.locale, known)


def _each_once(paths: Sequence[Path], workspace: Path, troubles: list[str]) -> Iterator[Path]:
    seen: set[Path] = set()
    for path in paths:
        try:
            is_folder, full = path.is_dir(), path.resolve()
            inside = workspace.is_dir() and full.parent == workspace.resolve()
        except (OSError, ValueError) as error:
            troubles.append(f"{path}: the file cannot be opened: {describe(error)}")
            continue
        if is_folder:
            troubles.append(
                f"{path}: is a folder. Name the files in it that are to be imported, as in"
                f" {path.name}/*.xlsx"
            )
        elif not path.is_file():
            troubles.append(f"{path}: there is no such file. Check the path")
        elif inside:
            troubles.append(
                f"{path}: lies in the workspace that it is to be imported into. Move the client's"
                " file elsewhere, or name another workspace after --into"
            )
        elif full in seen:
            troubles.append(f"{path}: is named twice. Name it once")
        else:
            seen.add(full)
            yield path


def _hash(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _told(path: Path, refusal: Refused) -> str:
    where = refusal.where
    row = f", row {where['row']}" if where.get("row") else ""
    text = f"{path.name}{row}: {refusal.what}"
    if where.get("found"):
        text += f"; found {where['found']}"
    if where.get("expected"):
        text += f"; expected {where['expected']}"
    return text + (f". {where['next_step']}" if where.get("next_step") else "")
