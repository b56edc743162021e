"""The same size and seed give the same world."""

from programmes.demo.ground import Size
from programmes.demo.world import MODELS, stages
from tests.programmes.demo.ground import GROUND, TINY, keys


def rows(seed: int = 1, size: Size = TINY) -> list[dict[str, object]]:
    made = [row for stage in stages(size, seed, GROUND, keys(size)) for row in stage.rows]
    return [{field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields} for row in made]


def test_the_same_seed_gives_the_same_rows_and_another_seed_others() -> None:
    assert rows() == rows()
    assert rows() != rows(seed=2)


def test_the_stages_are_those_of_the_models_and_keys_ascend() -> None:
    found = []
    for stage in stages(TINY, 1, GROUND, keys()):
        found.append(stage.model)
        made = [row.pk for row in stage.rows]
        assert made == list(range(101, 101 + len(made)))
    assert tuple(found) == MODELS
