"""The URLs of the admin site and of the public pages."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [path("admin/", admin.site.urls), path("", include("corpus.urls"))]

handler500 = "corpus.api.problems.failed"
