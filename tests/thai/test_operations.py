import pytest
from django.db import connection
from django.db.migrations.state import ModelState, ProjectState

from tests.thai.sample import Sample
from thai.operations import TrigramIndex

pytestmark = pytest.mark.usefixtures("sample_table")
OPERATION = TrigramIndex("Sample", "search_key", "sample_search_key_trigrams")


@pytest.fixture
def state() -> ProjectState:
    state = ProjectState()
    state.add_model(ModelState.from_model(Sample))
    return state


def indexes() -> set[str]:
    with connection.cursor() as cursor:
        return set(connection.introspection.get_constraints(cursor, Sample._meta.db_table))


def test_the_index_is_made_on_postgresql_only_and_taken_away_again(state: ProjectState) -> None:
    before = indexes()
    editor = connection.SchemaEditorClass(connection, collect_sql=False, atomic=False)
    editor.deferred_sql = []
    OPERATION.database_forwards("thai", editor, state, state)
    added = indexes() - before
    OPERATION.database_backwards("thai", editor, state, state)
    assert added == ({OPERATION.name} if connection.vendor == "postgresql" else set())
    assert indexes() == before


def test_the_state_of_the_models_is_not_touched(state: ProjectState) -> None:
    before = state.clone()
    OPERATION.state_forwards("thai", state)
    assert state == before


def test_the_operation_is_written_into_migrations() -> None:
    name, args, kwargs = OPERATION.deconstruct()
    assert (name, list(args), kwargs) == ("TrigramIndex", ["Sample", "search_key", OPERATION.name], {})
    assert OPERATION.migration_name_fragment == "trigrams_sample_search_key"
    assert "trigrams" in OPERATION.describe()
