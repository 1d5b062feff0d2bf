"""Addresses of the people pages."""

from django.urls import path

from jinguo.records.people import finding, handing_over, keeping, views

urlpatterns = [
    path("people/new/", views.person_new, name="person-new"),
    path("people/suggest/", finding.people_suggest, name="people-suggest"),
    path("people/<int:pk>/", views.person_page, name="person"),
    path("people/<int:pk>/edit/", views.person_change, name="person-change"),
    path("people/<int:pk>/move/", views.person_move, name="person-move"),
    path("people/<int:pk>/reveal/<slug:name>/", views.person_reveal, name="person-reveal"),
    path("people/<int:pk>/situations/new/", views.situation_new, name="situation-new"),
    path("people/<int:pk>/merge/", keeping.merge, name="person-merge"),
    path("people/merges/<int:pk>/undo/", keeping.part, name="person-part"),
    path("situations/unconfirmed/", keeping.unconfirmed, name="situations-unconfirmed"),
    path("situations/<int:pk>/confirm/", keeping.confirm, name="situation-confirm"),
    path("situations/<int:pk>/", views.situation_page, name="situation-change"),
    path("situations/<int:pk>/end/", views.situation_end, name="situation-end"),
    path("households/suggest/", finding.households_suggest, name="households-suggest"),
    path("households/<int:pk>/", views.household_page, name="household"),
    path("people/divide/<int:pk>/", handing_over.divide, name="people-divide"),
    path("transfers/", handing_over.transfers, name="transfers"),
    path("transfers/<int:pk>/", handing_over.transfer, name="transfer"),
]
