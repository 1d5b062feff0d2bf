from django.urls import path

from jinguo.indicators import views

urlpatterns = [
    path("figures/", views.figures, name="figures"),
    path("figures/open/", views.figure_open, name="figure-open"),
]
