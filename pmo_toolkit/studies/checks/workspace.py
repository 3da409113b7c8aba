"""All that a check tells beyond the reading of tables, the same for command, page and notebook."""

from __future__ import annotations

from pmo_toolkit.studies.checks.history import with_history_findings
from pmo_toolkit.studies.checks.offer import with_offer_findings
from pmo_toolkit.studies.checks.proposals import with_proposal_findings
from pmo_toolkit.workspace import Workspace


def checked_workspace(workspace: Workspace) -> Workspace:
    """The same workspace with findings about its history, proposals and IT's offer.

    Parameters
    ----------
    workspace : Workspace
        From `pmo_toolkit.read_workspace`; returned as it is where nothing is to be added.
    """
    return with_offer_findings(with_proposal_findings(with_history_findings(workspace)))
