"""Django's name for the tables."""

from django.apps import AppConfig


class RecordsConfig(AppConfig):
    name = "tiendo_web.records"
    label = "records"
    default_auto_field = "django.db.models.BigAutoField"
