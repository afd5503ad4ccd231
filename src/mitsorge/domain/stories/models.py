from django.db import models
from django.utils.translation import gettext_lazy as _


class Page(models.Model):
    """An editorial page such as Impressum, with an easy-language variant. Text is Markdown's simple part."""

    slug = models.SlugField(_("Adresse der Seite"), max_length=60, unique=True)
    title = models.CharField(_("Titel"), max_length=120)
    text = models.TextField(_("Text"))
    easy_text = models.TextField(_("Text in Leichter Sprache"), blank=True)
    is_published = models.BooleanField(_("veröffentlicht"), default=True)
    in_footer = models.BooleanField(_("in der Fußzeile"), default=False)
    position = models.PositiveSmallIntegerField(_("Reihenfolge"), default=0)
    modified_at = models.DateTimeField(_("zuletzt geändert"))

    class Meta:
        verbose_name = _("Seite")
        verbose_name_plural = _("Seiten")
        ordering = ["position", "title"]

    def __str__(self) -> str:
        return self.title


class News(models.Model):
    """A short notice on the start page."""

    title = models.CharField(_("Überschrift"), max_length=120)
    text = models.CharField(_("Text"), max_length=500)
    published_on = models.DateField(_("veröffentlicht am"))
    ends_on = models.DateField(_("bis (ohne diesen Tag)"), null=True, blank=True)

    class Meta:
        verbose_name = _("Neuigkeit")
        verbose_name_plural = _("Neuigkeiten")
        ordering = ["-published_on", "-pk"]

    def __str__(self) -> str:
        return self.title
