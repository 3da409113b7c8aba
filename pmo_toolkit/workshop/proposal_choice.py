"""Which proposal a notebook speaks of: that of its parameters, or one chosen at the screen.

Nothing of ipywidgets is loaded unless somebody at a notebook's window ran the cell, so that a run
of the batch pays nothing for it.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from pmo_toolkit.workshop.notebook_window import somebody_ran_this_cell

if TYPE_CHECKING:
    from pmo_toolkit.workspace import Workspace

#: Workspace and proposal of a parameters cell → what was chosen instead, for as long as the kernel
#: lives: running all cells again keeps the choice, other parameters end it.
_chosen_before: dict[tuple[str, str | None], str] = {}


class ProposalChoice:
    """The proposal of the cells below, with a field to choose another where a window shows it.

    Parameters
    ----------
    workspace : Workspace or path
    proposal_id : str or None
        That of the parameters; None is the first.

    Examples
    --------
    >>> choice = ProposalChoice("sample", "P-003")
    >>> choice.proposal_id, choice.is_another
    ('P-003', False)
    """

    def __init__(self, workspace: Workspace | str | os.PathLike[str], proposal_id: str | None):
        self._workspace = workspace
        self._key = (_name(workspace), proposal_id)
        self._of_parameters = proposal_id

    @property
    def proposal_id(self) -> str | None:
        """Id of the proposal; None is the first whose rows have no fault."""
        return _chosen_before.get(self._key, self._of_parameters)

    @property
    def is_another(self) -> bool:
        """Whether it is another one than the parameters name."""
        return self._key in _chosen_before

    def choose(self, proposal_id: str) -> None:
        """Let the cells below speak of another proposal."""
        _chosen_before[self._key] = proposal_id

    def __repr__(self) -> str:
        return f"ProposalChoice({self.proposal_id or 'the first proposal'})"

    def _ipython_display_(self) -> None:
        """The field at a notebook's window; elsewhere nothing, since the parameters rule."""
        if not somebody_ran_this_cell():
            return
        from IPython.display import display

        from pmo_toolkit.workshop.proposal_form import ProposalForm

        form = ProposalForm(
            self._workspace, self.proposal_id, self.choose, is_another=self.is_another
        )
        display(form)  # type: ignore[no-untyped-call]


def pick_proposal(
    workspace: Workspace | str | os.PathLike[str], proposal_id: str | None = None
) -> ProposalChoice:
    """Which proposal the cells below speak of.

    At a notebook's window it shows a field in which a proposal is found by its id or a part of its
    title. Where no window is, as under papermill, the proposal of the parameters is taken.

    Parameters
    ----------
    workspace : Workspace or path
    proposal_id : str, optional
        That of the parameters cell.

    Examples
    --------
    >>> choice = pick_proposal("sample", "P-003")
    >>> choice.proposal_id
    'P-003'
    """
    return ProposalChoice(workspace, proposal_id)


def _name(workspace: Workspace | str | os.PathLike[str]) -> str:
    named = getattr(workspace, "name", None)
    return str(named) if isinstance(named, str) else str(workspace)
