from django.urls import path

from jinguo.files import views

urlpatterns = [
    path("files/<int:pk>/", views.opened, name="file"),
    path("files/<int:pk>/small/", views.small, name="file-small"),
    path("files/<int:pk>/withdraw/", views.withdraw, name="file-withdraw"),
    path("files/<slug:slug>/<int:pk>/", views.of_record, name="record-files"),
]
