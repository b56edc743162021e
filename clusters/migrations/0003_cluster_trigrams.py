from typing import ClassVar

from django.db import migrations

from thai.operations import TrigramIndex


class Migration(migrations.Migration):
    dependencies: ClassVar[list[tuple[str, str]]] = [("clusters", "0002_history_authors")]

    operations: ClassVar[list[TrigramIndex]] = [TrigramIndex("cluster", "search_key", "cluster_search_trigrams")]
