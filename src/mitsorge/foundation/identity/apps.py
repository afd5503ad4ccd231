from django.apps import AppConfig


class IdentityConfig(AppConfig):
    name = "mitsorge.foundation.identity"
    label = "identity"
    verbose_name = "Wer dieses Netzwerk ist"
