"""What intake is compared with: a Django view that verifies a signature and inserts one row."""

import base64
import hashlib
import hmac
import os

import django
from django.conf import settings

if not settings.configured:
    import environ

    settings.configure(
        SECRET_KEY="bare",
        ALLOWED_HOSTS=["*"],
        ROOT_URLCONF=__name__,
        MIDDLEWARE=[],
        INSTALLED_APPS=[],
        DATABASES={
            "default": {**environ.Env().db_url("DATABASE_URL"), "CONN_MAX_AGE": None},
        },
    )
    django.setup()

from django.core.wsgi import get_wsgi_application  # noqa: E402
from django.db import connection  # noqa: E402
from django.http import HttpRequest, HttpResponse  # noqa: E402
from django.urls import path  # noqa: E402

SECRET = os.environ.get("BENCH_SECRET", "").encode()
TABLE = "CREATE TABLE bare_delivery (id bigserial PRIMARY KEY, body bytea NOT NULL)"


def receive(request: HttpRequest) -> HttpResponse:
    """Verify and insert."""
    mac = base64.b64encode(hmac.new(SECRET, request.body, hashlib.sha256).digest()).decode()
    if not hmac.compare_digest(mac, request.headers["X-Shopify-Hmac-Sha256"]):
        return HttpResponse(status=401)
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO bare_delivery (body) VALUES (%s)", [request.body])
    return HttpResponse()


urlpatterns = [path("bare/", receive)]
application = get_wsgi_application()
