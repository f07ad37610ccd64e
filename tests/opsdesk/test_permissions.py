"""Roles count per store, weakest first."""

import pytest

from opsdesk.errors import NotAllowed
from opsdesk.models import Role, Store
from opsdesk.permissions import ReadOnly, require_role, role_in
from tests.factories import make_member, make_store, make_user

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("needed", list(Role))
def test_a_role_is_enough_for_itself_and_what_is_weaker(store, role, needed):
    person, ranks = make_member(store, role), list(Role)

    if ranks.index(role) >= ranks.index(needed):
        assert require_role(person, store, needed) == role
    else:
        with pytest.raises(NotAllowed):
            require_role(person, store, needed)


def test_a_viewer_is_told_why(store):
    with pytest.raises(ReadOnly, match="look on"):
        require_role(make_member(store, "viewer"), store, Role.AGENT)


def test_a_role_in_one_store_is_nothing_in_another(store):
    elsewhere = make_member(make_store(credentials=False), "admin")

    assert role_in(elsewhere, store) is None
    assert list(Store.objects.visible_to(elsewhere)) != [store]
    with pytest.raises(NotAllowed, match="do not work for this store"):
        require_role(elsewhere, store, Role.VIEWER)


def test_a_superuser_is_an_admin_everywhere(store):
    assert role_in(make_user(is_superuser=True), store) == Role.ADMIN
