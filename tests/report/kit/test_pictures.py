"""Pictures are the same bytes whatever was drawn before, and leave the user's own style alone."""

from __future__ import annotations

import random
import subprocess
import sys
from base64 import b64decode
from hashlib import sha256

import matplotlib
import pytest

from pmo_toolkit import charts
from pmo_toolkit.core.number_format import NumberFormat
from pmo_toolkit.report.kit import pictures
from pmo_toolkit.report.proposal.sections import SECTIONS
from tests import fixtures

EUR = NumberFormat("en_GB", "EUR")
ASSESSMENT = fixtures.rich()
PICTURED = ("options", "standing", "cost", "effort", "benefits")


def all_pictures(names=PICTURED) -> dict[str, str]:
    return {name: SECTIONS[name](ASSESSMENT).html for name in names}


def decoded(uri: str) -> str:
    return b64decode(uri.partition("base64,")[2]).decode("utf-8")


def test_the_order_of_charts_does_not_matter():
    first = all_pictures()
    shuffled = list(PICTURED)
    for seed in range(2):
        random.Random(seed).shuffle(shuffled)
        assert all_pictures(shuffled) == first


def test_another_process_draws_the_same_bytes():
    code = (
        "from tests.report.kit.test_pictures import *;"
        "import sys; sys.stdout.write(sha256(repr(all_pictures()).encode()).hexdigest())"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == sha256(repr(all_pictures()).encode()).hexdigest()


def test_a_theme_of_the_notebook_neither_shows_nor_is_lost():
    import seaborn as sns

    first = all_pictures()
    with matplotlib.rc_context():
        sns.set_theme(
            style="darkgrid", font_scale=2.0, rc={"axes.titley": 0.3, "hatch.linewidth": 5.0}
        )
        themed = dict(matplotlib.rcParams.copy())
        assert all_pictures() == first
        assert dict(matplotlib.rcParams.copy()) == themed


def test_a_theme_set_before_the_first_chart_does_not_show():
    first = all_pictures()
    pictures._defaults.cache_clear()
    with matplotlib.rc_context(
        {"lines.linewidth": 9, "axes.grid": True, "font.size": 30, "xtick.labelsize": 40}
    ):
        assert all_pictures() == first


def test_the_style_is_put_back_after_an_error():
    before = dict(matplotlib.rcParams.copy())

    def broken(ax) -> None:
        raise ValueError("no such chart")

    with matplotlib.rc_context({"lines.linewidth": 7.5}):
        with pytest.raises(ValueError, match="no such chart"):
            pictures.svg(broken, 680, 200, (0, 0, 0, 0))
        assert matplotlib.rcParams["lines.linewidth"] == 7.5
    assert dict(matplotlib.rcParams.copy()) == before


def test_no_window_system_is_chosen_by_drawing():
    code = (
        "from tests.report.kit.test_pictures import *; all_pictures();"
        "import sys; sys.exit('matplotlib.pyplot' in sys.modules or 'seaborn' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_picture_is_drawn_for_pages_and_for_phones():
    found = pictures.picture(
        lambda ax: charts.s_curve(ax, ASSESSMENT.cost, EUR),
        alt="alt",
        caption="Read it so:",
        plot_height=200,
        top=14,
    )
    wide, narrow = decoded(found.wide), decoded(found.narrow)
    assert 'width="680" height="260"' in wide and 'width="350" height="260"' in narrow
    assert (found.width, found.height, found.narrow_height) == (680, 260, 260)
    assert len(wide) < 5_000 and len(narrow) < 5_000


def test_user_axes_of_any_kind_can_be_drawn_on():
    from matplotlib.figure import Figure

    figure = Figure(figsize=(6, 3))
    ax = figure.add_subplot()
    assert charts.s_curve(ax, ASSESSMENT.cost, EUR) is ax
    figure.canvas.draw()
    assert any(label.get_text() for label in ax.get_xticklabels())
