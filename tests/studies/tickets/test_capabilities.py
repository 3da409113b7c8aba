"""Tickets by capability."""

import pandas as pd

from pmo_toolkit.core.settings import Settings
from pmo_toolkit.studies.tickets.capabilities import (
    BlindCapability,
    capabilities_without_service,
    coverage_of_capability_map,
)
from tests.workspace.builders import read

TABLES = {
    "capabilities": "id,title,parent,importance\nC,All,,3\nC-1,Sell,C,4\nC-2,Dig,,5\nC-3,Map,,\n",
    "services": "id,title,capability\nS-1,Mail,C-1\n",
}


def test_a_capability_without_a_service_is_blind_and_one_above_a_served_one_is_not(tmp_path):
    read_one = read(tmp_path, "", **TABLES)
    assert capabilities_without_service(read_one) == (
        BlindCapability("C-2", "Dig", 5.0),
        BlindCapability("C-3", "Map", None),
    )
    recent = pd.DataFrame({"service": ["S-1"] * 30})
    found = coverage_of_capability_map(read_one, recent, Settings().tickets)
    assert [(one.name, one.n) for one in found] == [("Sell", 30)]
