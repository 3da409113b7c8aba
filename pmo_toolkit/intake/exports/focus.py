"""Charges of cloud providers in the FinOps Open Cost and Usage Specification (FOCUS 1.0 to 1.2)."""

from __future__ import annotations

from pmo_toolkit.intake.exports.shape import Export, ExportColumn, ExportTable

FOCUS = Export(
    "charges in FOCUS (1.0 to 1.2)",
    (("BilledCost",), ("EffectiveCost",), ("ServiceName",), ("BillingPeriodStart",)),
    (
        "BillingAccountId",
        "BillingAccountName",
        "BillingCurrency",
        "BillingPeriodEnd",
        "ChargeCategory",
        "ChargeClass",
        "ChargeDescription",
        "ChargeFrequency",
        "ChargePeriodStart",
        "ChargePeriodEnd",
        "ContractedCost",
        "ListCost",
        "PricingQuantity",
        "PricingUnit",
        "ProviderName",
        "PublisherName",
        "InvoiceIssuerName",
        "RegionId",
        "ResourceId",
        "ServiceCategory",
        "SkuId",
        "SubAccountId",
        "Tags",
    ),
    4,
    (
        ExportTable(
            "services",
            "the services that are charged; what they cost a year is not assessed, since charges"
            " are of single months",
            (ExportColumn("id", ("ServiceName",)), ExportColumn("title", ("ServiceName",))),
        ),
    ),
)
