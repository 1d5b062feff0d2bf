"""Addresses of the reports."""

from django.urls import path

from jinguo.reports import views

urlpatterns = [
    path("reports/", views.report_list, name="reports"),
    path("reports/new/", views.report_new, name="report-new"),
    path("reports/<int:pk>/", views.report_detail, name="report"),
    path("reports/<int:pk>/words/", views.words_edit, name="report-words"),
]
