"""Charges in FOCUS become months of services; which is which of yours is asked."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from pmo_toolkit.core.errors import UsageError
from pmo_toolkit.intake.importing import carry_out, import_files, plan_import
from pmo_toolkit.intake.recipe.reading import parse_recipe
from pmo_toolkit.intake.recipe.writing import recipe_text
from pmo_toolkit.workspace import read_workspace

HEADERS = (
    "BilledCost,EffectiveCost,ServiceName,ServiceCategory,ProviderName,ChargePeriodStart,"
    "BillingCurrency,ChargeCategory\n"
)
CHARGES = (
    HEADERS
    + "1.5,1,Key Vault,Security,Cloud,2026-03-01T00:00:00Z,EUR,Usage\n"
    + "2.5,2,Key Vault,Security,Cloud,2026-03-09T00:00:00Z,EUR,Usage\n"
    + "4,4,Key Vault,Security,Cloud,2026-03-09T00:00:00Z,USD,Usage\n"
    + "9,9,Object/Blob Storage,Storage,Cloud,2026-04-01T00:00:00Z,EUR,Usage\n"
)


def rows(workspace: Path, table: str) -> list[dict[str, str]]:
    with (workspace / f"{table}.csv").open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def test_each_service_stands_once_and_each_month_of_a_currency_has_its_cost(tmp_path):
    file, workspace = tmp_path / "focus.csv", tmp_path / "ws"
    file.write_text(CHARGES)
    done = import_files(file, workspace)
    assert done.plan.questions == ()
    assert [(row["id"], row["supplier"]) for row in rows(workspace, "services")] == [
        ("Key Vault", "Cloud"),
        ("Object-Blob Storage", "Cloud"),
    ]
    assert [tuple(row.values()) for row in rows(workspace, "service_costs")] == [
        ("Key Vault", "2026-03", "3", "EUR"),
        ("Key Vault", "2026-03", "4", "USD"),
        ("Object-Blob Storage", "2026-04", "9", "EUR"),
    ]


def test_charges_of_services_that_the_workspace_holds_are_matched_by_name_and_asked(tmp_path):
    file, workspace = tmp_path / "focus.csv", tmp_path / "ws"
    file.write_text(CHARGES)
    workspace.mkdir()
    (workspace / "proposals.csv").write_text("id,title\nX-1,Invented\n")
    (workspace / "services.csv").write_text("id,title,supplier\nS-7,key vault,House\n")
    (workspace / "workspace.toml").write_text('currency = "EUR"\nprice_year = 2026\n')
    planned = plan_import([file], workspace)
    (question,) = planned.questions
    assert question.name == "focus.csv: service_costs.service"
    assert '"Key Vault" is taken for your service S-7' in question.why
    assert '"Object/Blob Storage" are no service that the workspace holds' in question.why
    done = carry_out(planned, workspace)
    assert [(row["id"], row["supplier"]) for row in rows(workspace, "services")] == [
        ("S-7", "House"),
        ("Object-Blob Storage", "Cloud"),
    ]
    costs = [row["service"] for row in rows(workspace, "service_costs")]
    assert costs == ["S-7", "S-7", "Object-Blob Storage"]
    assert '"Key Vault" = "S-7"' in (workspace / done.recipe_file).read_text()
    tables = {table.name: table.read_bytes() for table in workspace.glob("*.csv")}
    import_files(file, workspace, recipe=workspace / done.recipe_file)
    assert {table.name: table.read_bytes() for table in workspace.glob("*.csv")} == tables
    read = read_workspace(workspace)
    told = [trouble for trouble in read.troubles if trouble.table == "service_costs"]
    assert any("USD" in f"{trouble.what} {trouble.found}" for trouble in told)


def test_somebody_says_which_column_or_tag_names_the_service_and_the_recipe_keeps_it(tmp_path):
    file, workspace = tmp_path / "focus.csv", tmp_path / "ws"
    lines = CHARGES.splitlines()
    tags = ["Tags", *['"{""app"": ""shop""}"'] * 2, '"{""app"": ""mail""}"', '"{}"']
    file.write_text("".join(f"{line},{tag}\n" for line, tag in zip(lines, tags, strict=True)))
    planned = plan_import([file], workspace, charged_by="Tags.app")
    recipe = planned.recipe
    assert recipe.charged_by == "Tags.app"
    assert parse_recipe(recipe_text(recipe)).charged_by == "Tags.app"
    carry_out(planned, workspace)
    assert {row["service"] for row in rows(workspace, "service_costs")} == {"shop", "mail"}
    again = plan_import([file], tmp_path / "other", recipe)
    assert again.recipe.charged_by == "Tags.app"
    assert [one for one in again.client.remarks if "Tags.app" in one[1]]


def test_a_column_that_is_not_there_and_files_without_charges_are_told(tmp_path):
    file = tmp_path / "focus.csv"
    file.write_text(CHARGES)
    with pytest.raises(UsageError, match="has no column Project, which is to name the service"):
        plan_import([file], tmp_path / "ws", charged_by="Project")
    other = tmp_path / "plain.csv"
    other.write_text("id,title\nP-1,One\n")
    with pytest.raises(UsageError, match="no file holds cloud charges"):
        plan_import([other], tmp_path / "ws", charged_by="Project")
