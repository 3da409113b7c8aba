"""Charts: a result goes onto matplotlib Axes; a companion says in a sentence what it shows.

Every function takes `ax` and changes nothing else. Colours differ in lightness as well as in hue,
so that charts hold in grey print and for colour-blind readers; every mark that matters has its own
label. Numbers are written by `NumberFormat`, so that they look the same in the chart, its sentence
and the text around it.
"""

from pmo_toolkit.charts.business_case import (
    whole_life_bars,
    whole_life_bars_alt,
    whole_life_purposes,
    whole_life_rows,
    yearly_flow,
    yearly_flow_alt,
)
from pmo_toolkit.charts.chain import chain_links, chain_links_alt, chain_row_count
from pmo_toolkit.charts.cost import (
    option_ranges,
    option_ranges_alt,
    s_curve,
    s_curve_alt,
    s_curve_is_cut,
    tornado,
    tornado_alt,
    tornado_elements,
    view_count,
    views,
    views_alt,
)
from pmo_toolkit.charts.drawing import MOST_ROWS
from pmo_toolkit.charts.estimate import estimate_ranges, estimate_ranges_alt, estimate_row_count
from pmo_toolkit.charts.history import (
    calibration_plot,
    calibration_plot_alt,
    learning_accuracy,
    learning_accuracy_alt,
    learning_width,
    learning_width_alt,
    method_accuracy,
    method_accuracy_alt,
    method_rows,
    residual_ranges,
    residual_ranges_alt,
    residual_row_count,
)
from pmo_toolkit.charts.risk import (
    joint_scatter,
    joint_scatter_alt,
    risk_curve,
    risk_curve_alt,
    risk_tornado,
    risk_tornado_alt,
    risk_writer,
    spread_factors,
    spread_shares,
    spread_shares_alt,
    tornado_bars,
)
from pmo_toolkit.charts.strip import range_strip

__all__ = [
    "MOST_ROWS",
    "calibration_plot",
    "calibration_plot_alt",
    "chain_links",
    "chain_links_alt",
    "chain_row_count",
    "estimate_ranges",
    "estimate_ranges_alt",
    "estimate_row_count",
    "joint_scatter",
    "joint_scatter_alt",
    "learning_accuracy",
    "learning_accuracy_alt",
    "learning_width",
    "learning_width_alt",
    "method_accuracy",
    "method_accuracy_alt",
    "method_rows",
    "option_ranges",
    "option_ranges_alt",
    "range_strip",
    "residual_ranges",
    "residual_ranges_alt",
    "residual_row_count",
    "risk_curve",
    "risk_curve_alt",
    "risk_tornado",
    "risk_tornado_alt",
    "risk_writer",
    "s_curve",
    "s_curve_alt",
    "s_curve_is_cut",
    "spread_factors",
    "spread_shares",
    "spread_shares_alt",
    "tornado",
    "tornado_alt",
    "tornado_bars",
    "tornado_elements",
    "view_count",
    "views",
    "views_alt",
    "whole_life_bars",
    "whole_life_bars_alt",
    "whole_life_purposes",
    "whole_life_rows",
    "yearly_flow",
    "yearly_flow_alt",
]
