from django.urls import path

from jinguo.later.views import later

urlpatterns = [path("registers/<slug:slug>/<int:pk>/later/<slug:name>/", later, name="record-later")]
