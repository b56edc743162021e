"""Settings of the portal. What an installation may change is read in ``config.env``."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import django_stubs_ext
from csp.constants import NONE, SELF

from config import env

django_stubs_ext.monkeypatch()

BASE_DIR = env.BASE_DIR

# -- what runs --------------------------------------------------------------------------------------------------------
PRODUCTION = env.PRODUCTION

# -- who may reach it -------------------------------------------------------------------------------------------------
SECRET_KEY = env.SECRET_KEY
DEBUG = env.DEBUG
ALLOWED_HOSTS = env.ALLOWED_HOSTS
CSRF_TRUSTED_ORIGINS = env.CSRF_TRUSTED_ORIGINS

# -- what it is made of -----------------------------------------------------------------------------------------------
INSTALLED_APPS = [
    "portal",
    "programmes",
    "members",
    "clusters",
    "records",
    "thai",
    "records.apps.PortalAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "simple_history",
    "django_filters",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "config.middleware.PermissionsPolicyMiddleware",
    "csp.middleware.CSPMiddleware",
    "portal.middleware.CompressPublicPages",
    "django.middleware.http.ConditionalGetMiddleware",
    "portal.remembered.RememberPages",
    "portal.middleware.CacheAnonymousPages",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "portal.middleware.LanguageOfAddress",
    "django.middleware.common.CommonMiddleware",
    "portal.middleware.MarkSampleData",
    "django.middleware.csrf.CsrfViewMiddleware",
    "members.middleware.SignedIn",
    "django.contrib.messages.middleware.MessageMiddleware",
    "members.middleware.PasswordMustChange",
    "members.middleware.SecondFactorMustBeSet",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "thai.middleware.PlainDigitsMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "portal.middleware.ServiceUnavailable",
]
CSRF_FAILURE_VIEW = "portal.views.errors.csrf_failure"

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "portal.sample_data.sample_data",
            ],
            "builtins": ["django.templatetags.i18n", "django.templatetags.static", "thai.templatetags.thai"],
        },
    }
]


# -- where the data are -----------------------------------------------------------------------------------------------
def _safe_under_load(database: dict[str, Any]) -> dict[str, Any]:
    """Return the database with what its engine needs when many write at once; options of its address stay."""
    options = database.setdefault("OPTIONS", {})
    if database["ENGINE"] == "django.db.backends.sqlite3":
        Path(database["NAME"]).parent.mkdir(parents=True, exist_ok=True)
        # A transaction takes the write lock when it begins: taking it half-way fails at once instead of waiting.
        options["transaction_mode"] = "IMMEDIATE"
        options["timeout"] = 20
        options["init_command"] = "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;"
        # Tests get a file too: threads and processes don't share a database in memory as they share a real one.
        database["TEST"] = {"NAME": BASE_DIR / "var" / "test.sqlite3"}
    else:
        database["CONN_MAX_AGE"] = env.DATABASE_CONN_MAX_AGE
        database["CONN_HEALTH_CHECKS"] = True
        options.setdefault("connect_timeout", 5)  # seconds: a server that is away is told within the time of a page
        limits = {
            "statement_timeout": env.DATABASE_STATEMENT_TIMEOUT,
            "idle_in_transaction_session_timeout": 60_000,
            "jit": "off",  # pages are short queries: compiling one for 0.7 s doesn't pay for itself
        }
        settings = " ".join(f"-c {name}={value}" for name, value in limits.items())
        options["options"] = f"{options.get('options', '')} {settings}".strip()
    return database


DATABASES = {"default": _safe_under_load(env.DATABASE)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# Documents on paper take seconds to make and are the same until their content changes. They lie beside the uploads: the
# folder of the code is none that the portal may write where it is installed.
PAPERS = {
    "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
    "LOCATION": env.UPLOADS.parent / "papers",
    "OPTIONS": {"MAX_ENTRIES": 200},
}
# Pages that were made a moment ago, in each web process: about 10 MB at most.
PAGES = {
    "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
    "LOCATION": "pages",
    "OPTIONS": {"MAX_ENTRIES": 100},
}
CACHES = {"default": env.CACHE, "papers": PAPERS, "pages": PAGES}
MEDIA_ROOT = env.UPLOADS  # without an address: whoever may read one of its files gets it from a page of the portal
IMPORT_WORKER = env.IMPORT_WORKER
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o700
WEB_PROCESSES = env.WEB_PROCESSES
BACKUPS = env.BACKUPS
BACKUPS_KEPT = env.BACKUPS_KEPT
BACKUP_HOURS = env.BACKUP_HOURS

# -- accounts and sessions --------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "members.User"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
AUTHENTICATION_BACKENDS = ["members.signin.backend.AccountBackend"]
LOGIN_URL = "account_login"
PASSWORD_RESET_TIMEOUT = 24 * 60 * 60  # seconds: a link that headquarters hand on lives for a day
SUPERUSER_EMAIL = env.SUPERUSER_EMAIL
SECOND_FACTOR_REQUIRED = env.SECOND_FACTOR_REQUIRED
TRUSTED_PROXIES = env.TRUSTED_PROXIES
SESSION_IDLE_SECONDS = env.SESSION_IDLE_MINUTES * 60
SESSION_COOKIE_AGE = env.SESSION_HOURS * 60 * 60
SESSION_COOKIE_SECURE = env.PRODUCTION
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SECURE = env.PRODUCTION
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"

# -- how the programme counts ------------------------------------------------------------------------------------------
SIZE_RULE = env.SIZE_RULE

# -- open data --------------------------------------------------------------------------------------------------------
DATA_CONTACT = env.DATA_CONTACT

# -- sign-in by allauth, as far as members.signin leaves it to it -----------------------------------------------------
ACCOUNT_ADAPTER = "members.signin.adapters.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "members.signin.forms.SignInForm",
    "reauthenticate": "members.signin.forms.PasswordAgainForm",
    "change_password": "members.signin.forms.OwnPasswordForm",
    "reset_password": "members.signin.forms.ForgottenPasswordForm",
    "reset_password_from_key": "members.signin.forms.NewPasswordForm",
    "user_token": "members.signin.forms.LinkForm",
}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False  # the cookie ends with the browser
ACCOUNT_RATE_LIMITS = False  # members.signin.throttle counts in the database, decision 0011
MFA_ADAPTER = "members.signin.adapters.SecondFactorAdapter"
MFA_FORMS = {
    "authenticate": "members.signin.forms.CodeForm",
    "reauthenticate": "members.signin.forms.CodeAgainForm",
    "activate_totp": "members.signin.forms.FirstCodeForm",
}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "DIP Cluster Portal"
MFA_TOTP_TOLERANCE = 1  # a telephone's clock may be half a minute off
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_TRUST_ENABLED = True
MFA_TRUST_COOKIE_AGE = timedelta(days=30)
MFA_TRUST_COOKIE_NAME = "remembered_device"

# -- mail -------------------------------------------------------------------------------------------------------------
MAIL_IS_SENT = env.MAIL is not None or not env.PRODUCTION
_mail = env.MAIL or {"EMAIL_BACKEND": "django.core.mail.backends.console.EmailBackend"}
EMAIL_BACKEND = _mail["EMAIL_BACKEND"]
EMAIL_HOST = _mail.get("EMAIL_HOST", "localhost")
EMAIL_PORT = _mail.get("EMAIL_PORT") or 25
EMAIL_HOST_USER = _mail.get("EMAIL_HOST_USER") or ""
EMAIL_HOST_PASSWORD = _mail.get("EMAIL_HOST_PASSWORD") or ""
EMAIL_USE_TLS = _mail.get("EMAIL_USE_TLS", False)
EMAIL_USE_SSL = _mail.get("EMAIL_USE_SSL", False)
EMAIL_TIMEOUT = 10  # seconds
DEFAULT_FROM_EMAIL = env.MAIL_FROM

# -- language and time ------------------------------------------------------------------------------------------------
LANGUAGE_CODE = "th"
LANGUAGES = [("th", "ไทย"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
TIME_ZONE = "Asia/Bangkok"
USE_TZ = True

# -- static files: collected, hashed and compressed in production, else served from where they are --------------------
STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "var" / "static" if env.PRODUCTION else None
GUIDE = BASE_DIR / "docs" / "guide"  # the staff guide, a Markdown file for each chapter (records.guide)
STATICFILES_DIRS = [BASE_DIR / "static", ("guide", GUIDE / "pictures")]
WHITENOISE_USE_FINDERS = not env.PRODUCTION
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if env.PRODUCTION
        else "django.contrib.staticfiles.storage.StaticFilesStorage",
        # Collected by whoever installs, read by the portal's account: the rights of uploads would shut it out.
        "OPTIONS": {"file_permissions_mode": 0o644, "directory_permissions_mode": 0o755},
    },
}

# -- what browsers are told -------------------------------------------------------------------------------------------
SECURE_SSL_REDIRECT = env.SSL_REDIRECT
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]  # machines ask these inside, without https
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if env.BEHIND_PROXY else None
SECURE_HSTS_SECONDS = env.HSTS_SECONDS if env.PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SILENCED_SYSTEM_CHECKS = [
    "models.W040",  # SQLite has no covering indexes and makes plain ones, which do
    "security.W021",  # whether browsers preload https is for the owner of the domain, not of one host in it
]
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
    }
}

# -- how much one request may bring -----------------------------------------------------------------------------------
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
DATA_UPLOAD_MAX_NUMBER_FILES = 10
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024

# -- logging: to standard error, without anybody's data (config.logs) -------------------------------------------------
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "text": {"()": "config.logs.TextFormatter"},
        "json": {"()": "config.logs.JsonFormatter"},
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": env.LOG_FORMAT}},
    "root": {"handlers": ["stderr"], "level": env.LOG_LEVEL},
    "loggers": {
        # Django's own handlers would print each line twice and mail the page's data to administrators.
        "django": {"handlers": [], "level": env.LOG_LEVEL, "propagate": True},
        # At DEBUG the statements are logged with their values, which are people's data.
        "django.db.backends": {"level": "INFO"},
    },
}
