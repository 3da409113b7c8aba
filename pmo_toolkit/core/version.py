"""Which release of the workbench this is."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version


def _installed() -> str:
    try:
        return version("pmo-toolkit")
    except PackageNotFoundError:
        return "0+not.installed"


__version__ = _installed()
