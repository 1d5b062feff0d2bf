"""Addresses of the reports."""

from django.urls import path

from jinguo.reports import views

urlpatterns = [
    path("reports/", views.report_list, name="reports"),
    path("reports/new/", views.report_new, name="report-new"),
    path("reports/compare/", views.compare_units, name="compare"),
    path("reports/compare/docx/", views.compare_docx, name="compare-docx"),
    path("reports/compare/publish/", views.compare_publish, name="compare-publish"),
    path("reports/published/<int:pk>/", views.published_detail, name="published"),
    path("reports/published/<int:pk>/take-back/", views.published_take_back, name="published-take-back"),
    path("reports/<int:pk>/", views.report_detail, name="report"),
    path("reports/<int:pk>/words/", views.words_edit, name="report-words"),
    path("reports/<int:pk>/freeze/", views.report_freeze, name="report-freeze"),
    path("reports/<int:pk>/approve/", views.report_approve, name="report-approve"),
    path("reports/<int:pk>/return/", views.report_return, name="report-return"),
    path("reports/<int:pk>/figure/", views.report_figure, name="report-figure"),
    path("reports/<int:pk>/docx/", views.report_docx, name="report-docx"),
    path("reports/<int:pk>/pdf/", views.report_pdf, name="report-pdf"),
]
