"""What is installed works on its own.

Wheel and sdist hold everything and assess a proposal far from the checkout.
"""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
import sysconfig
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parent.parent
#: Folder in the checkout → folder in the wheel.
SHIPPED = {
    "pmo_toolkit": "pmo_toolkit",
    "notebooks": "pmo_toolkit/_shipped/notebooks",
    "templates": "pmo_toolkit/_shipped/templates",
    "data/sample": "pmo_toolkit/_shipped/sample",
}
NEVER = ("__pycache__", ".ipynb_checkpoints", ".venv", ".pyc", ".git/", "/out/")


def run(*command: str | Path, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a command and show all of its output if it fails."""
    done = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env=os.environ
        | {"PYTHONPATH": ""}
        | environment,  # nothing reaches the checkout by the back door
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done


def files_below(folder: Path) -> set[str]:
    """Files of the checkout below a folder, without what is never shipped."""
    found = (path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    return {path for path in found if not any(part in path for part in NEVER)}


@pytest.fixture(scope="module")
def dist(tmp_path_factory) -> Path:
    """Folder with a wheel and an sdist, built by hatchling alone: nothing is downloaded."""
    folder = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "hatchling", "build", "-d", folder, cwd=PROJECT)
    return folder


@pytest.fixture(scope="module")
def wheel(dist) -> Path:
    """The built wheel."""
    return next(dist.glob("*.whl"))


@pytest.fixture(scope="module")
def far_away(wheel, tmp_path_factory) -> Path:
    """A new environment that has the wheel and this environment's libraries, but not the checkout.

    The libraries come in by one path line. Path lines inside that folder, such as the one of an
    editable install of the checkout, are not followed from there.
    """
    folder = tmp_path_factory.mktemp("far away") / "env"
    venv.create(folder, with_pip=False, symlinks=os.name != "nt")
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    run(
        *(sys.executable, "-m", "pip", "--python", python, "install"),
        *("--quiet", "--disable-pip-version-check", "--no-deps", "--no-index", wheel),
        cwd=folder,
    )
    purelib = run(
        python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=folder
    ).stdout.strip()
    libraries = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
    Path(purelib, "libraries.pth").write_text("\n".join(sorted(libraries)), encoding="utf-8")
    return python


def test_the_wheel_holds_everything(wheel):
    inside = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}
    wanted = {
        f"{there}/{name}" for here, there in SHIPPED.items() for name in files_below(PROJECT / here)
    }
    assert inside == wanted
    for here, there in SHIPPED.items():
        assert any(name.startswith(f"{there}/") for name in inside), (
            f"nothing of {here} is in the wheel"
        )


def test_the_wheel_names_command_and_licence(wheel):
    archive = zipfile.ZipFile(wheel)
    info = next(name.split("/")[0] for name in archive.namelist() if ".dist-info/" in name)
    assert "pmo = pmo_toolkit.cli:main" in archive.read(f"{info}/entry_points.txt").decode()
    assert "The PMO Workbench authors" in archive.read(f"{info}/licenses/LICENSE").decode()
    assert "Requires-Python: >=3.11" in archive.read(f"{info}/METADATA").decode()


def test_the_sdist_holds_everything_and_builds_the_same_wheel(dist, wheel, tmp_path):
    with tarfile.open(next(dist.glob("*.tar.gz"))) as archive:
        archive.extractall(tmp_path, filter="data")
    root = next(tmp_path.iterdir())
    for folder in (*SHIPPED, "tests", "tools"):
        assert files_below(PROJECT / folder) <= files_below(root / folder), (
            f"{folder} is not complete in the sdist"
        )
    for name in (
        "README.md",
        "LICENSE",
        "CHANGELOG.md",
        "Makefile",
        "requirements.lock",
        "environment.yml",
        ".ci/run",
    ):
        assert (root / name).is_file(), f"{name} is not in the sdist"
    assert not (root / ".venv").exists()
    run(
        sys.executable,
        "-m",
        "hatchling",
        "build",
        "-t",
        "wheel",
        "-d",
        tmp_path / "again",
        cwd=root,
    )
    again = zipfile.ZipFile(next((tmp_path / "again").glob("*.whl")))
    assert sorted(again.namelist()) == sorted(zipfile.ZipFile(wheel).namelist())


def test_the_checkout_cannot_be_imported_from_far_away(far_away, tmp_path):
    code = (
        "import importlib.util, json, os, sys; import pmo_toolkit; here = pmo_toolkit.__file__;"
        "site = here[: here.index('pmo_toolkit')].rstrip('/\\\\');"
        "sys.path.remove(site); sys.path_importer_cache.clear(); del sys.modules['pmo_toolkit'];"
        "path = [os.path.realpath(each) for each in sys.path];"
        "print(json.dumps([here, path, importlib.util.find_spec('pmo_toolkit') is None]))"
    )
    there, path, gone = json.loads(run(far_away, "-c", code, cwd=tmp_path).stdout)
    assert Path(there).is_relative_to(far_away.parent.parent)
    assert not any(Path(each) == PROJECT for each in path)
    assert gone, (
        "without the wheel the package can still be imported: the test below would prove nothing"
    )


def test_a_proposal_is_assessed_far_from_the_checkout(far_away, tmp_path):
    code = (
        "from pmo_toolkit.core.places import place; print(place('sample'));"
        " print(place('notebooks'))"
    )
    sample, notebooks = map(Path, run(far_away, "-c", code, cwd=tmp_path).stdout.splitlines())
    for shipped in (sample, notebooks):
        assert shipped.is_relative_to(far_away.parent.parent)
    proposal = _ids(sample)[2]  # one with estimates; the first takes longest
    # nbconvert's own templates are data files of the environment that its libraries were borrowed
    # from.
    borrowed = str(Path(sys.prefix) / "share" / "jupyter")
    pmo = far_away.with_name("pmo.exe" if os.name == "nt" else "pmo")
    run(pmo, "assess", sample, proposal, "--out", "reports", cwd=tmp_path, JUPYTER_PATH=borrowed)
    out = tmp_path / "reports"
    assert "<script" not in (out / proposal / "report.html").read_text(encoding="utf-8").lower()
    assert (
        json.loads((out / proposal / "assessment.json").read_text(encoding="utf-8"))["proposal"][
            "id"
        ]
        == proposal
    )
    assert (out / "index.html").is_file()
    assert (out / "manifest.json").is_file()


def _ids(sample: Path) -> list[str]:
    with (sample / "proposals.csv").open(encoding="utf-8-sig", newline="") as lines:
        return [row["id"] for row in csv.DictReader(lines)]
