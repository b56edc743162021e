"""Migration operations for search in Thai."""

from django.db import router
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState


class TrigramIndex(Operation):
    """Index a search key by trigrams, so that a substring is found without reading the whole table.

    PostgreSQL only: it brings the extension pg_trgm, which a database's owner may create, and leaves it when reversed.
    SQLite has no such index and does nothing. Django's state isn't touched.
    """

    reduces_to_sql = True
    reversible = True

    def __init__(self, model_name: str, field_name: str, name: str) -> None:
        self.model_name = model_name
        self.field_name = field_name
        self.name = name

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Change nothing: Django doesn't know this index."""

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        model = to_state.apps.get_model(app_label, self.model_name)
        if not self._applies(app_label, schema_editor):
            return
        column = model._meta.get_field(self.field_name).column
        table, index = schema_editor.quote_name(model._meta.db_table), schema_editor.quote_name(self.name)
        schema_editor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
        schema_editor.execute(
            f"CREATE INDEX {index} ON {table} USING gin ({schema_editor.quote_name(column)} gin_trgm_ops)"
        )

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        if self._applies(app_label, schema_editor):
            schema_editor.execute(f"DROP INDEX IF EXISTS {schema_editor.quote_name(self.name)}")

    def _applies(self, app_label: str, schema_editor: BaseDatabaseSchemaEditor) -> bool:
        connection = schema_editor.connection
        return connection.vendor == "postgresql" and router.allow_migrate(
            connection.alias, app_label, model_name=self.model_name.lower()
        )

    def describe(self) -> str:
        return f"Index {self.field_name} of {self.model_name} by trigrams (PostgreSQL)"

    @property
    def migration_name_fragment(self) -> str:
        return f"trigrams_{self.model_name.lower()}_{self.field_name}"
