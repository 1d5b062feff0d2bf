from django.urls import path

from jinguo.finding.views import search_page

urlpatterns = [path("search/", search_page, name="search")]
