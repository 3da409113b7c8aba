"""Which columns of FOCUS are read, and which of them, or which tag, names the service."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

PROVIDERS = ("ProviderName", "ServiceProviderName", "PublisherName", "InvoiceIssuerName")
STARTS = ("ChargePeriodStart", "BillingPeriodStart")
#: Columns of FOCUS that are read; all others are passed over.
COLUMNS = (
    *("ServiceName", "ServiceCategory", *PROVIDERS, *STARTS, "ChargePeriodEnd"),
    *("BillingCurrency", "BilledCost", "EffectiveCost", "ChargeCategory", "ChargeClass"),
)
#: Before the name of a tag, where a tag says which service a charge is for.
TAG = "Tags."


def columns_read(charged_by: str | None) -> tuple[str, ...]:
    """Columns of FOCUS that are read, with the one that names the service of a charge."""
    if charged_by is None:
        return COLUMNS
    column = TAG[:-1] if charged_by.startswith(TAG) else charged_by
    return COLUMNS if column in COLUMNS else (*COLUMNS, column)


def named_by(rows: pd.DataFrame, charged_by: str) -> pd.Series:
    """What names the service of each charge; blank where nothing does."""
    if not charged_by.startswith(TAG):
        return rows[charged_by]
    tag, texts = charged_by.removeprefix(TAG), rows[TAG[:-1]]
    return texts.map({text: _tag_of(text, tag) for text in texts.unique()})


def _tag_of(text: str, tag: str) -> str:
    """The value of a tag in a text of JSON, which is an object or a list of key and value."""
    try:
        tags: Any = json.loads(text) if text.strip() else {}
        value = dict(tags).get(tag)
    except (ValueError, TypeError, RecursionError):
        return ""
    return "" if value is None or isinstance(value, dict | list) else str(value)
