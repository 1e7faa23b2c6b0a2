"""Django's name for the pages."""

from django.apps import AppConfig


class PagesConfig(AppConfig):
    name = "tiendo_web.pages"
    label = "pages"
