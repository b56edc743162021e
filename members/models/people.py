"""People: one row for each, whatever they do."""

from typing import ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from records.guard import GuardedQuerySet
from records.models import Record
from thai.fields import SearchKeyField, SortKeyField
from thai.text import search_filter


class PersonQuerySet(GuardedQuerySet["Person"]):
    def matching(self, query: str) -> Self:
        return self.filter(search_filter(query, code_field=None))


class Person(Record):
    """A contact, coordinator, president or account holder. Nothing of a person is public without consent."""

    name = models.CharField(_("ชื่อ–นามสกุล"), max_length=200)
    name_en = models.CharField(_("ชื่อภาษาอังกฤษ"), max_length=200, blank=True)
    note = models.TextField(_("หมายเหตุ"), max_length=1000, blank=True)
    search_key = SearchKeyField(sources=("name", "name_en"))
    sort_key = SortKeyField(source="name")

    objects: ClassVar[PersonQuerySet] = PersonQuerySet.as_manager()  # type: ignore[assignment]

    class Meta(Record.Meta):
        verbose_name = _("บุคคล")
        verbose_name_plural = _("บุคคล")
        ordering = ("sort_key", "pk")
        indexes = (models.Index(fields=("sort_key", "id"), name="person_in_dictionary_order"),)

    def __str__(self) -> str:
        return self.name
