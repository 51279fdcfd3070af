"""The shipped curve from points to chances."""

import pytest

from dateline.know.confidence import curve


@pytest.mark.parametrize("kind", ["control", "event"])
def test_more_points_are_never_less_sure(kind: str) -> None:
    chances = [curve().chance(points / 10, kind) for points in range(11)]
    assert chances == sorted(chances)
    assert all(0 < chance < 1 for chance in chances)


def test_a_type_that_is_often_misread_is_less_sure() -> None:
    points = 0.6
    assert curve().chance(points, "event", "CONSULT") < curve().chance(points, "event", "PROTEST")
    assert curve().chance(points, "event", "NONE OF THEM") == curve().chance(points, "event")


def test_an_unknown_kind_is_a_mistake() -> None:
    with pytest.raises(KeyError):
        curve().chance(0.5, "statement")
