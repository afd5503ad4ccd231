from django.db import models
from django.utils.translation import gettext_lazy as _

from mitsorge.domain.directory import wording


class TaxonomyTerm(models.Model):
    """HSDS taxonomy_term: one word of one vocabulary; care terms form a tree."""

    kind = models.CharField(_("Verzeichnis"), max_length=15, choices=wording.TERM_KIND)
    code = models.SlugField(_("Kürzel"), max_length=60)
    name = models.CharField(_("Name"), max_length=120)
    description = models.CharField(_("In einem Satz"), max_length=300, blank=True)
    law = models.CharField(_("Rechtsgrundlage"), max_length=120, blank=True)
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("gehört zu"),
    )
    review_months = models.PositiveSmallIntegerField(
        _("Bestätigung fällig nach Monaten"), null=True, blank=True
    )
    position = models.PositiveSmallIntegerField(_("Reihenfolge"), default=0)
    is_retired = models.BooleanField(_("nicht mehr wählbar"), default=False)

    class Meta:
        verbose_name = _("Begriff")
        verbose_name_plural = _("Begriffe")
        ordering = ["kind", "position", "name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "code"], name="term_code_once"),
            models.CheckConstraint(
                condition=models.Q(review_months=None) | models.Q(review_months__range=(1, 60)),
                name="term_reviewed_within_1_to_60_months",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class TermSynonym(models.Model):
    """An everyday word or phrase that leads to a term."""

    term = models.ForeignKey(
        TaxonomyTerm, models.CASCADE, related_name="synonyms", verbose_name=_("Begriff")
    )
    phrase = models.CharField(_("Wort oder Wendung"), max_length=120)

    class Meta:
        verbose_name = _("Alltagswort")
        verbose_name_plural = _("Alltagswörter")
        ordering = ["phrase", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["term", "phrase"], name="synonym_once_per_term")
        ]

    def __str__(self) -> str:
        return self.phrase


class LifeSituation(models.Model):
    """A Lebenslage: the words people have for their day, leading to terms."""

    slug = models.SlugField(_("Adresse der Seite"), max_length=60, unique=True)
    name = models.CharField(_("Name"), max_length=80)
    summary = models.CharField(_("Was dazugehört"), max_length=160)
    icon = models.CharField(_("Zeichen"), max_length=30)
    phrases = models.JSONField(_("Wendungen"), default=list, blank=True)
    position = models.PositiveSmallIntegerField(_("Reihenfolge"), default=0)
    on_start_page = models.BooleanField(_("auf der Startseite"), default=False)
    terms = models.ManyToManyField(
        TaxonomyTerm, related_name="situations", verbose_name=_("Angebotsarten")
    )

    class Meta:
        verbose_name = _("Lebenslage")
        verbose_name_plural = _("Lebenslagen")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.name


class WholeWord(models.Model):
    """A word the search never splits, because its parts mislead: "Grünpflege"; or an abbreviation with its long form."""

    word = models.CharField(_("Wort"), max_length=80, unique=True)
    long_form = models.CharField(_("Langform einer Abkürzung"), max_length=120, blank=True)

    class Meta:
        verbose_name = _("Ganzes Wort der Suche")
        verbose_name_plural = _("Ganze Wörter der Suche")
        ordering = ["word"]

    def __str__(self) -> str:
        return self.word
