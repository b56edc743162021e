"""Check that published editions are what was issued: ``manage.py verify_editions [--year 2568]``. Changes nothing."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import translation
from django.utils.translation import gettext as _

from programmes.edition_checks import problems_of
from programmes.models import Edition
from thai.calendar import ThaiCalendarError, parse_fiscal_year


class Command(BaseCommand):
    """Ends with 0 when every edition is whole, else with 1 and a line for each thing that is wrong."""

    help = "ตรวจว่าฉบับเผยแพร่ทุกฉบับและไฟล์ที่เก็บไว้ยังตรงกับที่เผยแพร่"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--year", default="", help="ตรวจเฉพาะปีงบประมาณ (พ.ศ.) เช่น 2568")

    def handle(self, *args: Any, **options: Any) -> None:
        with translation.override("th"):
            editions = Edition.objects.published().select_related("round").order_by("round__fiscal_year", "number")
            if options["year"]:
                try:
                    editions = editions.of_year(parse_fiscal_year(options["year"]))
                except ThaiCalendarError as error:
                    raise CommandError(str(error)) from error
            self._check(editions)

    def _check(self, editions: Any) -> None:
        wrong = 0
        for edition in editions.iterator(1):
            problems = list(problems_of(edition))
            wrong += bool(problems)
            for problem in problems:
                self.stderr.write(f"{edition}: {problem}")
            if not problems:
                self.stdout.write(f"{edition}: {_('ถูกต้อง')} {edition.sha256}")
        if wrong:
            raise CommandError(_("พบฉบับที่ไม่ตรงกับที่เผยแพร่ %(count)s ฉบับ") % {"count": wrong})
