from datetime import timedelta

from django.apps import AppConfig


class PostConfig(AppConfig):
    name = "mitsorge.foundation.post"
    label = "post"
    verbose_name = "Post"

    def ready(self) -> None:
        from mitsorge.foundation.post import actions
        from mitsorge.foundation.post.chores import Chore, register

        register(Chore("post.recover", timedelta(minutes=1), actions.recover))
        register(Chore("post.bundle", timedelta(minutes=1), actions.bundle))
        register(Chore("post.forget", timedelta(days=1), actions.forget))
