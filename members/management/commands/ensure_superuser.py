from __future__ import annotations

import secrets
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand
from django.db import transaction


class Command(BaseCommand):
    """Give a new installation its first account: a random password, shown once, that must be changed."""

    help = "Make a superuser when there is none, and print its password once."

    def handle(self, *args: Any, **options: Any) -> None:
        users = get_user_model()._default_manager
        with transaction.atomic():
            if users.filter(is_superuser=True).exists():
                return
            password = secrets.token_urlsafe(15)
            users.create_superuser(email=settings.SUPERUSER_EMAIL, password=password, must_change_password=True)
        self.stdout.write(
            "\nThe first account; the password is shown only now and must be changed at the first sign-in.\n"
            "บัญชีผู้ดูแลระบบบัญชีแรก รหัสผ่านแสดงครั้งเดียว และต้องเปลี่ยนเมื่อเข้าสู่ระบบครั้งแรก\n"
            f"  e-mail / อีเมล        {settings.SUPERUSER_EMAIL}\n"
            f"  password / รหัสผ่าน   {password}\n"
        )
