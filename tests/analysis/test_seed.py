"""The seed travels in one way only: with the settings, or alone where there are none."""

import ast
from pathlib import Path

import pmo_toolkit

PACKAGE = Path(pmo_toolkit.__file__).parent
ROOMS = [PACKAGE / "analysis", PACKAGE / "advice"]


def test_no_analysis_takes_both_settings_and_a_seed():
    found = []
    for path in sorted(path for room in ROOMS for path in room.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef):
                arguments = (*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs)
                if {"settings", "seed"} <= {argument.arg for argument in arguments}:
                    found.append(f"{path.relative_to(PACKAGE)}:{node.lineno} {node.name}")
    assert not found
