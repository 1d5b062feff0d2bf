from django.urls import path

from jinguo.extras.views import extra, extras

urlpatterns = [
    path("registers/<slug:slug>/extras/", extras, name="extras"),
    path("extras/<int:pk>/", extra, name="extra"),
]
