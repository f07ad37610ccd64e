"""Every route. Decisions are POSTs below the case; webhooks come in under /hooks/."""

from django.contrib import admin
from django.contrib.auth import views as auth
from django.urls import include, path
from django.views.generic import RedirectView

from opsdesk import views

urlpatterns = [
    path("", include("exceptions.urls")),
    path("", include("orders.urls")),
    path("hooks/", include("opsdesk.intake.urls")),
    # Never resolved (the queue above answers "/"); gives "/" a name that needs no app.
    path("", RedirectView.as_view(pattern_name="exceptions:queue"), name="home"),
    path("me/keyboard/", views.keyboard, name="keyboard"),
    path("sign-in/", auth.LoginView.as_view(template_name="opsdesk/sign_in.html"), name="login"),
    path("sign-out/", auth.LogoutView.as_view(), name="logout"),
    path("admin/", admin.site.urls),
]
