"""An account for each role beside the sample world, to try what the role sees and does."""

import secrets
from dataclasses import dataclass
from typing import Any, Final

from django.apps import apps
from django.db import transaction

from clusters.models import PromotionCentre
from members.models import Office, User
from programmes.demo.ground import LAST_YEAR
from programmes.models import DemoLoad
from records.history import written_by
from records.models import Record

REASON: Final = "load_demo"
# Nobody receives mail there: the name is kept free for what doesn't exist (RFC 2606).
DOMAIN: Final = "sample.invalid"
KEY: Final = "accounts"  # of ``DemoLoad.keys``
_CENTRE: Final = 1


@dataclass(frozen=True)
class DemoAccount:
    """An account as it's told once: the password isn't kept."""

    role: str
    email: str
    password: str


def make_demo_accounts(load: DemoLoad) -> list[DemoAccount]:
    """Make an account for each role and note them in the load; return them with passwords that nobody else knows.

    The editor is of a centre, the others of headquarters; the coordinator is one of the world's.
    """
    with transaction.atomic(), written_by(None, reason=REASON):
        made = [_make(User.Role(role), **more) for role, more in _accounts(load).items()]
        load.keys[KEY] = [account.pk for account, _password in made]
        load.save()
    return [DemoAccount(account.get_role_display(), account.email, password) for account, password in made]


def _accounts(load: DemoLoad) -> dict[str, dict[str, Any]]:
    accounts: dict[str, dict[str, Any]] = {role: {} for role in User.Role.values}
    accounts[User.Role.EDITOR]["centre"] = PromotionCentre.objects.filter(number=_CENTRE).first()
    offices = Office.objects.in_year(LAST_YEAR).filter(role=Office.Role.CDA, pk__range=load.keys["members.Office"])
    if (office := offices.filter(person__account=None).select_related("person").order_by("pk").first()) is not None:
        accounts[User.Role.COORDINATOR]["person"] = office.person
    else:
        del accounts[User.Role.COORDINATOR]
    return accounts


def _make(role: User.Role, **more: Any) -> tuple[User, str]:
    password = secrets.token_urlsafe(15)
    return User.objects.create_user(f"{role.value}@{DOMAIN}", password, role=role, **more), password


def switch_off_demo_accounts(load: DemoLoad) -> None:
    """End the accounts of a load, and their ties to its persons: before its rows are taken away."""
    with written_by(None, reason=REASON):
        for account in _accounts_of(load):
            account.email, account.role, account.person = f"{account.pk}.{account.email}", "", None
            account.is_active = account.is_staff = False
            account.set_unusable_password()
            account.save()


def forget_demo_accounts(load: DemoLoad) -> None:
    """Delete the accounts of a load, but those that a history or a log names: these stay, switched off."""
    with written_by(None, reason=REASON):
        for account in _accounts_of(load):
            if not (_has_written(account) or account.disclosures.exists() or account.erasures.exists()):
                account.delete()


def _accounts_of(load: DemoLoad) -> list[User]:
    return list(User.objects.filter(pk__in=load.keys.get(KEY, [])).order_by("pk"))


def _has_written(account: User) -> bool:
    """Ask the history of each model, but that of the account itself."""
    records = [model for model in apps.get_models() if issubclass(model, Record) and model is not User]
    written = [model.history.filter(history_user=account.pk) for model in records]
    written.append(User.history.filter(history_user=account.pk).exclude(id=account.pk))
    return any(rows.exists() for rows in written)
