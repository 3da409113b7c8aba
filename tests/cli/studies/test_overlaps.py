"""``pmo overlaps``: questions on the screen, everything in a file."""

from __future__ import annotations

import json

from tests.cli.commands import pmo


def test_questions_on_the_screen_and_all_in_a_file(tmp_path):
    target = tmp_path / "overlaps.json"
    done = pmo("overlaps", "sample", "--json", target, "--all")
    assert done.exit_code == 0
    assert "P-009 “Contract register with renewal reminders”" in done.output
    assert "These are questions" in done.output
    made = json.loads(target.read_text(encoding="utf-8"))
    assert {"a", "b", "score", "why", "question"} <= set(made["pairs"][0])
    assert len(made["all_pairs"]) == 276


def test_for_the_screen_only_json(workspace):
    done = pmo("overlaps", workspace, "--json", "-")
    assert json.loads(done.stdout)["compared"] == 2


def test_what_users_wrote_cannot_steer_the_terminal(workspace):
    (workspace / "proposals.csv").write_text(
        "id,title,need\nP-1,Contract\x1b[31m register,Contracts\nP-2,Contract register,Contracts\n",
        encoding="utf-8",
    )
    (workspace / "workspace.toml").write_text("[settings]\noverlap_least = 0.0\n")
    done = pmo("overlaps", workspace)
    assert "P-1" in done.output and "\x1b" not in done.output


def test_a_faulty_workspace_runs_nothing(faulty, tmp_path):
    done = pmo("overlaps", faulty, "--json", tmp_path / "x.json")
    assert done.exit_code == 2
    assert not (tmp_path / "x.json").exists()
    assert "Traceback" not in done.output


def test_a_row_fault_is_told_by_the_exit_code(workspace):
    (workspace / "overlap_answers.csv").write_text("a,b,answer\nP-001,P-999,same\n")
    assert pmo("overlaps", workspace, "--json", "-").exit_code in (0, 1)
