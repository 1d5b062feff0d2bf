from django.urls import path

from jinguo.sheets import out_views as out
from jinguo.sheets import views

urlpatterns = [
    path("registers/<slug:slug>/import/", views.import_page, name="record-import"),
    path("registers/<slug:slug>/template/", views.template, name="record-template"),
    path("registers/<slug:slug>/export/", out.export, name="record-export"),
    path("registers/<slug:slug>/print/", out.printed, name="record-print"),
    path("registers/<slug:slug>/<int:pk>/sheet/", out.sign_in, name="record-sheet"),
    path("registers/<slug:slug>/imports/<int:pk>/", views.batch_page, name="import"),
    path("registers/<slug:slug>/imports/<int:pk>/wrong/", views.wrong_rows, name="import-wrong"),
]
