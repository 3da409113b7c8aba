"""Labels beside points: near, within the chart, and never upon one another."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from pmo_toolkit.charts.portfolio.label_places import label_places

BOUNDS = (600.0, 400.0)
SIZE = (30.0, 11.0)
point = st.tuples(st.floats(0, BOUNDS[0]), st.floats(0, BOUNDS[1]))


def boxes(points, **options):
    """Left, top, right and bottom of each label that has a place."""
    places = label_places(points, [SIZE] * len(points), BOUNDS, **options)
    return [
        (one.x - SIZE[0] / 2, one.y - SIZE[1] / 2, one.x + SIZE[0] / 2, one.y + SIZE[1] / 2)
        for one in places
        if one is not None
    ]


@given(st.lists(point, max_size=30), st.lists(point, max_size=10))
@settings(max_examples=60, deadline=None)
def test_no_label_meets_another_a_point_or_the_edge(points, obstacles):
    found = boxes(points, obstacles=obstacles)
    for place, (left, top, right, bottom) in enumerate(found):
        assert left >= 0 and top >= 0 and right <= BOUNDS[0] and bottom <= BOUNDS[1]
        for other in found[place + 1 :]:
            assert right <= other[0] or other[2] <= left or bottom <= other[1] or other[3] <= top
        for x, y in (*points, *obstacles):
            assert not (left < x < right and top < y < bottom)


def test_a_lonely_point_has_its_label_at_its_right():
    (place,) = label_places([(300.0, 200.0)], [SIZE], BOUNDS)
    assert place is not None and not place.is_led
    assert 300 < place.x - SIZE[0] / 2 < 312 and abs(place.y - 200) < 1


def test_at_the_right_edge_it_stands_elsewhere():
    (place,) = label_places([(595.0, 200.0)], [SIZE], BOUNDS)
    assert place is not None and place.x < 595


def test_a_crowd_is_led_to_its_labels_and_what_has_no_room_has_none():
    crowd = [(300.0 + step, 200.0) for step in range(24)]
    places = label_places(crowd, [SIZE] * 24, BOUNDS)
    assert all(places) and any(place.is_led for place in places)
    packed = label_places([(15.0, 8.0)] * 30, [SIZE] * 30, (60.0, 30.0))
    assert None in packed
