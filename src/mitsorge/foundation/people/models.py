import uuid
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from mitsorge.foundation.people import wording
from mitsorge.foundation.people.rules import Role


class Accounts(BaseUserManager["Account"]):
    def get_by_natural_key(self, username: str | None) -> "Account":
        return self.get(email__iexact=username)


class Person(models.Model):
    """Someone we know by name, with or without an account."""

    name = models.CharField(_("Name"), max_length=120)
    created_at = models.DateTimeField(_("angelegt"))

    class Meta:
        verbose_name = _("Person")
        verbose_name_plural = _("Personen")
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name


class Account(AbstractBaseUser):
    """Who can sign in. The address is the name; what it may do stands in `RoleGrant`."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    email = models.EmailField(_("E-Mail"), unique=True)
    name = models.CharField(_("Name"), max_length=120)
    person = models.OneToOneField(
        Person, models.SET_NULL, null=True, blank=True, verbose_name=_("Person")
    )
    is_active = models.BooleanField(_("darf sich anmelden"), default=True)
    session_round = models.PositiveSmallIntegerField(_("Runde der Sitzungen"), default=0)
    created_at = models.DateTimeField(_("angelegt"))

    _roles: frozenset[Role]
    """There once `queries.roles_of` was asked."""

    objects: ClassVar[Accounts] = Accounts()
    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"

    class Meta:
        verbose_name = _("Konto")
        verbose_name_plural = _("Konten")
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(Lower("email"), name="account_email_ci_unique"),
            models.CheckConstraint(condition=~models.Q(name=""), name="account_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name or self.email

    def _get_session_auth_hash(self, secret: str | bytes | None = None) -> str:
        """Django ends every session whose hash differs: a new password or a new round ends them all."""
        value = f"{self.password}:{self.session_round}"
        return salted_hmac("people.session", value, secret=secret, algorithm="sha256").hexdigest()


class RoleGrant(models.Model):
    """A role an account holds. `scope` is the uid of the organization a MEMBER speaks for."""

    account = models.ForeignKey(
        Account, models.CASCADE, related_name="grants", verbose_name=_("Konto")
    )
    role = models.CharField(_("Rolle"), max_length=20, choices=wording.ROLE)
    scope = models.UUIDField(_("für"), null=True, blank=True)
    granted_by = models.ForeignKey(
        Account, models.SET_NULL, null=True, related_name="+", verbose_name=_("vergeben von")
    )
    granted_at = models.DateTimeField(_("vergeben am"))

    class Meta:
        verbose_name = _("Rolle eines Kontos")
        verbose_name_plural = _("Rollen der Konten")
        ordering = ["account", "role", "scope", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["account", "role", "scope"], name="role_granted_once"),
            models.UniqueConstraint(  # SQLite knows no NULLS NOT DISTINCT
                fields=["account", "role"],
                condition=models.Q(scope=None),
                name="role_without_scope_granted_once",
            ),
            models.CheckConstraint(
                condition=models.Q(role="MEMBER", scope__isnull=False)
                | (~models.Q(role="MEMBER") & models.Q(scope__isnull=True)),
                name="only_members_have_a_scope",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.account}: {self.get_role_display()}"


class ContactChannel(models.Model):
    """One way to reach a person, with why we may use it, where we have it from, and since when."""

    person = models.ForeignKey(
        Person, models.CASCADE, related_name="channels", verbose_name=_("Person")
    )
    kind = models.CharField(_("Art"), max_length=10, choices=wording.CHANNEL_KIND)
    address = models.CharField(_("Adresse oder Nummer"), max_length=254)
    purpose = models.CharField(_("wofür"), max_length=200)
    legal_basis = models.CharField(_("Rechtsgrundlage"), max_length=20, choices=wording.LEGAL_BASIS)
    source = models.CharField(_("Quelle"), max_length=200)
    since = models.DateField(_("seit"))
    ended = models.DateField(_("beendet am"), null=True, blank=True)

    class Meta:
        verbose_name = _("Kontaktweg")
        verbose_name_plural = _("Kontaktwege")
        ordering = ["person", "kind", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(address="") & ~models.Q(purpose="") & ~models.Q(source=""),
                name="channel_says_why_and_whence",
            ),
            models.CheckConstraint(
                condition=models.Q(ended__isnull=True) | models.Q(ended__gte=models.F("since")),
                name="channel_ends_after_it_began",
            ),
            models.UniqueConstraint(
                fields=["person", "kind", "address", "purpose"],
                condition=models.Q(ended__isnull=True),
                name="channel_open_once_per_purpose",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.get_kind_display()}"
