"""Who may do what in which store. Views ask here; templates never guard anything."""

from opsdesk.errors import NotAllowed
from opsdesk.models import Membership, Role, Store, User

RANK = {Role.VIEWER: 0, Role.AGENT: 1, Role.LEAD: 2, Role.ADMIN: 3}


class ReadOnly(NotAllowed):
    """The member may look but not act."""

    code = "read_only"
    message = "Your role in this store is to look on. Ask an admin for the agent role."


def role_in(user: User, store: Store) -> Role | None:
    """Return the role of `user` in `store`; a superuser is an admin everywhere; None = no access."""
    if user.is_superuser:
        return Role.ADMIN
    found = Membership.objects.filter(user=user, store=store).values_list("role", flat=True).first()
    return Role(found) if found else None


def require_role(user: User, store: Store, at_least: Role) -> Role:
    """Return the role of `user`, or raise NotAllowed when it is weaker than `at_least`."""
    role = role_in(user, store)
    if role is None:
        raise NotAllowed("You do not work for this store.")
    if RANK[role] < RANK[at_least]:
        if role == Role.VIEWER:
            raise ReadOnly()
        raise NotAllowed(f"This needs the role “{at_least.label}” in {store.name}.")
    return role
