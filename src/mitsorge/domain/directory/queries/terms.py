"""The vocabularies for forms and for the office."""

from django.db.models import Count, Prefetch, QuerySet

from mitsorge.domain.directory import rules
from mitsorge.domain.directory.models import LifeSituation, TaxonomyTerm, TermSynonym


def terms_to_choose(kind: rules.TermKind) -> QuerySet[TaxonomyTerm]:
    """The words of one vocabulary still in use, in their order (1 query)."""
    return TaxonomyTerm.objects.filter(kind=kind, is_retired=False)


def office_terms(kind: rules.TermKind) -> QuerySet[TaxonomyTerm]:
    """All words of one vocabulary with their `uses` by offers and their everyday words (2 queries)."""
    return (
        TaxonomyTerm.objects.filter(kind=kind)
        .select_related("parent")
        .annotate(uses=Count("attributes"))
        .prefetch_related(Prefetch("synonyms", TermSynonym.objects.order_by("phrase", "pk")))
    )


def draft_of_term(term: TaxonomyTerm) -> rules.TermDraft:
    """The record as a draft (1 query)."""
    return rules.TermDraft(
        kind=rules.TermKind(term.kind),
        code=term.code,
        name=term.name,
        description=term.description,
        law=term.law,
        parent_id=term.parent_id,
        review_months=term.review_months,
        position=term.position,
        synonyms=tuple(term.synonyms.order_by("pk").values_list("phrase", flat=True)),
    )


def draft_of_life_situation(situation: LifeSituation) -> rules.LifeSituationDraft:
    """The record as a draft (1 query)."""
    links = LifeSituation.terms.through.objects.filter(lifesituation=situation).order_by("pk")
    return rules.LifeSituationDraft(
        slug=situation.slug,
        name=situation.name,
        summary=situation.summary,
        icon=situation.icon,
        phrases=tuple(situation.phrases),
        position=situation.position,
        on_start_page=situation.on_start_page,
        terms=tuple(links.values_list("taxonomyterm_id", flat=True)),
    )
