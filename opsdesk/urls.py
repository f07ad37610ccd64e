"""Every route. Decisions are POSTs below the case; webhooks come in under /hooks/."""

from django.contrib import admin
from django.contrib.auth import views as auth
from django.urls import include, path

urlpatterns = [
    path("", include("exceptions.urls")),
    path("", include("orders.urls")),
    path("hooks/", include("opsdesk.intake.urls")),
    path("sign-in/", auth.LoginView.as_view(template_name="opsdesk/sign_in.html"), name="login"),
    path("sign-out/", auth.LogoutView.as_view(), name="logout"),
    path("admin/", admin.site.urls),
]
