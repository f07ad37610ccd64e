"""Routes of the webhook intake."""

from django.urls import URLPattern

app_name = "intake"
urlpatterns: list[URLPattern] = []
