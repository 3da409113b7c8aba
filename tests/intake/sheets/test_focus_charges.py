"""Files of charges: CSV and Parquet give the same sums, and damaged ones are refused."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pmo_toolkit.core.files.refused import Refused
from pmo_toolkit.core.settings.reading import ReadingSettings
from pmo_toolkit.intake.sheets.focus_charges import is_focus, read_focus
from pmo_toolkit.workspace.sources.reading_process import ReadingProcess

HEADERS = "BilledCost,EffectiveCost,ServiceName,BillingCurrency,ChargePeriodStart,Tags\n"
ROW = '{cost},{cost},{name},EUR,2026-03-01T00:00:00Z,"{{""app"": ""shop, one""}}"\n'
TEXT = HEADERS + ROW.format(cost=1.25, name="Mail") + ROW.format(cost=2, name='"Files, cold"')


@pytest.fixture(scope="module")
def process():
    with ReadingProcess(ReadingSettings()) as process:
        yield process


def test_csv_and_parquet_give_the_same_sums(tmp_path, process):
    text = tmp_path / "focus.csv"
    text.write_text(TEXT, encoding="utf-8-sig")
    (sheet,) = read_focus(text, process)
    lines = list(sheet.lines.values())
    assert [(line[0], line[3], line[5]) for line in lines[1:]] == [
        ("Files, cold", "2026-03", "2"),
        ("Mail", "2026-03", "1.25"),
    ]
    names = HEADERS.strip().split(",")
    columns = {name: ["1.25", "2"] for name in names[:2]}
    columns |= {"ServiceName": ["Mail", "Files, cold"], "BillingCurrency": ["EUR", "EUR"]}
    columns |= {"ChargePeriodStart": ["2026-03-01T00:00:00Z"] * 2, "Tags": ["{}", None]}
    table = tmp_path / "focus.parquet"
    pq.write_table(pa.table(columns), table)
    (other,) = read_focus(table, process)
    assert list(other.lines.values()) == lines


def test_semicolons_part_cells_as_well(tmp_path, process):
    text = tmp_path / "focus.csv"
    text.write_text(HEADERS.replace(",", ";") + "1;1;Mail;EUR;2026-03-01T00:00:00Z;\n")
    assert is_focus(text)
    (sheet,) = read_focus(text, process)
    assert sheet.lines[2][0] == "Mail"


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (HEADERS.encode(), "no charge in it"),
        (HEADERS.encode() + b"1,1,M\xe4il,EUR,2026-03-01,\n", "damaged or not in UTF-8"),
        (HEADERS.encode() + b"1,1\n", "damaged"),
        (HEADERS.encode() + b'1,1,"Mail,EUR', "damaged|no charge"),
    ],
)
def test_what_cannot_be_read_is_refused_in_words(tmp_path, process, data, what):
    text = tmp_path / "focus.csv"
    text.write_bytes(data)
    assert is_focus(text)
    with pytest.raises(Refused, match=what) as refused:
        read_focus(text, process)
    assert refused.value.where["next_step"]


def test_other_tables_are_no_charges(tmp_path, process):
    text = tmp_path / "costs.csv"
    text.write_text("BilledCost,Service\n1,Mail\n")
    assert not is_focus(text)
    table = tmp_path / "other.parquet"
    pq.write_table(pa.table({"a": [1]}), table)
    with pytest.raises(Refused, match="holds no charges in FOCUS"):
        read_focus(table, process)


def test_parquet_of_every_type_gives_what_csv_gives(tmp_path, process):
    """Decimals, floats, times with a zone, categories, tags as a map, blanks and odd cells."""
    days = [dt.datetime(2026, 3, day, 23, tzinfo=dt.UTC) for day in (1, 31, 31, 31)]
    columns = {
        "BilledCost": pa.array([Decimal("1.2500"), Decimal("2.0000"), None, Decimal("1e3")]),
        "EffectiveCost": pa.array([1.25, 2e-7, 3.0, None]),
        "ServiceName": pa.array(["Mail", "Mail", "Files", "Files"]).dictionary_encode(),
        "BillingCurrency": pa.array(["EUR"] * 4),
        "ChargePeriodStart": pa.array(days),
        "Tags": pa.array(
            [[("app", "shop")], [("app", "shop")], None, []], pa.map_(pa.string(), pa.string())
        ),
        "SubAccountId": pa.array([7, 7, 8, 8]),
        "SubAccountName": pa.array(["b", None, "a", "c"]).dictionary_encode().take([3, 1, 0, 2]),
    }
    table, text = tmp_path / "focus.parquet", tmp_path / "focus.csv"
    pq.write_table(pa.table(columns), table)
    tag = '"{""app"": ""shop""}"'
    text.write_text(
        ",".join(columns)
        + "\n"
        + f"1.25,1.25,Mail,EUR,2026-03-01T23:00:00Z,{tag},7,c\n"
        + f"2,0.0000002,Mail,EUR,2026-03-31T23:00:00Z,{tag},7,\n"
        + ",3,Files,EUR,2026-03-31T23:00:00Z,,8,b\n1000,,Files,EUR,2026-03-31T23:00:00Z,{},8,a\n"
    )
    for charged_by in (None, "Tags.app", "SubAccountId", "SubAccountName"):
        (one,), (other,) = (read_focus(path, process, charged_by) for path in (table, text))
        assert list(one.lines.values()) == list(other.lines.values())
        assert one.remarks == other.remarks


def test_a_long_text_used_many_times_is_refused(tmp_path, process):
    table = tmp_path / "focus.parquet"
    names = HEADERS.strip().split(",")[:5]
    columns = {name: pa.array(["1"] * 20_000) for name in names}
    columns["ServiceName"] = pa.array(["x" * 30_000] * 20_000).dictionary_encode()
    pq.write_table(pa.table(columns), table)
    with pytest.raises(Refused, match="unpack to more than is allowed"):
        read_focus(table, process)
