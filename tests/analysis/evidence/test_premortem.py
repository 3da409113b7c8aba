"""Who has only a register is asked to imagine a failure."""

import pandas as pd
import pytest

from pmo_toolkit.analysis.evidence.premortem import premortem_question


@pytest.mark.parametrize(
    ("origins", "questions"),
    [
        (["register", "register"], 1),
        (["register", None], 1),
        (["register", "pre-mortem"], 0),
        ([None, None], 0),
        ([], 0),
    ],
)
def test_a_register_alone_leads_to_the_question(origins, questions):
    risks = pd.DataFrame({"origin": pd.Series(origins, dtype="object")})
    found = premortem_question(risks, "Sales")
    assert len(found) == questions
    assert all(one.department == "Sales" and "failed" in one.text for one in found)
