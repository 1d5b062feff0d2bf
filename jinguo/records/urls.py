from django.urls import path

from jinguo.records.pages import views
from jinguo.records.rosters import views as rosters

urlpatterns = [
    path("registers/", views.index, name="registers"),
    path("registers/<slug:slug>/", views.list_page, name="record-list"),
    path("registers/<slug:slug>/suggest/", views.suggest, name="record-suggest"),
    path("registers/<slug:slug>/new/", views.create, name="record-new"),
    path("registers/<slug:slug>/<int:pk>/", views.detail, name="record-detail"),
    path("registers/<slug:slug>/<int:pk>/edit/", views.edit, name="record-edit"),
    path("registers/<slug:slug>/effect/", views.effect, name="record-effect"),
    path("registers/<slug:slug>/<int:pk>/effect/", views.effect, name="record-effect"),
    path("roster/rows/", rosters.rows, name="roster-rows"),
    path("roster/newcomer/", rosters.newcomer, name="roster-newcomer"),
    path("registers/<slug:slug>/<int:pk>/void/", views.void, name="record-void"),
    path("registers/<slug:slug>/<int:pk>/undo/", views.undo, name="record-undo"),
]
