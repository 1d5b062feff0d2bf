from django.urls import path

from jinguo.today.views import first_step, today_page
from jinguo.today.writing import write_page

urlpatterns = [
    path("", today_page, name="today"),
    path("first-days/<slug:slug>/", first_step, name="first-step"),
    path("write/", write_page, name="write"),
]
