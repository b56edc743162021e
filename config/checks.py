"""What must be right before the portal may run in production."""

from collections.abc import Sequence
from dataclasses import dataclass

DEFAULT_SECRET_KEY = "insecure-key-for-development-only"  # noqa: S105 - known to everybody on purpose, refused in production
SHORTEST_SECRET_KEY = 50
FEWEST_DIFFERENT_SIGNS = 5


@dataclass(frozen=True, kw_only=True)
class ProductionValues:
    """The values of the environment that decide whether the portal may face the public."""

    secret_key: str
    debug: bool
    allowed_hosts: Sequence[str]
    database_engine: str
    allow_sqlite: bool
    ssl_redirect: bool
    behind_proxy: bool
    csrf_trusted_origins: Sequence[str]


def production_problems(values: ProductionValues) -> list[str]:
    """Return what forbids production, a line each, in English and Thai; an empty list means that it may start."""
    return [
        *_problems_of_secrets(values),
        *_problems_of_hosts(values),
        *_problems_of_https(values),
        *_problems_of_database(values),
    ]


def _problems_of_secrets(values: ProductionValues) -> list[str]:
    problems = []
    if values.secret_key == DEFAULT_SECRET_KEY:
        problems.append(
            "SECRET_KEY is the default that everybody knows; set a random one of your own. "
            "/ SECRET_KEY ยังเป็นค่าเริ่มต้นที่ทุกคนรู้ ให้ตั้งค่าสุ่มของหน่วยงานเอง"
        )
    elif len(values.secret_key) < SHORTEST_SECRET_KEY or len(set(values.secret_key)) < FEWEST_DIFFERENT_SIGNS:
        problems.append(
            f"SECRET_KEY is too short or too regular; set at least {SHORTEST_SECRET_KEY} random characters. "
            f"/ SECRET_KEY สั้นหรือเดาง่ายเกินไป ให้ตั้งค่าสุ่มอย่างน้อย {SHORTEST_SECRET_KEY} ตัวอักษร"
        )
    if values.debug:
        problems.append(
            "DEBUG is on; it shows the inside of the portal to strangers. / DEBUG เปิดอยู่ บุคคลภายนอกจะเห็นข้อมูลภายในระบบ"
        )
    return problems


def _problems_of_hosts(values: ProductionValues) -> list[str]:
    if not values.allowed_hosts:
        return ["ALLOWED_HOSTS is empty; name the host names of the portal. / ALLOWED_HOSTS ว่างอยู่ ให้ระบุชื่อโฮสต์ของระบบ"]
    if "*" in values.allowed_hosts:
        return [
            "ALLOWED_HOSTS allows every host (*); name the host names of the portal. "
            "/ ALLOWED_HOSTS เปิดรับทุกชื่อ (*) ให้ระบุชื่อโฮสต์ของระบบ"
        ]
    return []


def _problems_of_https(values: ProductionValues) -> list[str]:
    """Without one of the three, Django takes each request for plain http and refuses every form sent over https."""
    problems = [
        f"CSRF_TRUSTED_ORIGINS: {origin!r} doesn't begin with https://. "
        f"/ CSRF_TRUSTED_ORIGINS: {origin!r} ต้องขึ้นต้นด้วย https://"
        for origin in values.csrf_trusted_origins
        if not origin.startswith("https://")
    ]
    if not (values.ssl_redirect or values.behind_proxy or values.csrf_trusted_origins):
        problems.append(
            "CSRF_TRUSTED_ORIGINS is empty while SSL_REDIRECT and BEHIND_PROXY are off; forms would be refused. "
            "/ CSRF_TRUSTED_ORIGINS ว่างอยู่ ทั้งที่ปิด SSL_REDIRECT และ BEHIND_PROXY จะส่งแบบฟอร์มไม่ได้"
        )
    return problems


def _problems_of_database(values: ProductionValues) -> list[str]:
    if values.database_engine.endswith("sqlite3") and not values.allow_sqlite:
        return [
            "DATABASE_URL points at SQLite; use PostgreSQL, or set ALLOW_SQLITE=1 if it is meant. "
            "/ DATABASE_URL เป็น SQLite ให้ใช้ PostgreSQL หรือตั้ง ALLOW_SQLITE=1 หากตั้งใจ"
        ]
    return []
