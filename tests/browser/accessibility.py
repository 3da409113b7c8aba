"""What axe-core finds on a page, or in one part of it."""

from __future__ import annotations

from typing import Any

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
_RUN = "([part, rules]) => axe.run(part ?? document, {runOnly: rules})"


def violations(page: Any, axe: str, part: Any = None) -> list[tuple[str, str]]:
    """Rules that are broken, each with the first place.

    Parameters
    ----------
    page : Page
        Of Playwright.
    axe : str
        The source of axe-core.
    part : Locator, optional
        Default: the whole page.
    """
    # JupyterLab's body has no height and hides what overflows: axe-core would take all for unseen.
    page.evaluate("document.body.style.minHeight = '100vh'")
    page.evaluate(axe)
    found = page.evaluate(_RUN, [part and part.element_handle(), RULES])
    return [(rule["id"], rule["nodes"][0]["html"][:120]) for rule in found["violations"]]
