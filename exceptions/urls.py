"""Routes of `exceptions`: the desk itself. A case is a noun, a decision is a POST below it."""

from django.urls import path

from exceptions.views import decide, edit, queue, wismo

app_name = "exceptions"
urlpatterns = [
    path("", queue.queue, name="queue"),
    path("cases/<uuid:code>/", queue.case, name="case"),
    path("cases/<uuid:code>/approve/", decide.approve, name="case-approve"),
    path("cases/<uuid:code>/edit/", edit.edit, name="case-edit"),
    path("cases/<uuid:code>/reject/", decide.reject, name="case-reject"),
    path("cases/<uuid:code>/snooze/", decide.snooze, name="case-snooze"),
    path("cases/<uuid:code>/dismiss/", decide.dismiss, name="case-dismiss"),
    path("cases/<uuid:code>/undo/", decide.undo, name="case-undo"),
    path("cases/<uuid:code>/take/", decide.take, name="case-take"),
    path("cases/<uuid:code>/redraft/", decide.redraft, name="case-redraft"),
    path("wismo/", wismo.wismo, name="wismo"),
]
