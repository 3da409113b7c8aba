"""The JavaScript and the style of the controls, as they lie beside this module."""

from __future__ import annotations

from functools import cache
from pathlib import Path

_HERE = Path(__file__).parent


@cache
def script(name: str) -> str:
    """The module of a control: what all share, then its own.

    A widget brings its module as one text, which cannot import another file.
    """
    return "\n".join(
        (_HERE / f"{part}.js").read_text(encoding="utf-8") for part in ("elements", name)
    )


@cache
def style() -> str:
    """The style of all controls; every rule is bound to a class of ours."""
    return (_HERE / "controls.css").read_text(encoding="utf-8")
