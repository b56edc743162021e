"""The only reader of the environment: every setting that an installation may change, with its type."""

from pathlib import Path

import environ

BASE_DIR = Path(__file__).resolve().parent.parent

_env = environ.Env()

PRODUCTION: bool = _env.bool("PRODUCTION", default=False)
DEBUG: bool = _env.bool("DEBUG", default=False)
SECRET_KEY: str = _env.str("SECRET_KEY", default="insecure-key-for-development-only")
ALLOWED_HOSTS: list[str] = _env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "[::1]"])
DATABASE_URL: str = _env.str("DATABASE_URL", default=f"sqlite:///{BASE_DIR / 'var' / 'portal.sqlite3'}")
