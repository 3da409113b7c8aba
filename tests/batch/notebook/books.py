"""Notebooks that do what notebooks do, and what they should not, for two engines side by side."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import Any

import nbformat
from nbformat.v4 import new_code_cell, new_notebook

#: Name → cells. Everything here must come out the same under papermill's own engine and under ours.
BOOKS: dict[str, tuple[str, ...]] = {
    "printed": (
        "print('a'); import sys; print('b', flush=True); print('c')",
        "print('to the other stream', file=sys.stderr)",
        "print('gone'); from IPython.display import clear_output; clear_output(); print('kept')",
        "print('waits'); clear_output(wait=True); print('replaced')",
        "sys.stdout.write('no newline'); 5",
        "print('carriage\\rreturn'); print('ünïcode 🎯')",
    ),
    "past_python": (
        (
            "import os, subprocess, sys\nos.write(1, b'raw bytes\\n'); os.write(2, b'raw"
            " error\\n');\nimport time; time.sleep(0.4)"
        ),
        (
            "print(subprocess.run([sys.executable, '-c', 'print(6 * 7)'], capture_output=True,"
            " text=True).stdout)"
        ),
        "!echo from the shell",
        "out = !echo caught\nout",
        "sys.stdout.isatty(), sys.stdout.writable(), sys.stdout.encoding.lower()",
    ),
    "shown": (
        (
            "from IPython.display import HTML, Markdown, display\nh = display('first',"
            " display_id='d1'); h"
        ),
        "h.update('changed later'); display(HTML('<b>1</b>'), Markdown('*m*'))",
        "%%html\n<i>z</i>",
        "1 + 1;",
        "_ = 5\n6",
        "_",
        (
            "import datetime as dt\ndisplay({'application/json': {'t': (1, 2), 'n': None},"
            " 'text/plain': 'x'}, raw=True)"
        ),
        "import pandas as pd\npd.DataFrame({'a': [1, 2], 'b': ['x', 'y']})",
        "{1: 'a', 'b': [1.5, None]}",
    ),
    "drawn": (
        "%matplotlib inline\nimport matplotlib.pyplot as plt\nplt.plot([1, 2]);",
        "fig, ax = plt.subplots(figsize=(2, 1)); ax.bar(['a', 'b'], [1, 2])\nfig",
        "plt.figure(); plt.hist([1, 2, 2]); plt.show(); plt.figure(); plt.scatter([1], [2]);",
        (
            "import matplotlib\nmatplotlib.get_backend(), plt.get_fignums(),"
            " matplotlib.rcParams['figure.figsize']"
        ),
        "import seaborn as sns\nsns.set_theme(); sns.histplot(x=[1, 2, 2, 3]);",
    ),
    "drawn_without_asking": (
        "import matplotlib.pyplot as plt\nplt.plot([3, 1]);",
        "plt.get_fignums()",
    ),
    "widgets": (
        "import ipywidgets as w\ns = w.IntSlider(3, description='k'); s",
        "o = w.Output()\ndisplay(o)\nwith o: print('inside')",
        "s.value = 7\nw.interact(lambda x=2: x * x, x=(0, 5));",
        "s.value, o.outputs",
    ),
    "awaited": (
        "import asyncio\nawait asyncio.sleep(0.01)\n'awaited'",
        "async def f(x):\n    return x * 2\nawait asyncio.gather(f(1), f(2))",
        "try:\n    asyncio.run(f(1))\nexcept RuntimeError as e:\n    print(type(e).__name__)",
    ),
    "the_world_around": (
        "__name__, sorted(k for k in globals() if not k.startswith('_'))",
        "import sys\nsys.argv[0].endswith('ipykernel_launcher.py')",
        (
            "import logging\nlogging.warning('careful');"
            " logging.getLogger('x').error('oh')\nlogging.root.handlers"
        ),
        "logging.root.level, logging.getLogger('x').isEnabledFor(10)",
        "import warnings\nwarnings.warn('take care')",
        "import builtins, os\nhasattr(builtins, 'leak'), os.environ.get('LEAK')",
        "builtins.leak = 1; os.environ['LEAK'] = '1'",
        "try:\n    input('?')\nexcept Exception as e:\n    print(type(e).__name__)",
        "In[0], len(In), type(get_ipython()).__name__, get_ipython().kernel.session is not None",
        "import threading\nthreading.current_thread() is threading.main_thread()",
        "%who",
        "import signal\nsignal.getsignal(signal.SIGINT) is signal.default_int_handler",
        (
            "from pathlib import Path\nip = get_ipython()\n"
            "ip.starting_dir == os.getcwd(), _dh == [Path.cwd()], os.getenv('PAGER')"
        ),
        "Path(ip.profile_dir.location).is_dir()",
        "Path(ip.ipython_dir) == Path(os.environ.get('IPYTHONDIR', Path.home() / '.ipython'))",
        "h = ip.history_manager\nh.session_number, len(h.input_hist_raw)",
        "h.db.execute('select count(*) from sessions').fetchall()",
        "%history -n 1-2",
        "list(h.get_range(0, 1, 3, raw=True))",
    ),
    "computed": (
        (
            "import numpy as np\nrng = np.random.default_rng(0)\n"
            "a = rng.normal(size=(300, 300)); float(round((a @ a).sum(), 3))"
        ),
        (
            "from sklearn.ensemble import HistGradientBoostingRegressor as H, RandomForestRegressor"
            " as R\nX = rng.normal(size=(600, 5)); y = X[:, 0]\nfloat(round(H(max_iter=5,"
            " random_state=0).fit(X, y).score(X, y), 4))"
        ),
        "float(round(R(10, n_jobs=2, random_state=0).fit(X, y).score(X, y), 4))",
        (
            "from concurrent.futures import ThreadPoolExecutor\nlist(ThreadPoolExecutor(2).map(abs,"
            " [-1, -2]))"
        ),
        (
            "from multiprocessing import get_context\n"
            "with get_context('fork').Pool(2) as pool:\n    print(pool.map(abs, [-3, 4]))"
        ),
        (
            "t = threading.Thread(target=print, args=('from a thread',)) if 'threading' in"
            " globals() else None\nimport threading; t = threading.Thread(target=print, args=('from"
            " a thread',)); t.start(); t.join()"
        ),
    ),
    "error": ("print(1)", "def f():\n    return 1 / 0\nf()", "print('never')"),
    "error_by_syntax": ("print(1)", "this is no python", "print('never')"),
    "error_allowed": ("1 / 0", "print('goes on')"),
    "leaves": ("print('before')", "raise SystemExit(3)", "print('after')"),
    "interrupts_itself": ("raise KeyboardInterrupt('enough')", "print('after')"),
    "empty": ("", "# nothing but a comment", "pass"),
}

_VARYING = re.compile(
    r"0x[0-9a-f]+|\b[0-9a-f]{32}\b|ipykernel_\d+/\d+|cell line:"
    r" \d+|\d{4}-\d\d-\d\dT[\d:.]+(?:Z|\+00:00)?"
)


def book(cells: Iterable[str], *, tags: Iterable[str] = ()) -> nbformat.NotebookNode:
    """A notebook of code cells with steady ids."""
    return new_notebook(
        cells=[
            new_code_cell(each, id=f"c{number}", metadata={"tags": list(tags)})
            for number, each in enumerate(cells)
        ],
        metadata={
            "kernelspec": {"name": "python3", "display_name": "Python", "language": "python"}
        },
    )


def told(notebook: nbformat.NotebookNode) -> list[Any]:
    """What a reader sees of an executed notebook, without what differs between any two runs."""
    cells = []
    for cell in notebook.cells:
        outputs = []
        for output in _joined(cell.get("outputs", [])):
            text = json.dumps(output, sort_keys=True)
            outputs.append(json.loads(_VARYING.sub("~", text)))
        marks = {
            key: cell.metadata.get("papermill", {}).get(key) for key in ("exception", "status")
        }
        cells.append(
            (
                cell.source,
                cell.get("execution_count"),
                outputs,
                marks,
                sorted(cell.metadata.get("tags", [])),
            )
        )
    return cells


def _joined(outputs: list[Any]) -> list[Any]:
    """Pieces of one stream as one: where a stream is cut depends on the clock."""
    made: list[Any] = []
    for each in outputs:
        if each["output_type"] == "stream" and made and made[-1].get("name") == each["name"]:
            made[-1] = {**made[-1], "text": made[-1]["text"] + each["text"]}
        else:
            made.append(dict(each))
    return made


def widgets(notebook: nbformat.NotebookNode) -> list[Any]:
    """Kinds and values of the widgets that a notebook keeps."""
    kept = (
        notebook.metadata.get("widgets", {})
        .get("application/vnd.jupyter.widget-state+json", {})
        .get("state", {})
    )
    return sorted(
        (
            each["model_name"],
            json.dumps(each["state"].get("value")),
            len(each["state"].get("outputs", [])),
        )
        for each in kept.values()
    )
