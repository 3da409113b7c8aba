"""``pmo init``, ``pmo sample`` and ``pmo check``: what they write, and what they find."""

from __future__ import annotations

import json

import pytest

from tests.cli.commands import pmo, shell


def test_init_makes_a_workspace_that_can_be_checked(tmp_path):
    folder = tmp_path / "new wörkspace"
    done = pmo("init", folder)
    assert done.exit_code == 0
    assert "Next: fill in proposals.csv" in done.output
    (folder / "proposals.csv").write_text("id,title\nP-1,One\n", encoding="utf-8")
    assert pmo("check", folder).exit_code == 0
    again = pmo("init", folder)
    assert (again.exit_code, again.stdout) == (2, "")
    assert "there is a workspace already" in again.stderr


def test_the_name_of_a_new_folder_cannot_steer_the_terminal(tmp_path):
    assert "\x1b" not in pmo("init", tmp_path / "a\x1b[31mb").stdout


def test_sample_is_the_same_for_the_same_seed_and_says_that_it_is_one(tmp_path):
    for name, seed in (("a", 7), ("b", 7), ("c", 8)):
        assert pmo("sample", tmp_path / name, "--proposals", 3, "--seed", seed).exit_code == 0
    texts = [(tmp_path / name / "proposals.csv").read_bytes() for name in "abc"]
    assert texts[0] == texts[1] != texts[2]
    assert "(sample data)" in pmo("check", tmp_path / "a").output
    assert pmo("sample", tmp_path / "a").exit_code == 2


def test_check_of_a_good_workspace(workspace):
    done = pmo("check", workspace)
    assert (done.exit_code, done.stderr) == (0, "")
    assert "proposals         2  proposals.csv" in done.stdout
    assert "Next: pmo assess" in done.stdout
    assert "\x1b" not in done.stdout


def test_check_of_a_faulty_workspace_names_every_fault(faulty):
    done = pmo("check", faulty)
    assert done.exit_code == 2
    for told in ("rows 2 and 3", "row 4, column id", "“../x”", "Next: mend the faults"):
        assert told in done.stdout


def test_check_as_json(workspace, tmp_path):
    written = tmp_path / "finding's.json"
    done = pmo("check", workspace, "--json", written)
    assert "Next: pmo assess" in done.stdout
    only = pmo("check", workspace, "--json", "-")
    assert only.stdout == written.read_text(encoding="utf-8")
    content = json.loads(only.stdout)
    assert content["exit_code"] == 0
    assert any(trouble["found"] == "TBD" for trouble in content["troubles"])


def test_check_as_json_keeps_the_exit_code(faulty):
    done = pmo("check", faulty, "--json", "-")
    assert done.exit_code == json.loads(done.stdout)["exit_code"] == 2


@pytest.mark.parametrize("target", ["no/such/folder/x.json", "."])
def test_json_that_cannot_be_written_is_told(workspace, tmp_path, monkeypatch, target):
    monkeypatch.chdir(tmp_path)
    done = pmo("check", workspace, "--json", target)
    assert done.exit_code == 2
    assert "--json: nothing can be written" in done.stderr


def test_json_is_utf8_on_any_terminal(workspace):
    (workspace / "proposals.csv").write_text("id,title\nP-1,x\nP-2,\n", encoding="utf-8")
    done = shell("check", workspace, "--json", "-", PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert json.loads(done.stdout.decode("utf-8"))["workspace"] == "my wörk'space"


def test_a_terminal_without_umlauts_ends_nothing(workspace):
    done = shell("check", workspace, PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert done.returncode == 0, done.stderr
    assert b"my w?rk'space" in done.stdout


def test_a_missing_workspace_is_told(tmp_path):
    for arguments in (
        ["check", tmp_path / "no"],
        ["assess", tmp_path / "no", "--out", tmp_path / "out"],
    ):
        done = pmo(*arguments)
        assert (done.exit_code, done.stdout) == (2, "")
        assert "Traceback" not in done.stderr
    assert not (tmp_path / "out").exists()


def test_a_template_is_filled_in_checked_and_marked(tmp_path):
    folder, copy = tmp_path / "new", tmp_path / "copy.xlsx"
    done = pmo("init", folder, "--excel", "--language", "de")
    assert (done.exit_code, done.stderr) == (0, "")
    assert "the sheet proposals of intake.xlsx" in done.stdout
    assert sorted(path.name for path in folder.iterdir()) == [
        "README.md",
        "intake.xlsx",
        "workspace.toml",
    ]
    assert pmo("check", folder).exit_code == 2  # no proposal yet
    done = pmo("check", folder, "--marked", copy)
    assert "The original is as it was." in done.stdout
    assert copy.exists()
    assert pmo("check", folder, "--json", "-", "--marked", copy).stdout.startswith("{")
    refused = pmo("check", folder, "--marked", folder / "intake.xlsx")
    assert (refused.exit_code, refused.stderr.count("\n")) == (2, 1)


def test_a_template_alone_in_a_language_or_refused(tmp_path):
    path = tmp_path / "intake.xlsx"
    done = pmo("template", path, "--language", "fr")
    assert (done.exit_code, done.stderr) == (0, "")
    assert f"pmo check {path}" in done.stdout.replace("\n", " ")
    again = pmo("template", path)
    assert again.exit_code == 2
    assert "there is a file already" in again.stderr
    assert (
        "choose one of en, de, fr" in pmo("template", tmp_path / "b.xlsx", "--language", "x").stderr
    )
    assert (
        "--language is for the workbook" in pmo("init", tmp_path / "c", "--language", "de").stderr
    )


@pytest.fixture
def messy(tmp_path):
    """A workbook with several hundred odd cells in few columns, and rows that cannot be used."""
    proposals = ["id,title,stage,requested_budget,team_experience,wanted_finish,size"]
    options, costs = ["id,proposal,kind"], ["option,element,low,mode,high"]
    for number in range(1, 122):
        proposals.append(
            f"P {number:03},Titel {number},Idee {number},viel {number},hoch {number},bald,"
            f"{number}-{number + 5}"
        )
        options.append(f"O{number},P {number:03},build")
        costs.append(f"O{number},Lizenzen,5,4,{number}x")
        costs.append(f"X{number},Arbeit,1,2,3")
    for name, lines in (("proposals", proposals), ("options", options), ("costs", costs)):
        (tmp_path / f"{name}.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return tmp_path


def test_hundreds_of_troubles_fit_a_page_and_stay_countable(messy):
    done = pmo("check", messy)
    assert done.exit_code == 1
    lines = done.stdout.splitlines()
    assert len(lines) <= 40
    assert any("costs, column option: names something" in line for line in lines)
    assert any("column stage" in line and "121 rows (2, 3, 4, 5, 6, …)" in line for line in lines)
    assert "row faults" in done.stdout and "findings" in done.stdout


def test_all_and_json_keep_each_of_them(messy, tmp_path):
    content = json.loads(pmo("check", messy, "--json", "-").stdout)
    (stage,) = [trouble for trouble in content["troubles"] if trouble["column"] == "stage"]
    assert stage["rows"] == list(range(2, 123))
    assert len(content["troubles"]) > 300
    assert len(pmo("check", messy, "--all").stdout.splitlines()) > 700
