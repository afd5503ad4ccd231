from django.db import models
from django.utils.translation import gettext_lazy as _


class Network(models.Model):
    """Who runs this installation. One row: one installation is one network is one database."""

    preset = models.SlugField(_("Vorlage"))
    name = models.CharField(_("Name des Netzwerks"), max_length=120)
    place_name = models.CharField(_("Ort oder Region"), max_length=120, blank=True)
    body = models.ForeignKey("places.Body", models.PROTECT, verbose_name=_("Kreis oder Stadt"))
    land = models.CharField(_("Land (zwei Buchstaben)"), max_length=2)
    is_public_body = models.BooleanField(_("Angebot einer öffentlichen Stelle"), default=True)
    carrier = models.CharField(_("Träger"), max_length=200)
    office_name = models.CharField(_("Koordinierungsstelle"), max_length=200)
    street = models.CharField(_("Straße und Hausnummer"), max_length=120, blank=True)
    postcode = models.CharField(_("Postleitzahl"), max_length=5, blank=True)
    town = models.CharField(_("Ort"), max_length=120, blank=True)
    phone = models.CharField(_("Telefon"), max_length=40)
    phone_hours = models.CharField(_("Erreichbar"), max_length=120, blank=True)
    email = models.EmailField(_("E-Mail"))
    start_question = models.CharField(_("Frage auf der Startseite"), max_length=120)
    start_lead = models.CharField(_("Satz darunter"), max_length=240)
    about_heading = models.CharField(_("Überschrift über das Netzwerk"), max_length=120)
    about_text = models.TextField(_("Text über das Netzwerk"))
    report_days = models.PositiveSmallIntegerField(
        _("Werktage bis zur Antwort auf Hinweise"), default=5
    )
    review_months = models.PositiveSmallIntegerField(
        _("Bestätigung fällig nach Monaten"), default=6
    )
    changes_by_two = models.BooleanField(
        _("Wer eine Änderung schreibt, gibt sie nicht selbst frei"), default=False
    )
    hide_after_months = models.PositiveSmallIntegerField(
        _("Unbestätigte Angebote ausblenden nach Monaten"), null=True, blank=True
    )

    class Meta:
        verbose_name = _("Netzwerk")
        verbose_name_plural = _("Netzwerke")
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="only_one_network")]

    def __str__(self) -> str:
        return f"{self.name} {self.place_name}".strip()
