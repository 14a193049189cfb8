"""Settings, all read from the environment. docs/running/deployment.md lists every variable."""

import os
import re
import secrets
from contextlib import suppress
from pathlib import Path

import dj_database_url
import dj_email_url
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parent.parent


def flag(name: str, default: bool = False) -> bool:
    """Return a yes-or-no environment variable: 1, true, yes and on (any case) are True."""
    return os.environ.get(name, str(default)).strip().lower() in {"1", "true", "yes", "on"}


def words(name: str, default: str = "") -> list[str]:
    """Return a comma-separated environment variable as a list."""
    return [word.strip() for word in os.environ.get(name, default).split(",") if word.strip()]


DATA_DIR = Path(os.environ.get("DATELINE_DATA", BASE_DIR / "data")).resolve()
PRODUCTION = flag("DATELINE_PRODUCTION")
DEBUG = flag("DATELINE_DEBUG")


def rate(name: str, default: str) -> str | None:
    """Return a rate such as 600/minute (or /second, /hour, /day), or None, no limit, if it is empty."""
    value = os.environ.get(name, default).strip()
    if value and not re.fullmatch(r"[1-9][0-9]*/(second|minute|hour|day)", value):
        raise ImproperlyConfigured(f"{name} is {value!r}; write it as 600/minute.")
    return value or None


def _secret_key() -> str:
    """Return the key from the environment, or one made at random and kept in the data folder for its owner only."""
    if key := os.environ.get("DATELINE_SECRET_KEY"):
        return key
    path = DATA_DIR / "secret-key"
    if not path.exists():
        DATA_DIR.mkdir(parents=True, exist_ok=True)
        temporary = DATA_DIR / f"secret-key.{os.getpid()}"
        temporary.touch(mode=0o600)
        temporary.write_text(secrets.token_urlsafe(60))
        with suppress(FileExistsError):  # where another process was first, its key counts
            os.link(temporary, path)
        temporary.unlink()
    return path.read_text().strip()


SECRET_KEY = _secret_key()
ALLOWED_HOSTS = words("DATELINE_HOSTS", "localhost,127.0.0.1,[::1]")
CSRF_TRUSTED_ORIGINS = words("DATELINE_ORIGINS")

INSTALLED_APPS = [
    "portal.apps.CurationConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.sitemaps",
    "django.contrib.humanize",
    "django_filters",
    "django_htmx",
    "corsheaders",
    "rest_framework",
    "rest_framework.authtoken",
    "drf_spectacular",
    "axes",
    "corpus",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "portal.middleware.FlushingGZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "corsheaders.middleware.CorsMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "portal.middleware.GoneForNowMiddleware",
    "portal.middleware.StatementTimeoutMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"

_CONTEXT = ["django.contrib.auth.context_processors.auth", "django.contrib.messages.context_processors.messages"]
TEMPLATES = [
    {  # pages
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "environment": "corpus.views.environment.environment",
            "context_processors": [*_CONTEXT, "corpus.views.context.site"],
        },
    },
    {  # the admin site
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "corpus" / "admin" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": ["django.template.context_processors.request", *_CONTEXT]},
    },
]

# Measured on 300,000 articles with PostgreSQL 18 (docs/running/performance.md): a bitmap scan of a word in nearly every
# article takes 60 ms with these, the default planner's sequential scan about 1 s.
_SESSION = "-c jit=off -c random_page_cost=1.1 -c work_mem=64MB -c timezone=UTC"
if timeout := os.environ.get("DATELINE_STATEMENT_TIMEOUT", ""):
    _SESSION += f" -c statement_timeout={int(timeout)}"

if os.environ.get("DATABASE_URL"):
    DATABASES = {"default": dj_database_url.config(engine="portal.postgres", conn_max_age=60, conn_health_checks=True)}
else:
    DATABASES = {
        "default": {
            "ENGINE": "portal.postgres",
            "EMBEDDED": True,
            "NAME": "dateline",
            "HOST": str(DATA_DIR / "postgres"),
            "CONN_MAX_AGE": 60,
            "CONN_HEALTH_CHECKS": True,
        }
    }
DATABASES["default"].setdefault("OPTIONS", {})["options"] = _SESSION
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

STORAGES = {
    # What people have collected: raw bytes under their SHA-256. Another storage (S3) is a matter of this setting.
    "default": {
        "BACKEND": os.environ.get("DATELINE_STORAGE", "corpus.store.loading.raw.CaptureFileStorage"),
        "OPTIONS": {} if "DATELINE_STORAGE" in os.environ else {"location": str(DATA_DIR / "captures")},
    },
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG or flag("DATELINE_PLAIN_STATIC")
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}

AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}Validator"}
    for name in ("UserAttributeSimilarity", "MinimumLength", "CommonPassword", "NumericPassword")
]
AXES_FAILURE_LIMIT = 10
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"], "ip_address"]  # the order that AXES_HANDLER expects
AXES_HANDLER = "portal.guessing.Handler"
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_TEMPLATE = "accounts/locked.html"
AXES_CLIENT_IP_CALLABLE = "portal.client_ip.client_address"

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "UTC"
USE_I18N = False
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = Path(os.environ.get("DATELINE_STATIC", DATA_DIR / "static"))
STATICFILES_DIRS = [BASE_DIR / "static"]

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "manifest-src": [SELF],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
if PRODUCTION:
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True
    SECURE_SSL_REDIRECT = flag("DATELINE_HTTPS_REDIRECT", default=True)
    SECURE_HSTS_SECONDS = int(os.environ.get("DATELINE_HSTS_SECONDS", 31536000))
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

_IN_MEMORY = "django.core.cache.backends.locmem.LocMemCache"
CACHES = {
    "default": {"BACKEND": _IN_MEMORY},
    # When each reader of the API last asked.
    "throttle": {
        "BACKEND": _IN_MEMORY,
        "LOCATION": "throttle",
        "OPTIONS": {"MAX_ENTRIES": 5000},
    },
}

DOCUMENT_SECONDS = max(0.01, float(os.environ.get("DATELINE_DOCUMENT_SECONDS") or 10))  # to parse and extract one
EXPORT_ROWS = int(os.environ.get("DATELINE_EXPORT_ROWS", 0))  # 0: all
EXPORTS_AT_ONCE = int(os.environ.get("DATELINE_EXPORTS_AT_ONCE", 4))
FEED_AUTHORITY = os.environ.get("DATELINE_FEED_AUTHORITY", "dateline.invalid,2026")
# The API: JSON, for readers whom no cookie signs in, so that no other site can use their session.
REST_FRAMEWORK = {
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_AUTHENTICATION_CLASSES": ["rest_framework.authentication.TokenAuthentication"],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.AllowAny"],
    "DEFAULT_THROTTLE_CLASSES": ["corpus.api.throttles.AddressThrottle", "corpus.api.throttles.TokenThrottle"],
    "DEFAULT_THROTTLE_RATES": {
        "anon": rate("DATELINE_API_RATE", "600/minute"),
        "user": rate("DATELINE_API_TOKEN_RATE", "6000/minute"),
    },
    "NUM_PROXIES": int(os.environ.get("DATELINE_PROXIES", 0)),
    "DEFAULT_SCHEMA_CLASS": "corpus.api.schema.openapi.Schema",
    "DEFAULT_METADATA_CLASS": None,
    "EXCEPTION_HANDLER": "corpus.api.problems.answer",
    "URL_FORMAT_OVERRIDE": None,
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Dateline",
    "VERSION": "1",
    "DESCRIPTION": "The rows of the public pages as JSON. Every list takes the parameters of its page.",
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "POSTPROCESSING_HOOKS": ["drf_spectacular.hooks.postprocess_schema_enums", "corpus.api.schema.openapi.finished"],
    "SORT_OPERATION_PARAMETERS": False,
    "SORT_OPERATIONS": False,
    "ENUM_NAME_OVERRIDES": {
        "EventTypeEnum": "corpus.models.event.EventType",
        "RoleEnum": "corpus.models.event.Role",
        "StatusEnum": "corpus.models.fields.Status",
        "DateBasisEnum": "corpus.models.fields.DateBasis",
        "NameKindEnum": "corpus.models.person.PersonName.Kind",
        "MentionPartEnum": "corpus.models.person.Mention.Part",
        "LineupKindEnum": "corpus.models.lineup.Lineup.Kind",
    },
}
_origins = words("DATELINE_API_ORIGINS", "*")
CORS_URLS_REGEX = r"^/api/"
CORS_ALLOW_ALL_ORIGINS = _origins == ["*"]
CORS_ALLOWED_ORIGINS = [] if CORS_ALLOW_ALL_ORIGINS else _origins
CORS_ALLOW_METHODS = ["GET", "HEAD", "OPTIONS"]
CORS_ALLOW_HEADERS = ["accept", "authorization", "if-none-match"]
CORS_EXPOSE_HEADERS = ["ETag", "Retry-After"]

SITE_NAME = os.environ.get("DATELINE_SITE_NAME", "Dateline")
SITE_URL = os.environ.get("DATELINE_URL", "http://localhost:8000")  # in mails, which come by no request
SAVED_SEARCHES = int(os.environ.get("DATELINE_SAVED_SEARCHES", 50))  # of one user

LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "savedsearch-list"
LOGOUT_REDIRECT_URL = "overview"

_MAIL = dj_email_url.parse(os.environ.get("DATELINE_EMAIL_URL", "console:"))
vars().update(_MAIL)
EMAIL_TIMEOUT = _MAIL["EMAIL_TIMEOUT"] or 30  # seconds; Django's own is for ever
DEFAULT_FROM_EMAIL = os.environ.get("DATELINE_EMAIL_FROM", "dateline@localhost")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": os.environ.get("DATELINE_LOG_LEVEL", "WARNING")},
}
