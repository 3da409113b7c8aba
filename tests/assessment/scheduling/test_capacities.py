"""Roles as limits, beside work under way."""

from __future__ import annotations

import numpy as np

from pmo_toolkit.assessment.scheduling.capacities import Capacities
from pmo_toolkit.assessment.scheduling.work import OptionWork, RoleHours, RunningWork


def role(*hours: float, beyond: float | None = None) -> RoleHours:
    return RoleHours("dev", hours, hours[-1] if beyond is None else beyond, 100.0)


def running(months: int, hours: int) -> RunningWork:
    return RunningWork(
        "F1", "Work", None, 0, months, np.array([float(months)]), {"dev": hours}, None, (2,)
    )


def work(*hours: int, name: str = "dev") -> OptionWork:
    return OptionWork(
        "O1", "P1", "Build", "build", False, (), len(hours), None, len(hours), {name: hours}
    )


def test_work_under_way_takes_its_hours_and_leaves_none_below_nought():
    capacities = Capacities({"dev": role(100, 100, 50)}, (running(3, 60),))
    assert capacities.free("dev", 5).tolist() == [40, 40, 0, 50, 50]
    assert capacities.overbooked() == {"dev": (2,)}
    (resource,) = capacities.resources([work(40)])
    # there is as much as work under way takes, so that nothing clashes and nothing is left
    assert (resource.capacity, resource.changes) == (100, ((2, 60), (3, 50)))


def test_what_a_role_never_has_is_too_much():
    capacities = Capacities({"dev": role(100, 100)}, ())
    assert capacities.too_small_for(work(101), 0) == ("dev",)
    assert capacities.too_small_for(work(100, 100, 100), 0) == ()


def test_a_release_can_make_it_too_late():
    capacities = Capacities({"dev": role(100, 20)}, ())
    assert capacities.too_small_for(work(100), 0) == ()
    assert capacities.too_small_for(work(100), 1) == ("dev",)


def test_roles_that_suffice_one_by_one_may_never_do_so_together():
    roles = {"a": role(100, 0), "b": role(0, 100)}
    both = OptionWork("O", "P", "B", "build", False, (), 1, None, 1, {"a": (50,), "b": (50,)})
    roles = {"a": role(100, 0, beyond=0), "b": role(0, 100, beyond=0)}
    assert Capacities(roles, ()).too_small_for(both, 0) == ("a", "b")


def test_a_role_whose_capacity_nobody_states_is_no_limit():
    capacities = Capacities({"dev": role(100)}, ())
    assert capacities.too_small_for(work(500, name="unknown"), 0) == ()
    assert capacities.resources([work(500, name="unknown")]) == ()


def test_beyond_what_is_stated_there_is_room_for_whatever_fits_before():
    capacities = Capacities({"dev": role(100, 40, 40, beyond=40)}, ())
    (resource,) = capacities.resources([work(90)])
    assert (resource.capacity, resource.changes) == (100, ((1, 40), (3, 90)))
