from typing import ClassVar

from django.db import migrations

from thai.operations import TrigramIndex


class Migration(migrations.Migration):
    dependencies: ClassVar[list[tuple[str, str]]] = [("members", "0004_organisations_contacts_and_consents")]

    operations: ClassVar[list[TrigramIndex]] = [
        TrigramIndex("organisation", "search_key", "organisation_search_trigrams"),
        TrigramIndex("organisation", "public_key", "organisation_public_trigrams"),
    ]
