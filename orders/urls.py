"""Routes of `orders`."""

from django.urls import path

from orders import views

app_name = "orders"
urlpatterns = [
    path("orders/", views.order_list, name="order-list"),
    path("orders/<uuid:code>/", views.order_detail, name="order-detail"),
    path("shipments/<uuid:code>/report-missing/", views.report_missing, name="report-missing"),
]
