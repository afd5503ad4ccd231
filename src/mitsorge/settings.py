"""Django settings: everything an installation decides comes from `environment.py`."""

from pathlib import Path

from csp.constants import NONE, SELF
from django.core.management.utils import get_random_secret_key
from django.utils.translation import gettext_lazy as _

from mitsorge import environment

PACKAGE = Path(__file__).resolve().parent
ROOT = PACKAGE.parent.parent
DATA_DIR = Path(environment.text("DATA_DIR"))
DEBUG = environment.flag("DEBUG")
DEMO = environment.flag("DEMO")
TLS = environment.flag("TLS")
SECRET_KEY = environment.text("SECRET_KEY") or get_random_secret_key()
BASE_URL = environment.text("BASE_URL").rstrip("/")
ALLOWED_HOSTS = environment.words("HOSTS")
TILES_URL = environment.text("TILES_URL")
SEARCH_LEARNING = environment.flag("SEARCH_LEARNING")
REPLY_DOMAIN = environment.text("REPLY_DOMAIN").strip()
ROADS = environment.text("ROADS").strip()
SUPPRESS_BELOW = environment.suppress_below()
LINK_CHECK = environment.flag("LINK_CHECK") and not DEMO  # a demo's addresses are invented
LINK_CHECK_INSIDE = False  # tests only: loopback and private addresses are asked too
SECURITY_CONTACT = environment.text("SECURITY_CONTACT")

FOUNDATION = ["places", "identity", "journal", "people", "files", "post", "access"]
DOMAIN = [
    "directory",
    "governance",
    "partners",
    "recommendations",
    "grants",
    "stories",
    "upkeep",
    "duplicates",
    "planning",
]
DOORS = ["public", "members", "office", "feeds", "brochure", "imports", "inbox", "setup"]
INSTALLED_APPS = [
    "mitsorge.face",  # first: its templates clothe the sign-in pages
    *(f"mitsorge.foundation.{name}" for name in FOUNDATION),
    *(f"mitsorge.domain.{name}" for name in DOMAIN),
    *(f"mitsorge.doors.{name}" for name in DOORS),
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "django_htmx",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "mitsorge.face.middleware.no_null_signs",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "mitsorge.face.middleware.chosen_language",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]
ROOT_URLCONF = "mitsorge.urls"
WSGI_APPLICATION = "mitsorge.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "mitsorge.face.context.face",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "mitsorge.face.templatetags.face",
            ],
        },
    }
]

FORM_RENDERER = "mitsorge.face.forms.KernRenderer"

DATABASES = {"default": environment.database(environment.text("DATABASE_URL"))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {  # attempts to sign in and used codes, nothing else: all workers must count together
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "counted_attempts",
        "KEY_FUNCTION": "mitsorge.foundation.access.attempts.sealed",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}

# People
AUTH_USER_MODEL = "people.Account"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/konto/weiter/"
LOGOUT_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "mitsorge.doors.members.adapters.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # an address is proved by the code that was sent to it
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 5
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = 2
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True
ACCOUNT_PASSWORD_RESET_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_PASSWORD_RESET_BY_CODE_MAX_ATTEMPTS = 5
ACCOUNT_FORMS = {
    "login": "mitsorge.doors.members.forms.SignIn",
    "request_login_code": "mitsorge.doors.members.forms.RequestCode",
    "reset_password": "mitsorge.doors.members.forms.ForgottenPassword",
}
MFA_ADAPTER = "mitsorge.doors.members.adapters.FactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_ALLOW_UNVERIFIED_EMAIL = True  # see ACCOUNT_EMAIL_VERIFICATION
MFA_TOTP_TOLERANCE = 1
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not TLS  # http://localhost in tests and demos
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if environment.flag("BEHIND_PROXY") else 0
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 60 * 60

# Language and time
LANGUAGE_CODE = "de"
LANGUAGES = [("de", _("Deutsch")), ("en", _("Englisch"))]
LOCALE_PATHS = [PACKAGE / "locale"]
USE_I18N = True
TIME_ZONE = "Europe/Berlin"
USE_TZ = True

# Files
STATIC_URL = "/static/"
STATIC_ROOT = Path(environment.text("STATIC_DIR"))
MODULES = ROOT / "node_modules"
STATICFILES_DIRS = [
    (name, folder)
    for name, folder in (
        ("kern", MODULES / "@kern-ux/native/dist"),
        ("leaflet", MODULES / "leaflet/dist"),
    )
    if folder.is_dir()
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = DEBUG
WHITENOISE_USE_FINDERS = DEBUG
if DEBUG:
    STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
MEDIA_ROOT = DATA_DIR / "media"
MEDIA_URL = "/medien/"
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024

# Security
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
if TILES_URL:
    scheme, _sep, rest = TILES_URL.partition("://")
    CONTENT_SECURITY_POLICY["DIRECTIVES"]["img-src"].append(f"{scheme}://{rest.split('/')[0]}")
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = TLS
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if TLS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = TLS
SECURE_REDIRECT_EXEMPT = [r"^betrieb/"]
SESSION_COOKIE_SECURE = TLS
CSRF_COOKIE_SECURE = TLS
X_FRAME_OPTIONS = "DENY"  # for browsers older than frame-ancestors
# W021: the browsers' preload list takes the whole domain of a municipality, and leaving it takes months:
# its own decision, never a default of one of its services.
SILENCED_SYSTEM_CHECKS = ["security.W021"]
if environment.flag("BEHIND_PROXY"):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# Post
DEFAULT_FROM_EMAIL = SERVER_EMAIL = environment.text("MAIL_FROM")
SMTP_URL = environment.text("SMTP_URL")
if SMTP_URL:
    globals().update(environment.smtp(SMTP_URL))

# Logs: one JSON line per event, no personal data (see docs/operations.md)
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "mitsorge.logs.JsonLines"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["stderr"], "level": environment.log_level()},
    "loggers": {"django.server": {"handlers": ["stderr"], "propagate": False}},
}
