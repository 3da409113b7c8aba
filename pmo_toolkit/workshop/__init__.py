"""Forms in JupyterLab over the functions that commands call; they compute nothing themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pmo_toolkit.core.startup import at_first_use

if TYPE_CHECKING:
    from pmo_toolkit.workshop.import_form import ImportForm
    from pmo_toolkit.workshop.paste_form import PasteForm
    from pmo_toolkit.workshop.proposal_choice import ProposalChoice, pick_proposal
    from pmo_toolkit.workshop.start_page import StartPage, start_page
    from pmo_toolkit.workshop.steps.form import WorkshopForm, workshop
    from pmo_toolkit.workshop.what_if_form import WhatIfForm, what_if

__all__ = [
    "ImportForm",
    "PasteForm",
    "ProposalChoice",
    "StartPage",
    "WhatIfForm",
    "WorkshopForm",
    "pick_proposal",
    "start_page",
    "what_if",
    "workshop",
]

__getattr__ = at_first_use(
    __name__,
    {
        "ImportForm": "workshop.import_form",
        "PasteForm": "workshop.paste_form",
        "ProposalChoice": "workshop.proposal_choice",
        "pick_proposal": "workshop.proposal_choice",
        "StartPage": "workshop.start_page",
        "start_page": "workshop.start_page",
        "WhatIfForm": "workshop.what_if_form",
        "what_if": "workshop.what_if_form",
        "WorkshopForm": "workshop.steps.form",
        "workshop": "workshop.steps.form",
    },
)


def __dir__() -> list[str]:
    return sorted(__all__)
