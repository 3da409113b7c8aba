"""The one path from a workspace to an assessment; notebooks, command line and widgets all call it.

`prepare` does once what is common to all proposals of a workspace; `assess_prepared` does the rest
for one of them. Each name is loaded when it is first used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pmo_toolkit.core.startup import at_first_use

if TYPE_CHECKING:
    from pmo_toolkit.analysis.evidence.evidence_table import EvidenceLine
    from pmo_toolkit.assessment.prepared import Prepared
    from pmo_toolkit.assessment.prepared_cache import prepare
    from pmo_toolkit.assessment.proposal import assess_prepared, assess_proposal
    from pmo_toolkit.assessment.result import (
        MIME_TYPE,
        SCHEMA_VERSION,
        Assessment,
        Context,
        ProposalFacts,
        Provenance,
    )

__all__ = [
    "MIME_TYPE",
    "SCHEMA_VERSION",
    "Assessment",
    "Context",
    "EvidenceLine",
    "Prepared",
    "ProposalFacts",
    "Provenance",
    "assess_prepared",
    "assess_proposal",
    "prepare",
]

#: Models and scikit-learn are loaded when something is assessed, not to plan or resume a run.
__getattr__ = at_first_use(
    __name__,
    {
        "Assessment": "assessment.result",
        "Context": "assessment.result",
        "EvidenceLine": "analysis.evidence.evidence_table",
        "MIME_TYPE": "assessment.result",
        "Prepared": "assessment.prepared",
        "ProposalFacts": "assessment.result",
        "Provenance": "assessment.result",
        "SCHEMA_VERSION": "assessment.result",
        "assess_prepared": "assessment.proposal",
        "assess_proposal": "assessment.proposal",
        "prepare": "assessment.prepared_cache",
    },
)


def __dir__() -> list[str]:
    return sorted(__all__)
