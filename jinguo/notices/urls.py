from django.urls import path

from jinguo.notices import views

urlpatterns = [
    path("notices/", views.notices, name="notices"),
    path("notices/new/", views.new, name="notice-new"),
    path("notices/<int:pk>/", views.notice, name="notice"),
    path("notices/<int:pk>/answer/", views.answer, name="notice-answer"),
    path("notices/<int:pk>/withdraw/", views.withdraw, name="notice-withdraw"),
]
