"""Charges in FOCUS name the services; what one costs a year is not made up."""

from __future__ import annotations

from tests.intake.exports.made_files import rows_of


def test_each_service_stands_once_and_has_no_annual_cost():
    text = (
        "BilledCost,EffectiveCost,ServiceName,BillingPeriodStart,BillingPeriodEnd,BillingCurrency,"
        "ChargeCategory,ProviderName,ListCost\n"
        "1.5,1.5,Key Vault,2026-03-01T00:00:00Z,2026-04-01T00:00:00Z,EUR,Usage,Cloud,2\n"
        "2.5,2.5,Key Vault,2026-04-01T00:00:00Z,2026-05-01T00:00:00Z,EUR,Usage,Cloud,3\n"
        "9,9,Object/Blob Storage,2026-03-01T00:00:00Z,2026-04-01T00:00:00Z,EUR,Usage,Cloud,9\n"
    )
    assert rows_of("focus.csv", text) == {
        "services": [
            {"id": "Key Vault", "title": "Key Vault"},
            {"id": "Object-Blob Storage", "title": "Object/Blob Storage"},
        ]
    }
