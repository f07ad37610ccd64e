"""Where vendors post to. The address is part of every subscription: never change it."""

from django.urls import path

from opsdesk.intake import views

app_name = "intake"
urlpatterns = [path("<slug:vendor>/<slug:slug>/", views.receive, name="receive")]
