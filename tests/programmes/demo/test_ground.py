"""Chance that is the same every time."""

from programmes.demo.ground import SIZES, Chance


def test_a_seed_and_a_purpose_give_the_same_choices() -> None:
    one, again, other, apart = Chance(1, "a"), Chance(1, "a"), Chance(2, "a"), Chance(1, "b")
    drawn = [one.random() for _ in range(5)]
    assert drawn == [again.random() for _ in range(5)]
    assert drawn != [other.random() for _ in range(5)]
    assert drawn != [apart.random() for _ in range(5)]


def test_a_share_is_drawn_as_often_as_it_says() -> None:
    chance = Chance(1, "shares")
    drawn = [chance.among([("ก", 0.8), ("ข", 0.2)]) for _ in range(1000)]
    assert 750 < drawn.count("ก") < 850
    assert {chance.one_of("กข") for _ in range(50)} == {"ก", "ข"}
    assert {chance.below(3) for _ in range(50)} == {0, 1, 2}
    assert not chance.happens(0)
    assert chance.happens(1)


def test_the_sizes_are_those_that_were_agreed() -> None:
    agreed = {name: (size.clusters, size.enterprises) for name, size in SIZES.items() if name != "tiny"}
    assert agreed == {
        "small": (40, 1_500),
        "medium": (400, 10_000),
        "large": (1_200, 100_000),
        "huge": (4_000, 1_000_000),
    }
