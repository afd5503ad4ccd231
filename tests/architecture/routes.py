"""The URL map as data: every address with its guard."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, get_resolver

from mitsorge.face.guards import EVERYONE, SIGNED_IN

SAMPLES = {"int": "999999", "uuid": "00000000-0000-4000-8000-000000000000"}
"""Values for the variable parts: well-formed, but nothing has them."""

FOREIGN = {
    "account_login": (EVERYONE, "the page to sign in"),
    "account_request_login_code": (EVERYONE, "asks for a code by letter"),
    "account_confirm_login_code": (EVERYONE, "takes that code; sends away whoever asked for none"),
    "account_logout": (EVERYONE, "POST ends the own session; harmless for visitors"),
    "account_inactive": (EVERYONE, "one sentence"),
    "account_signup": (EVERYONE, "says that nobody signs up alone (AccountAdapter)"),
    "account_reset_password": (EVERYONE, "asks for a code by letter"),
    "account_confirm_password_reset_code": (EVERYONE, "takes that code"),
    "account_complete_password_reset": (EVERYONE, "after that code: the new password"),
    "account_password_reset_completed": (EVERYONE, "one sentence"),
    "mfa_authenticate": (EVERYONE, "second step of signing in; sends away whoever is not in it"),
    "account_reauthenticate": (SIGNED_IN, "the own password once more"),
    "account_change_password": (SIGNED_IN, "the own password"),
    "account_set_password": (SIGNED_IN, "the own password"),
    "mfa_index": (SIGNED_IN, "the own factors"),
    "mfa_reauthenticate": (SIGNED_IN, "the own factor once more"),
    "mfa_deactivate_totp": (SIGNED_IN, "the own app, after proving oneself anew"),
    "mfa_list_webauthn": (SIGNED_IN, "the own passkeys"),
    "mfa_reauthenticate_webauthn": (SIGNED_IN, "the own passkey once more"),
    "mfa_edit_webauthn": (SIGNED_IN, "the own passkey, after proving oneself anew"),
    "mfa_view_recovery_codes": (SIGNED_IN, "the own codes, after proving oneself anew"),
    "mfa_generate_recovery_codes": (SIGNED_IN, "the own codes, after proving oneself anew"),
    "mfa_download_recovery_codes": (SIGNED_IN, "the own codes, after proving oneself anew"),
}
"""allauth's views carry no guard of ours: who may open each, and why that is right."""


@dataclass(frozen=True)
class Route:
    pattern: str
    name: str
    guard: frozenset[Any] | None
    csrf_exempt: bool

    @property
    def address(self) -> str:
        """The pattern with samples in place of its variable parts."""
        return "/" + re.sub(
            r"<(?:(\w+):)?\w+>", lambda m: SAMPLES.get(m[1] or "", "gibt-es-nicht"), self.pattern
        )


def routes() -> list[Route]:
    return sorted(_routes(get_resolver(), "", ""), key=lambda route: route.pattern)


def _routes(resolver: Any, prefix: str, namespace: str) -> Iterator[Route]:
    for entry in resolver.url_patterns:
        pattern = prefix + str(entry.pattern)
        if isinstance(entry, URLPattern):
            name = namespace + (entry.name or "")
            guard = getattr(entry.callback, "guard", FOREIGN.get(name, (None,))[0])
            exempt = getattr(entry.callback, "csrf_exempt", False)
            yield Route(pattern, name, guard, exempt)
        else:
            inner = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            yield from _routes(entry, pattern, inner)
