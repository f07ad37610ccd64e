"""People who sign in, and the store roles that say what each may do."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.models import Group
from django.db.models import QuerySet
from django.http import HttpRequest
from unfold.admin import TabularInline
from unfold.forms import AdminPasswordChangeForm, UserChangeForm, UserCreationForm

from opsdesk.admin.base import AuditedAdmin
from opsdesk.models import Membership, Store, User

# Roles are memberships of stores; Django's groups would be a second, unread answer.
admin.site.unregister(Group)


class MembershipInline(TabularInline):  # type: ignore[misc]
    """In which stores the person works, as what."""

    model = Membership
    extra = 0

    def get_queryset(self, request: HttpRequest) -> QuerySet[Membership]:
        """Show the memberships of stores the editor works for."""
        rows: QuerySet[Membership] = super().get_queryset(request)
        return rows.filter(store__in=Store.objects.visible_to(request.user))


@admin.register(User)
class UserAdmin(DjangoUserAdmin, AuditedAdmin):  # type: ignore[type-arg]
    """A person is switched off, never deleted: decisions carry their name."""

    form = UserChangeForm
    add_form = UserCreationForm
    change_password_form = AdminPasswordChangeForm
    store_path = "memberships__store"
    list_display = ("username", "first_name", "last_name", "email", "is_active", "is_staff")
    list_filter = ("is_active", "is_staff", "memberships__store", "memberships__role")
    filter_horizontal = ()
    inlines = (MembershipInline,)
    fieldsets = (
        (None, {"fields": ("username", "password")}),
        ("Person", {"fields": ("first_name", "last_name", "email", "keyboard_shortcuts")}),
        ("Access", {"fields": ("is_active", "is_staff", "is_superuser")}),
        ("Seen", {"fields": ("last_login", "date_joined")}),
    )
    readonly_fields = ("last_login", "date_joined")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Show a colleague of several stores once."""
        return super().get_queryset(request).distinct()

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """Let only a superuser make staff and superusers."""
        if request.user.is_superuser:
            return self.readonly_fields
        return (*self.readonly_fields, "is_staff", "is_superuser")

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Refuse: take away “active” instead."""
        return False
