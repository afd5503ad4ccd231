from django.db import models
from django.utils.translation import gettext_lazy as _


class DirectoryRevision(models.Model):
    """One row that counts every change of the directory: an index that lags behind notices at once."""

    revision = models.BigIntegerField(_("Stand"), default=0)
    taxonomy = models.BigIntegerField(_("Stand der Begriffe"), default=0)

    class Meta:
        verbose_name = _("Stand des Verzeichnisses")
        verbose_name_plural = _("Stände des Verzeichnisses")
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="only_one_revision")]

    def __str__(self) -> str:
        return str(self.revision)


class SearchDocument(models.Model):
    """What the search knows of one offer: analysed words and facets, written with the offer itself."""

    service = models.OneToOneField(
        "directory.Service",
        models.CASCADE,
        primary_key=True,
        related_name="document",
        verbose_name=_("Angebot"),
    )
    revision = models.BigIntegerField(_("Stand"), db_index=True)
    payload = models.JSONField(_("Inhalt"))

    class Meta:
        verbose_name = _("Suchdokument")
        verbose_name_plural = _("Suchdokumente")

    def __str__(self) -> str:
        return str(self.service_id)
