"""Settings: everything that differs between machines comes from the environment, with defaults that just run."""

from __future__ import annotations

import os
import secrets
from datetime import date
from pathlib import Path
from urllib.parse import unquote, urlsplit

import structlog
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
VAR = Path(os.environ.get("TIENDO_VAR", ROOT / "var"))  # the data: database, secret key, demonstration day


def _secret_key() -> str:
    """Made at the first run and kept for its owner only; never in the repository."""
    if given := os.environ.get("TIENDO_SECRET_KEY"):
        return given
    kept = VAR / "secret_key"
    if not kept.exists() or not kept.read_text():
        VAR.mkdir(mode=0o700, parents=True, exist_ok=True)  # passwords' hashes and log-ins are in the database there
        _keep_whole(kept, secrets.token_urlsafe(60))
    return kept.read_text()


def _keep_whole(file: Path, text: str) -> None:
    """Write a file for its owner only, whole or not at all: whoever is killed half-way, or starts at the same moment,
    leaves no empty key behind, and of two who start the first one's key holds."""
    part = file.with_name(f".{file.name}.{os.getpid()}")
    part.touch(mode=0o600)
    part.write_text(text)
    try:
        if file.exists() and not file.read_text():
            part.replace(file)
        else:
            os.link(part, file)
    except FileExistsError:
        pass  # the other one was faster
    finally:
        part.unlink(missing_ok=True)


def _database(url: str) -> dict[str, object]:
    """`postgresql://user@host:port/name` or, without one, SQLite in var/ (WAL; a writer waits up to 20 s)."""
    parts = urlsplit(url)
    if parts.scheme in {"postgresql", "postgres"}:
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": parts.path.lstrip("/"),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": parts.hostname or "",
            "PORT": parts.port or "",
            # Tests drop their databases at the end, which a pool's idle connections would forbid.
            "OPTIONS": {} if "PYTEST_VERSION" in os.environ else {"pool": {"min_size": 1, "max_size": 8}},
        }
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": VAR / "tiendo.sqlite3",
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
        },
    }


def _fixed_day() -> date | None:
    """The day of a demonstration: from the environment, or as `tiendo demo` left it in var/today."""
    kept = VAR / "today"
    told = os.environ.get("TIENDO_TODAY") or (kept.read_text().strip() if kept.exists() else "")
    return date.fromisoformat(told) if told else None


SECRET_KEY = _secret_key()
DEBUG = os.environ.get("TIENDO_DEBUG") == "1"
ALLOWED_HOSTS = os.environ.get("TIENDO_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
CSRF_TRUSTED_ORIGINS = [o for o in os.environ.get("TIENDO_ORIGINS", "").split(",") if o]
DATABASES = {"default": _database(os.environ.get("TIENDO_DATABASE", ""))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
TIENDO_TODAY = _fixed_day()
# Tests write rows without an event, so pages that were kept would be old.
TIENDO_KEEP_PAGES = not DEBUG and os.environ.get("TIENDO_KEEP_PAGES", "1") == "1" and "PYTEST_VERSION" not in os.environ
TIENDO_PROXIES = int(os.environ.get("TIENDO_PROXIES", "0"))  # of ours, one behind the other, in front of us
_HTTPS = os.environ.get("TIENDO_HTTPS") == "1"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "axes",
    "csp",
    "django_htmx",
    "tiendo_web.records",
    "tiendo_web.actions",
    "tiendo_web.pages",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "tiendo_web.pages.language.ChosenLanguage",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "tiendo_web.pages.refusals.SayNotAllowed",
    "axes.middleware.AxesMiddleware",
    "tiendo_web.pages.bounds.Bounds",  # last: what it answers itself is dressed by those above like any page
]
ROOT_URLCONF = "tiendo_web.urls"
WSGI_APPLICATION = "tiendo_web.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [HERE / "pages/templates", HERE / "pages/public/templates", HERE / "pages/staff/templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "tiendo_web.pages.context.everywhere",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "tiendo_web.pages.templatetags.said",
                "tiendo_web.pages.templatetags.at_work",
            ],
        },
    }
]

AUTH_USER_MODEL = "records.User"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "staff-home"
LOGOUT_REDIRECT_URL = "home"
AXES_FAILURE_LIMIT = 8
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_CLIENT_IP_CALLABLE = "tiendo_web.pages.bounds.address_of"
AXES_LOCKOUT_TEMPLATE = "staff/locked_out.html"

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", _("Tiếng Việt")), ("en", _("Tiếng Anh"))]
LOCALE_PATHS = [HERE / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Ho_Chi_Minh"

STATIC_URL = "static/"
STATIC_ROOT = VAR / "static"
STATICFILES_DIRS = [HERE / "static/build"] if (HERE / "static/build").exists() else []
_PLAIN = "PYTEST_VERSION" in os.environ or DEBUG
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if _PLAIN
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "tiendo_web.pages.refusals.not_from_our_page"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = _HTTPS
SECURE_HSTS_SECONDS = 30 * 24 * 3600 if _HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _HTTPS and TIENDO_PROXIES else None
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = 12 * 3600
DATA_UPLOAD_MAX_MEMORY_SIZE = 4 * 1024 * 1024  # a pasted text; files are bounded by the reader (50 MB)
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "lines": {
            "()": structlog.stdlib.ProcessorFormatter,
            "processor": structlog.processors.LogfmtRenderer(key_order=["timestamp", "level", "event"]),
            "foreign_pre_chain": [
                structlog.stdlib.add_log_level,
                structlog.processors.TimeStamper(fmt="iso"),
                structlog.processors.format_exc_info,  # where it broke, in one line of the log; never on a page
            ],
        }
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "lines"}},
    "root": {"handlers": ["console"], "level": os.environ.get("TIENDO_LOG", "WARNING")},
}
