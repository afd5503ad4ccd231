from django.apps import AppConfig


class MembersConfig(AppConfig):
    name = "mitsorge.doors.members"
    label = "members"
    verbose_name = "Seiten der Partner"
