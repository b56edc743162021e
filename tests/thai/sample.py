"""A model with every field of ``thai``, for tests only: registered nowhere, its table made by ``conftest``."""

from typing import ClassVar

from django.db import models
from django.test.utils import isolate_apps

from thai.fields import (
    BEDateField,
    BEDateTimeField,
    FiscalYearField,
    JuristicNumberField,
    SearchKeyField,
    SortKeyField,
    fiscal_year_range,
)

with isolate_apps("thai"):

    class Sample(models.Model):
        code = models.CharField(max_length=10, blank=True)
        name = models.CharField(max_length=200, blank=True)
        name_en = models.CharField(max_length=200, blank=True)
        from_year = FiscalYearField(null=True, blank=True, db_index=True)
        founded_on = BEDateField(null=True, blank=True)
        seen_at = BEDateTimeField(null=True, blank=True)
        juristic_number = JuristicNumberField(blank=True)
        search_key = SearchKeyField()
        sort_key = SortKeyField(db_index=True)

        objects: ClassVar[models.Manager["Sample"]] = models.Manager()

        class Meta:
            app_label = "thai"
            constraints = [fiscal_year_range("sample_year_in_range", "from_year")]

        def __str__(self) -> str:
            return self.name
