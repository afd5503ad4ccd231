from django.apps import AppConfig


class PostConfig(AppConfig):
    name = "mitsorge.foundation.post"
    label = "post"
    verbose_name = "Post"
