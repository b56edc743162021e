from typing import ClassVar

from django.db import migrations

from thai.operations import TrigramIndex


class Migration(migrations.Migration):
    dependencies: ClassVar[list[tuple[str, str]]] = [("members", "0001_initial")]

    operations: ClassVar[list[TrigramIndex]] = [TrigramIndex("person", "search_key", "person_search_trigrams")]
