"""What the commands print reads well anywhere, and no text of a user steers the terminal."""

from __future__ import annotations

import io
from dataclasses import replace
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from pmo_toolkit.cli.printing import console as console_module
from pmo_toolkit.cli.printing.console import say, show_result, shown
from pmo_toolkit.cli.printing.troubles import show_check, show_troubles
from pmo_toolkit.core.errors import Grade, Trouble
from tests.batch.manifests import FAILED, MANIFEST, RENDERED
from tests.batch.tiny import make_workspace

EVIL = "\x1b[2J\x07[red]bold[/red] :smile: \u202eabc\r\nnext \N{FAMILY}"
FAULT = Trouble(
    grade=Grade.FAULT,
    table="proposals",
    row=3,
    column="id",
    what="the id occurs twice",
    found="P-1",
    expected="another",
    next_step="Give one of them another.",
    file="proposals.csv",
)
FINDING = Trouble(
    grade=Grade.FINDING, table="goals", what="the table is absent", next_step="Add it."
)


def paper(terminal=False, width=80):
    """A console that writes into memory, as into a file or onto a terminal."""
    return Console(
        file=io.StringIO(),
        force_terminal=terminal,
        width=width,
        highlight=False,
        markup=False,
        emoji=False,
        soft_wrap=True,
        color_system=None,
    )


def printed(show, *arguments, terminal=False, width=80, **options):
    console = paper(terminal, width)
    show(console, *arguments, **options)
    return console.file.getvalue()


@given(st.text())
def test_nothing_steers_the_terminal(text):
    made = shown(text)
    assert not any(
        ord(each) < 32 or 0x7F <= ord(each) < 0xA0 or each in "\u202e\u2066\ufeff" for each in made
    )
    assert shown(made) == made


def test_user_text_is_not_markup():
    text = printed(say, shown(EVIL))
    assert "[red]bold[/red] :smile:" in text
    assert "\x1b" not in text
    assert "\u202e" not in text


def test_emoji_stay_whole():
    assert shown("👩‍💻 نمی‌خواهم") == "👩‍💻 نمی‌خواهم"


def test_a_trouble_with_everything():
    assert (
        printed(show_troubles, [FAULT])
        == "\nFaults: nothing can be assessed until these are mended (1)\n"
        "  - proposals, row 3, column id (proposals.csv): the id occurs twice\n"
        "    found:    “P-1”\n    expected: another\n    next:     Give one of them another.\n"
    )


def test_evil_troubles():
    text = printed(
        show_troubles,
        [replace(FAULT, found=EVIL, column=EVIL, what=EVIL, file=EVIL, next_step=EVIL)],
    )
    assert "\x1b" not in text
    assert len(text.splitlines()) == 6


def test_faults_come_first_whatever_their_order():
    row = replace(FAULT, grade=Grade.ROW)
    text = printed(show_troubles, [FINDING, row, FAULT])
    assert text.index("Faults") < text.index("Row faults") < text.index("Findings")


def test_what_is_said_of_several_tables_is_said_once():
    same = [replace(FINDING, table=name) for name in ("goals", "costs")]
    text = printed(
        show_troubles,
        [*same, replace(FINDING, table="risks", what="is odd"), replace(FINDING, row=4)],
    )
    assert "  - goals, costs: the table is absent\n" in text
    assert "  - risks: is odd\n" in text
    assert "  - goals, row 4: the table is absent\n" in text


def test_many_troubles_of_one_column_and_reason_are_one_line_unless_asked_for():
    rows = [replace(FAULT, row=row, found=f"P-{row}") for row in range(2, 202)]
    short = printed(show_troubles, rows, everything=False)
    assert short.splitlines()[2:] == [
        "  - proposals, column id: the id occurs twice: 200 rows (2, 3, 4, 5, 6, …); found “P-2”,"
        " “P-3”, …. Give one of them another."
    ]
    assert "(200)" in short
    assert printed(show_troubles, rows, everything=True).count("occurs twice") == 200


def test_very_many_reasons_are_cut_with_lines_of_each_table_and_the_rest_counted():
    findings = [
        replace(FINDING, table=table, row=number, what=f"reason {number}")
        for table in ("goals", "risks", "costs")
        for number in range(2, 252)
    ]
    text = printed(show_troubles, findings, everything=False)
    assert len(text.splitlines()) <= 32
    assert all(f"- {table}, row 2: reason 2" in text for table in ("goals", "risks", "costs"))
    assert "722 further lines: 240 in goals, 241 in risks, 241 in costs. Add --all" in text


def test_rows_that_are_told_as_one_trouble_keep_their_count():
    one = replace(FINDING, what="is odd (rows 2 and 9)", reason="is odd", row=2, rows=(2, 9))
    more = [replace(FINDING, row=row) for row in range(2, 20)]
    text = printed(show_troubles, [one, *more], everything=False)
    assert "  - goals: is odd: 2 rows (2, 9). Add it.\n" in text


@pytest.mark.parametrize("width", [30, 40, 80])
def test_lines_fit_a_narrow_terminal(width):
    text = printed(
        show_troubles, [FAULT, replace(FINDING, what="word " * 60)], terminal=True, width=width
    )
    assert max(map(len, text.splitlines())) <= width


def test_in_a_file_a_sentence_is_one_line():
    assert printed(say, "word " * 100 + "end").count("\n") == 1


def check(workspace, **options):
    return printed(show_check, workspace, "my workspace", everything=False, **options)


def test_check_with_nothing_wrong():
    text = check(make_workspace(["P-1"]))
    assert text.startswith("Workspace my wörkspace\n")
    assert text.endswith('\nNothing wrong found.\nNext: pmo assess "my workspace" --out reports\n')


def test_check_lists_tables_with_their_rows():
    source = SimpleNamespace(rows=12345, label="intake.xlsx, sheet " + EVIL)
    text = check(replace(make_workspace(["P-1"]), sources={"proposals": source}))
    assert "  proposals    12,345  read from" not in text
    assert "  proposals    12,345  intake.xlsx, sheet " in text
    assert "\x1b" not in text


def test_check_sums_up():
    row = replace(FAULT, grade=Grade.ROW, proposal="P-1")
    text = check(
        make_workspace(
            ["P-1", "P-2"], failed={"P-1": (row,)}, troubles=(FINDING, replace(FINDING, row=3))
        )
    )
    assert (
        "Found: 1 row fault, 2 findings.\n1 proposal cannot be assessed: P-1.\nNext: pmo assess"
        in text
    )
    text = check(make_workspace(["P-1"], troubles=(FAULT,)))
    assert "Found: 1 fault.\nNext: mend the faults, then run: pmo check" in text


def result(entries=(RENDERED, FAILED), **changes):
    given = {
        "entries": tuple(entries),
        "manifest": replace(MANIFEST, set_aside=()),
        "kept": 0,
        "left_over": (),
    }
    return SimpleNamespace(**(given | changes))


def test_result():
    assert (
        printed(show_result, result([RENDERED]), "out/index.html")
        == "\n1 report ready.\nOpen out/index.html\n"
    )
    text = printed(
        show_result, result(kept=1, left_over=("P-9",), manifest=MANIFEST), "out/index.html"
    )
    assert text.splitlines() == [
        "",
        "1 report ready, 1 of them done by an earlier run; 1 proposal failed.",
        "  - P-2: memory",
        "1 row of the workspace could not be used; pmo check lists them.",
        (
            "No longer in the workspace, and no longer in the index: 1 proposal of an earlier run. "
            "Their folders are untouched."
        ),
        "Open out/index.html",
    ]


def test_hundreds_of_failures_do_not_flood_the_screen():
    failures = [replace(FAILED, id=f"P-{number}") for number in range(463)]
    text = printed(show_result, result(failures), "x")
    assert "0 reports ready; 463 proposals failed." in text
    assert "… and 443 more; see manifest.json" in text


def test_a_terminal_of_an_old_encoding_gets_question_marks(monkeypatch):
    raw = io.BytesIO()
    monkeypatch.setattr(console_module.sys, "stdout", io.TextIOWrapper(raw, encoding="cp1252"))
    say(console_module.screen(), "ü 🚀 …")
    console_module.sys.stdout.flush()
    assert raw.getvalue().decode("cp1252") == "ü ? …\n"


@pytest.mark.parametrize(("variable", "coloured"), [("NO_COLOR", False), ("FORCE_COLOR", True)])
def test_colour_is_the_users_choice(monkeypatch, variable, coloured):
    for name in ("NO_COLOR", "FORCE_COLOR", "TTY_COMPATIBLE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv(variable, "1")
    stream = io.StringIO()
    monkeypatch.setattr(console_module.sys, "stdout", stream)
    say(console_module.screen(), "Nothing wrong found.", style="green")
    assert ("\x1b[32m" in stream.getvalue()) is coloured
