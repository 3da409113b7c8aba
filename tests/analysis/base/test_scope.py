"""How much of a proposal an option delivers, as stated or read cautiously."""

from __future__ import annotations

import pytest

from pmo_toolkit.analysis.base.scope import goals_of, scope_of


@pytest.mark.parametrize(
    ("option", "scope"),
    [
        ({"kind": "nothing", "scope": "whole"}, "nothing"),
        ({"kind": "SaaS", "scope": None}, "whole"),
        ({"kind": "SaaS", "benefit_share": 0.4}, "part"),
        ({"kind": "SaaS", "benefit_share": 1.0}, "whole"),
        ({"kind": "minimum"}, "part"),
        ({"kind": "reuse", "benefit_share": float("nan")}, "part"),
        ({"kind": "reuse", "scope": "whole"}, "whole"),
        ({"kind": "build", "scope": "part"}, "part"),
        ({"kind": "SaaS", "benefit_share": 0.0}, "part"),
        ({"kind": "SaaS", "scope": "whole", "benefit_share": 0.4}, "whole"),
    ],
)
def test_an_unstated_scope_is_read_cautiously(option, scope):
    assert scope_of(option) == scope


def test_goals_are_parted_by_semicolons_or_commas():
    assert goals_of({"goals": "G-1; G-2,G-3 ;"}) == ("G-1", "G-2", "G-3")
    assert goals_of({"goals": None}) == goals_of({}) == ()
