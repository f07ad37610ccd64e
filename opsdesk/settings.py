"""Settings, all from the environment and safe when unset. docs/operations.md lists every variable."""

from pathlib import Path
from typing import Any

import environ
from csp.constants import NONE, SELF
from django.templatetags.static import static
from django.urls import reverse_lazy

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()

# --- Who we are -------------------------------------------------------------------------------
DEBUG = env.bool("OPSDESK_DEBUG", default=False)
SECRET_KEY = env.str("OPSDESK_SECRET_KEY", default="")
SALT_KEY = env.list("OPSDESK_SALT_KEYS", default=["opsdesk"])  # first encrypts, all decrypt
ALLOWED_HOSTS = env.list("OPSDESK_ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
PUBLIC_URL = env.str("OPSDESK_PUBLIC_URL", default="http://127.0.0.1:8000").rstrip("/")
CSRF_TRUSTED_ORIGINS = env.list("OPSDESK_TRUSTED_ORIGINS", default=[PUBLIC_URL])
DATA_DIR = Path(env.str("OPSDESK_DATA_DIR", default="/tmp/opsdesk"))  # noqa: S108  (see embedded.py)
HTTPS = PUBLIC_URL.startswith("https://")

# --- Vendors: base URLs; credentials live encrypted on the Store --------------------------------
SHOPIFY_URL = env.str("OPSDESK_SHOPIFY_URL", default="https://{shop}")
SHOPIFY_API_VERSION = env.str("OPSDESK_SHOPIFY_API_VERSION", default="2026-07")
EASYPOST_URL = env.str("OPSDESK_EASYPOST_URL", default="https://api.easypost.com/v2")
AFTERSHIP_URL = env.str(
    "OPSDESK_AFTERSHIP_URL", default="https://api.aftership.com/tracking/2026-07"
)
SENDGRID_URL = env.str("OPSDESK_SENDGRID_URL", default="https://api.sendgrid.com")
OPENAI_URL = env.str("OPSDESK_OPENAI_URL", default="https://api.openai.com/v1")
OPENAI_MODEL = env.str("OPSDESK_OPENAI_MODEL", default="gpt-5-mini")
OPENAI_TIMEOUT = env.float("OPSDESK_OPENAI_TIMEOUT", default=30.0)
VENDOR_TIMEOUT = env.float("OPSDESK_VENDOR_TIMEOUT", default=15.0)

# --- Decisions and messages ---------------------------------------------------------------------
UNDO_REFUND_SECONDS = env.int("OPSDESK_UNDO_REFUND_SECONDS", default=120)
UNDO_EMAIL_SECONDS = env.int("OPSDESK_UNDO_EMAIL_SECONDS", default=30)
# A lease outlasts the longest chain of vendor calls of one attempt, or two workers could act at once.
EXECUTION_LEASE_SECONDS = env.int("OPSDESK_EXECUTION_LEASE_SECONDS", default=75)
SENDING_PAUSED = env.bool("OPSDESK_SENDING_PAUSED", default=False)  # global kill switches
MONEY_PAUSED = env.bool("OPSDESK_MONEY_PAUSED", default=False)
INTAKE_MAX_BYTES = 5 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = INTAKE_MAX_BYTES
# After waking a worker a web process stays quiet this long: one wake-up per burst, not per delivery.
WAKE_QUIET_SECONDS = env.float("OPSDESK_WAKE_QUIET_SECONDS", default=0.25)

INSTALLED_APPS = [
    "unfold",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django_htmx",
    "template_partials",
    "pgtrigger",
    "csp",
    "django_celery_beat",
    "django_structlog",
    "opsdesk",
    "orders",
    "notifications",
    "exceptions",
]

MIDDLEWARE = [
    "opsdesk.middleware.ShortWayForWebhooks",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django_structlog.middlewares.RequestMiddleware",
    "csp.middleware.CSPMiddleware",
    "opsdesk.middleware.AdminContentPolicy",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "opsdesk.middleware.DomainErrors",
]

ROOT_URLCONF = "opsdesk.urls"
WSGI_APPLICATION = "opsdesk.wsgi.application"
ASGI_APPLICATION = "opsdesk.asgi.application"
AUTH_USER_MODEL = "opsdesk.User"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "opsdesk.context.desk",
            ],
        },
    }
]

# --- Storage ------------------------------------------------------------------------------------
DATABASES = {
    "default": {
        **env.db_url("DATABASE_URL", default="postgres://postgres@127.0.0.1:5432/opsdesk"),
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"options": "-c statement_timeout=60000 -c lock_timeout=15000"},
    }
}
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
# Serve static files from where they lie, without collectstatic (which compresses for ten seconds).
WHITENOISE_USE_FINDERS = env.bool("OPSDESK_STATIC_FROM_SOURCE", default=False)
if WHITENOISE_USE_FINDERS:
    STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
STATIC_URL = "/static/"
STATIC_ROOT = Path(env.str("OPSDESK_STATIC_ROOT", default=str(BASE_DIR / "staticfiles")))
STATICFILES_DIRS = [BASE_DIR / "static"]
# Not cached_db: with a cache per process, a sign-out in one would be unknown to the others.
SESSION_ENGINE = "django.contrib.sessions.backends.db"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

# --- Work queue: the database is the queue, the broker only wakes a worker -------------------------
CELERY_BROKER_URL = env.str("CELERY_BROKER_URL", default="filesystem://localhost")
if CELERY_BROKER_URL.startswith("filesystem"):
    _queue = DATA_DIR / "queue"
    CELERY_BROKER_TRANSPORT_OPTIONS: dict[str, Any] = {
        "data_folder_in": str(_queue),
        "data_folder_out": str(_queue),
        "control_folder": str(DATA_DIR / "queue-control"),
        "polling_interval": 0.1,
    }
else:
    CELERY_BROKER_TRANSPORT_OPTIONS = {"visibility_timeout": 3600}
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_ENABLE_REMOTE_CONTROL = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BEAT_SCHEDULER = "django_celery_beat.schedulers:DatabaseScheduler"
CELERY_BEAT_MAX_LOOP_INTERVAL = 1
CELERY_TIMEZONE = "UTC"
CELERY_WORKER_HIJACK_ROOT_LOGGER = False

# --- Language and time ----------------------------------------------------------------------------
LANGUAGE_CODE = "en"
TIME_ZONE = "UTC"
USE_I18N = True
USE_TZ = True

# --- Sign in --------------------------------------------------------------------------------------
LOGIN_URL = reverse_lazy("login")
LOGIN_REDIRECT_URL = reverse_lazy("home")
LOGOUT_REDIRECT_URL = reverse_lazy("login")
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

# --- Browser rules ----------------------------------------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "manifest-src": [SELF],
    }
}
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "opsdesk.views.csrf_failure"
SESSION_COOKIE_AGE = 12 * 3600
SECURE_SSL_REDIRECT = False  # the proxy in front of us terminates TLS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SILENCED_SYSTEM_CHECKS = ["security.W008"]  # see SECURE_SSL_REDIRECT above

UNFOLD = {
    "SITE_TITLE": "OpsDesk",
    "SITE_HEADER": "OpsDesk",
    "SITE_URL": "/",
    "SITE_FAVICONS": [
        {"rel": "icon", "type": "image/svg+xml", "href": lambda request: static("img/favicon.svg")}
    ],
    # The desk's own blue (static/css/opsdesk.css), in the steps unfold asks for.
    "COLORS": {
        "primary": {
            "50": "oklch(97% .014 264)",
            "100": "oklch(94% .03 264)",
            "200": "oklch(89% .06 264)",
            "300": "oklch(81% .1 264)",
            "400": "oklch(72% .14 264)",
            "500": "oklch(60% .18 264)",
            "600": "oklch(48% .19 264)",
            "700": "oklch(43% .17 264)",
            "800": "oklch(37% .14 264)",
            "900": "oklch(32% .11 264)",
            "950": "oklch(25% .08 264)",
        }
    },
    "SHOW_HISTORY": True,
    "SHOW_VIEW_ON_SITE": False,
}

# --- Logs: events, never people ----------------------------------------------------------------------
LOG_FORMAT = env.str("OPSDESK_LOG_FORMAT", default="json")
LOG_LEVEL = env.str("OPSDESK_LOG_LEVEL", default="INFO")
LOGGING_CONFIG = "opsdesk.logs.configure"
LOGGING: dict[str, Any] = {"level": LOG_LEVEL, "format": LOG_FORMAT}
DJANGO_STRUCTLOG_CELERY_ENABLED = False  # our tasks log their own events
DJANGO_STRUCTLOG_IP_LOGGING_ENABLED = False  # an address is personal data
DJANGO_STRUCTLOG_USER_ID_FIELD = "pk"
