"""The text of ``workspace.toml`` and what it says as TOML."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

from pmo_toolkit.core.troubles import Troubles
from pmo_toolkit.workspace.configuration.config import CONFIG_FILE

#: A long honest file has 20 kB. One made to do harm takes time by the square of its size: at this
#: one, ten seconds.
_MAX_BYTES = 50_000


def read_toml(folder: Path, troubles: Troubles) -> tuple[str, dict[str, Any]] | None:
    """Text and entries of ``workspace.toml``; None where there is none, or with a fault."""
    text = _text(folder / CONFIG_FILE, troubles)
    if text is None:
        return None
    try:
        return text, tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # also for numbers of thousands of digits
        line = re.search(r"line (\d+)", str(error))
        troubles.fault(
            "workspace",
            "workspace.toml cannot be read as TOML",
            row=int(line[1]) if line else None,
            found=str(error),
            expected='lines such as currency = "CAD"',
            next_step="Put text in quotes and mend this line.",
            file=CONFIG_FILE,
        )
        return None


def _text(path: Path, troubles: Troubles) -> str | None:
    try:
        if path.is_symlink():
            troubles.fault(
                "workspace",
                "workspace.toml is a link, and links are not followed",
                next_step="Put a copy of the file itself here.",
                file=CONFIG_FILE,
            )
            return None
        if not path.exists():
            return None
        if not path.is_file() or path.stat().st_size > _MAX_BYTES:
            troubles.fault(
                "workspace",
                "workspace.toml is not a small text file",
                found=f"{path.stat().st_size:,} bytes" if path.is_file() else None,
                expected=f"at most {_MAX_BYTES:,} bytes",
                file=CONFIG_FILE,
            )
            return None
        raw = path.read_bytes()
    except OSError as error:
        troubles.fault(
            "workspace", "workspace.toml cannot be opened", found=error.strerror, file=CONFIG_FILE
        )
        return None
    try:
        # newlines as TOML knows them; an editor on old systems may have left others
        return raw.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        troubles.fault(
            "workspace",
            "workspace.toml is not written in UTF-8",
            row=raw.count(b"\n", 0, error.start) + 1,
            found=f"byte 0x{raw[error.start]:02X}",
            next_step="Save it again as UTF-8.",
            file=CONFIG_FILE,
        )
        return None
