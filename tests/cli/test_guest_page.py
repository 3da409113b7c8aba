"""``pmo lab --guest``: what voila is given, and that nothing of it stays."""

from __future__ import annotations

import json
from pathlib import Path

import nbformat

from pmo_toolkit.cli.guest_page import lay_out_guest_page, open_guest_page
from tests.cli.commands import pmo

STAND_IN = """
import json, os, pathlib, sys
noted = dict(arguments=sys.argv[1:], folder=os.getcwd(), jupyter=os.environ["JUPYTER_PATH"])
noted["settings"] = json.loads(pathlib.Path("voila.json").read_text())
pathlib.Path({target!r}).write_text(json.dumps(noted))
sys.exit(3)
"""


def test_voila_is_started_beside_its_settings_and_its_exit_code_counts(tmp_path, monkeypatch):
    """A stand-in notes down how it is called."""
    target = tmp_path / "noted.json"
    (tmp_path / "voila.py").write_text(STAND_IN.format(target=str(target)), encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    assert open_guest_page(Path("sample"), ["--port=1"]) == 3
    noted = json.loads(target.read_text(encoding="utf-8"))
    assert Path(noted["arguments"][0]).name == "What if.ipynb"
    assert noted["arguments"][1:] == ["--port=1"]
    settings = noted["settings"]
    assert settings["Voila"]["auto_token"] and settings["Voila"]["ip"] == "127.0.0.1"
    assert settings["VoilaConfiguration"]["strip_sources"]
    policy = settings["Voila"]["tornado_settings"]["headers"]["Content-Security-Policy"]
    assert "default-src 'self'" in policy and "http" not in policy and "*" not in policy
    assert Path(noted["jupyter"].split(":")[0]).is_relative_to(Path(noted["folder"]).parent)
    assert not Path(noted["folder"]).exists()


def test_the_page_names_no_other_server_and_is_given_no_path_to_write_to(tmp_path):
    hostile = tmp_path / 'it\'s "quoted"'
    notebook = nbformat.read(lay_out_guest_page(tmp_path, hostile), as_version=4)
    code = notebook.cells[1].source
    compile(code, "cell", "exec")
    assert code.endswith(f"what_if(load_workspace({str(hostile)!r}))")
    templates = [path.read_text("utf-8") for path in (tmp_path / "jupyter").rglob("*.j2")]
    assert len(templates) == 1 and "//" not in templates[0]


def test_guests_need_a_workspace_that_is_there(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "faulty").mkdir()
    (tmp_path / "faulty" / "proposals.csv").write_text("title\nOne\n", encoding="utf-8")
    for arguments in ((), ("--port=1",), ("nowhere",), ("faulty",)):
        done = pmo("lab", *arguments, "--guest")
        assert done.exit_code == 2
        assert "Traceback" not in done.stderr
        assert ("proposals" if "faulty" in arguments else "workspace") in done.stderr


def test_guests_see_the_workspace_that_is_named(monkeypatch, workspace):
    calls = []
    monkeypatch.setattr(
        "pmo_toolkit.cli.guest_page.open_guest_page", lambda *given: calls.append(given) or 0
    )
    assert pmo("lab", workspace, "--guest", "--port=1").exit_code == 0
    assert calls == [(Path(workspace).resolve(), ["--port=1"])]
