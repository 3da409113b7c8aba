"""How a result shows itself in JupyterLab: as the first page of its report.

Results lie on a lower floor than the report that shows them, so they ask here, and the package
itself, which knows both, registers who answers.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

#: Makes the HTML of a result, with the style that it needs outside a report.
FirstPage = Callable[[Any], str]

_first_pages: dict[str, FirstPage] = {}


def register_first_pages(first_pages: Mapping[str, FirstPage]) -> None:
    """Say how results show themselves.

    Parameters
    ----------
    first_pages : mapping of str to callable
        Name of a class → what makes the HTML of one of its results.
    """
    _first_pages.update(first_pages)


class ShownAsFirstPage:
    """A result that JupyterLab shows as the first page of its report.

    Where nobody has registered its class, its plain repr is shown.
    """

    __slots__ = ()

    def _repr_html_(self) -> str | None:
        make = _first_pages.get(type(self).__name__)
        return None if make is None else make(self)
