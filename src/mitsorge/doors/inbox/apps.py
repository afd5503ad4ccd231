from django.apps import AppConfig


class InboxConfig(AppConfig):
    name = "mitsorge.doors.inbox"
    label = "inbox"
    verbose_name = "Posteingang"
