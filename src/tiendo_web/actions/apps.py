"""Django's name for the verbs, so that their management commands are found."""

from django.apps import AppConfig


class ActionsConfig(AppConfig):
    name = "tiendo_web.actions"
    label = "actions"
