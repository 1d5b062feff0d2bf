from django.urls import path

from jinguo.indicators import views

urlpatterns = [
    path("figures/", views.figures, name="figures"),
    path("figures/explained/", views.explained, name="explained"),
    path("figures/open/", views.figure_open, name="figure-open"),
    path("figures/nil/", views.nil, name="nil"),
    path("figures/nil/<int:pk>/take-back/", views.nil_take_back, name="nil-take-back"),
]
