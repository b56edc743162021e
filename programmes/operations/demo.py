"""The sample world comes in and goes out again: all or nothing, and never on top of what is real."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Final

from django.apps import apps
from django.conf import settings
from django.db import models, transaction
from django.db.models import Max, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from clusters.models import Cluster, Province, Sector
from members.models import Organisation
from programmes.demo.ground import FIRST_YEAR, LAST_YEAR, SIZES, Ground, GroundIndicator, Keys, Place, Size
from programmes.demo.world import MODELS, stages
from programmes.models import DemoLoad, Funder, Indicator, Round
from programmes.operations.bulk_rows import forget_rows, next_key, take_tables, write_rows
from programmes.operations.demo_accounts import forget_demo_accounts, switch_off_demo_accounts
from programmes.operations.demo_deeds import end_ties, forget_deeds
from programmes.operations.editions import forget_editions
from records.errors import RuleBroken
from records.locks import take_turns
from records.models import Record
from records.numbering import next_numbers

REASON: Final = "load_demo"
NAMED: Final = 20

# The model that is being written or deleted, and how many rows were.
Tell = Callable[[type[Record], int], None]


def _in_silence(model: type[Record], rows: int) -> None:
    """Tell nobody."""


def load_demo(size: str = "small", seed: int = 1, *, force: bool = False, tell: Tell = _in_silence) -> DemoLoad:
    """Load the sample world of a size and a seed; return what was loaded.

    Raises ``RuleBroken`` in production unless forced, while a world is loaded, before the history is, and where a round
    of its years exists. Takes minutes for the largest; others can't write meanwhile, reading goes on.
    """
    if settings.PRODUCTION and not force:
        raise RuleBroken(_("ระบบนี้ทำงานจริง (PRODUCTION=1) จึงไม่นำเข้าข้อมูลตัวอย่าง หากตั้งใจให้ใช้ --force"))
    with transaction.atomic():
        take_turns(REASON)
        _refuse_what_is_there()
        ground = _ground()
        take_tables(*MODELS)
        keys = _keys(SIZES[size])
        load = DemoLoad(size=size, seed=seed, loaded_at=timezone.now())
        for stage in stages(SIZES[size], seed, ground, keys):
            rows = write_rows(stage.model, stage.rows, reason=REASON, wrote=partial(tell, stage.model))
            first = keys.first[stage.model]
            load.keys[stage.model._meta.label] = [first, first + rows - 1]
        load.save()
    return load


def holds_more_than_the_history() -> bool:
    """Tell whether the installation is past its first start: something else is or was in it."""
    return (
        DemoLoad.objects.exists()
        or Organisation.objects.exists()
        or Round.objects.filter(fiscal_year__gte=FIRST_YEAR).exists()
    )


def _refuse_what_is_there() -> None:
    if (standing := DemoLoad.objects.standing().first()) is not None:
        raise RuleBroken(
            _("มีข้อมูลตัวอย่างขนาด %(size)s อยู่ในระบบแล้ว ให้นำออกก่อนด้วย load_demo --remove") % {"size": standing.size}
        )
    rounds = Round.objects.between(FIRST_YEAR, LAST_YEAR).order_by("fiscal_year")
    if years := list(rounds.values_list("fiscal_year", flat=True)):
        raise RuleBroken(
            _("มีปีงบประมาณ %(years)s ในระบบแล้ว ข้อมูลตัวอย่างใช้ปีงบประมาณ %(first)s–%(last)s จึงนำเข้าไม่ได้")
            % {"years": ", ".join(map(str, years)), "first": FIRST_YEAR, "last": LAST_YEAR}
        )


def _ground() -> Ground:
    provinces = Province.objects.order_by("code").values_list("pk", "name", "name_en")
    sectors = list(Sector.objects.order_by("position", "pk").values_list("pk", "code"))
    department = Funder.objects.filter(is_department=True).values_list("pk", flat=True).first()
    if not provinces or not sectors or department is None:
        raise RuleBroken(_("ยังไม่มีข้อมูลอ้างอิงของระบบ ให้นำเข้าประวัติโครงการก่อนด้วย load_history"))
    others = Funder.objects.filter(Q(code="osmep")).values_list("pk", flat=True)
    return Ground([Place(*row) for row in provinces], sectors, department, list(others), _indicators())


def _indicators() -> list[GroundIndicator]:
    return [
        GroundIndicator(
            key=each.pk,
            code=each.code,
            unit=each.unit,
            decimals=each.decimals,
            is_entered=each.is_entered,
            is_quarterly=each.frequency == Indicator.Frequency.QUARTER,
        )
        for each in Indicator.objects.in_use()
    ]


def _keys(size: Size) -> Keys:
    return Keys(
        first={model: next_key(model) for model in MODELS},
        cluster_numbers=next_numbers(Cluster, size.clusters),
        organisation_numbers=next_numbers(Organisation, size.partners + size.enterprises),
    )


def remove_demo(*, tell: Tell = _in_silence) -> DemoLoad:
    """Take the loaded world away, with its history, its accounts and what was done with it; return what was taken.

    The last cluster and the last organisation leave their deletion in the history, so that no code is given twice.
    Raises ``RuleBroken``, and changes nothing, if none is loaded or if rows that aren't its own hang on it.
    """
    with transaction.atomic():
        take_turns(REASON)
        load = DemoLoad.objects.standing().first()
        if load is None:
            raise RuleBroken(_("ไม่มีข้อมูลตัวอย่างอยู่ในระบบ"))
        take_tables(*(model for model in apps.get_models() if issubclass(model, Record)))
        forget_editions(*load.keys[Round._meta.label])
        switch_off_demo_accounts(load)
        forget_deeds(load)
        end_ties(load)
        if real := list(_real_rows_on(load)):
            raise RuleBroken(_refusal(real))
        for model in reversed(MODELS):
            if model._meta.label not in load.keys:
                continue  # loaded before the world had such rows
            first, last = load.keys[model._meta.label]
            tell(model, forget_rows(model, first, last, tombstone=_tombstone(model, first, last), reason=REASON))
        forget_demo_accounts(load)
        load.is_standing, load.removed_at = False, timezone.now()
        load.save()
    return load


def _tombstone(model: type[Record], first: int, last: int) -> int | None:
    if model not in {Cluster, Organisation}:
        return None
    highest: int | None = model.objects.filter(pk__range=(first, last)).aggregate(last=Max("pk"))["last"]
    return highest


def _real_rows_on(load: DemoLoad) -> Iterator[tuple[type[models.Model], models.QuerySet[models.Model]]]:
    """Yield the rows that refer to one of the world's and aren't its own, by model; one query for each relation."""
    histories = {model.history.model for model in apps.get_models() if issubclass(model, Record)}
    for model in MODELS:
        if (held := load.keys.get(model._meta.label)) is None:
            continue
        for relation in model._meta.related_objects:
            other = relation.related_model
            if isinstance(other, str) or other in histories or relation.many_to_many:
                continue
            rows = other._base_manager.filter(**{f"{relation.field.name}__pk__range": held})
            if own := load.keys.get(other._meta.label):
                rows = rows.exclude(pk__range=own)
            if rows.exists():
                yield other, rows.order_by("pk")


def _refusal(real: list[tuple[type[models.Model], models.QuerySet[models.Model]]]) -> str:
    named: dict[str, None] = {}
    count = 0
    for model, rows in real:
        count += rows.count()
        named.update(dict.fromkeys(f"{model._meta.verbose_name}: {row} ({row.pk})" for row in rows[:NAMED]))
    heading = _("ยังนำข้อมูลตัวอย่างออกไม่ได้ มีรายการจริงที่ผูกกับข้อมูลตัวอย่าง %(count)s รายการ ให้ลบหรือย้ายรายการเหล่านี้ก่อน") % {
        "count": count
    }
    rest = [_("และรายการอื่นอีก %(count)s รายการ") % {"count": count - NAMED}] if count > NAMED else []
    return "\n".join([heading, *(f"  - {line}" for line in list(named)[:NAMED]), *rest])
