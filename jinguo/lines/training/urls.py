"""Addresses of training beside its registers' own."""

from django.urls import path

from jinguo.lines.training import views

app_name = "training"

urlpatterns = [path("training/<int:pk>/outcomes/", views.outcomes, name="outcomes")]
