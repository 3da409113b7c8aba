"""The one path from a workspace to an assessment; notebooks, command line and widgets all call it.

`prepare` does once what is common to all proposals of a workspace; `assess_prepared` does the rest for one of them.
Each name is loaded when it is first used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pmo_toolkit.core.startup import at_first_use

if TYPE_CHECKING:
    from pmo_toolkit.analysis.evidence.evidence_table import EvidenceLine
    from pmo_toolkit.studies.comparison import Comparison, compare_proposals
    from pmo_toolkit.studies.reliability import assess_history
    from pmo_toolkit.assessment.prepared import Prepared, prepare
    from pmo_toolkit.assessment.proposal import assess_prepared, assess_proposal
    from pmo_toolkit.assessment.result import (
        MIME_TYPE,
        SCHEMA_VERSION,
        Assessment,
        Context,
        ProposalFacts,
        Provenance,
    )
    from pmo_toolkit.studies.reliability_result import TRUST_MIME_TYPE, HistoryTrust, PastPredictsFuture

__all__ = [
    "MIME_TYPE",
    "SCHEMA_VERSION",
    "TRUST_MIME_TYPE",
    "Assessment",
    "Comparison",
    "Context",
    "EvidenceLine",
    "HistoryTrust",
    "PastPredictsFuture",
    "Prepared",
    "ProposalFacts",
    "Provenance",
    "assess_history",
    "assess_prepared",
    "assess_proposal",
    "compare_proposals",
    "prepare",
]

#: Models and scikit-learn are loaded when something is assessed, not to plan or resume a run.
__getattr__ = at_first_use(
    __name__,
    {
        "Assessment": "assessment.shapes",
        "Comparison": "assessment.comparison",
        "Context": "assessment.shapes",
        "EvidenceLine": "analysis.evidence",
        "HistoryTrust": "assessment.trust",
        "MIME_TYPE": "assessment.shapes",
        "PastPredictsFuture": "assessment.trust",
        "Prepared": "assessment.prepared",
        "ProposalFacts": "assessment.shapes",
        "Provenance": "assessment.shapes",
        "SCHEMA_VERSION": "assessment.shapes",
        "TRUST_MIME_TYPE": "assessment.trust",
        "assess_history": "assessment.history",
        "assess_prepared": "assessment.proposal",
        "assess_proposal": "assessment.proposal",
        "compare_proposals": "assessment.comparison",
        "prepare": "assessment.prepared",
    },
)
