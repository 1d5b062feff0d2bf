from django.urls import path

from jinguo.ui.manual import views

urlpatterns = [
    path("help/", views.contents, name="help"),
    path("help/<slug:slug>/", views.chapter, name="help-chapter"),
]
