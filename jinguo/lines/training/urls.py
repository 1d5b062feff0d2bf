"""Addresses of training beside its registers' own."""

from django.urls import path

from jinguo.lines.training import views

app_name = "training"

urlpatterns = [
    path("training/effect/", views.effect, name="effect"),
    path("training/effect/<int:pk>/", views.effect, name="effect"),
    path("training/rows/", views.rows, name="rows"),
    path("training/newcomer/", views.newcomer, name="newcomer"),
    path("training/<int:pk>/outcomes/", views.outcomes, name="outcomes"),
]
