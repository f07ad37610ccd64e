"""Templates to write and try, messages to look up. A message is never edited: it was said."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from unfold.admin import TabularInline
from unfold.decorators import action

from notifications import preview, versions
from notifications.forms import TemplateForm
from notifications.models import Message, MessageReceipt, MessageTemplate
from opsdesk.admin.base import DeskAdmin, ReadOnlyAdmin


@admin.register(MessageTemplate)
class TemplateAdmin(DeskAdmin):
    """Saving an edit makes a new version; the old ones stay readable."""

    form = TemplateForm
    list_display = ("kind", "locale", "store", "version", "is_active", "updated_by", "updated_at")
    list_filter = ("is_active", "kind", "locale", "store")
    list_select_related = ("store", "updated_by")
    ordering = ("store", "kind", "locale", "-version")
    actions_detail = ("preview",)

    def get_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        """Offer the switch only for words that exist; new ones are in use at once."""
        fields = ["store", "kind", "locale", "subject", "body"]
        return [*fields, "is_active", "version", "updated_by", "updated_at"] if obj else fields

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """Keep fixed who a text is for."""
        fixed = ("store", "kind", "locale", "version", "updated_by", "updated_at")
        return fixed if obj else ()

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Let only the latest version be edited."""
        allowed = bool(super().has_change_permission(request, obj))
        return allowed and (obj is None or versions.is_latest(obj))

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Refuse: messages refer to the words they were made from."""
        return False

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Write a new version when words changed, else move the switch."""
        actor: Any = request.user
        if not change or {"subject", "body"} & set(form.changed_data):
            new = versions.revise(template=obj, subject=obj.subject, body=obj.body, actor=actor)
            obj.pk, obj.version, obj.is_active = new.pk, new.version, True
        elif "is_active" in form.changed_data:
            versions.switch(template=obj, is_active=obj.is_active, actor=actor)

    def response_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        """Go on editing the version just made, not the one it replaced."""
        if "_continue" not in request.POST:
            answer: HttpResponse = super().response_change(request, obj)
            return answer
        messages.success(request, f"Version {obj.version} is in use.")
        url = reverse("admin:notifications_messagetemplate_change", args=[obj.pk])
        return HttpResponseRedirect(url)

    @action(description="Preview on a real order", url_path="preview")  # type: ignore[untyped-decorator]
    def preview(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Show this version filled with the facts of an order."""
        template = get_object_or_404(self.get_queryset(request), pk=object_id)
        shown = preview.of(template, request.GET.get("order", ""))
        context = {
            **self.admin_site.each_context(request),
            "title": "Preview",
            "opts": self.opts,
            "original": template,
            "template": template,
            "preview": shown,
            "asked": request.GET.get("order", ""),
        }
        return render(request, "notifications/admin_preview.html", context)


class ReceiptInline(TabularInline):  # type: ignore[misc]
    """What the mail service reported."""

    model = MessageReceipt
    fields = ("at", "event", "detail")
    readonly_fields = fields
    extra = 0
    can_delete = False

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Refuse: receipts come from the mail service."""
        return False


@admin.register(Message)
class MessageAdmin(ReadOnlyAdmin):
    """Every message and what became of it, to read."""

    list_display = ("created_at", "kind", "order", "status", "status_note", "sent_at", "store")
    list_filter = ("status", "kind", "store")
    list_select_related = ("store", "order")
    search_fields = ("order__name", "recipient", "=code")
    ordering = ("-pk",)
    inlines = (ReceiptInline,)
