"""The lexicon of a run, read from the database in 8 queries."""

from collections import defaultdict

from mitsorge.domain.directory.models import TaxonomyTerm, TermSynonym
from mitsorge.domain.partners.models import MemberGroup
from mitsorge.doors.imports.parsing.lexicon import Lexicon, Vocabulary
from mitsorge.doors.imports.parsing.text import fold
from mitsorge.foundation.places.models import Body, Municipality, PlanningArea, Postcode


def load_lexicon() -> Lexicon:
    """Terms and synonyms, postcodes, areas and member groups (8 queries)."""
    groups = list(MemberGroup.objects.values_list("code", "name"))
    return Lexicon(
        terms=_terms(),
        places=_places(),
        areas=_areas(),
        groups={fold(name): code for code, name in groups}
        | {fold(code): code for code, _name in groups},
        group_names=dict(groups),
    )


def _terms() -> dict[str, Vocabulary]:
    codes: dict[str, dict[str, str]] = defaultdict(dict)
    names: dict[str, dict[str, str]] = defaultdict(dict)
    synonyms = TermSynonym.objects.filter(term__is_retired=False).order_by("pk")
    for kind, code, phrase in synonyms.values_list("term__kind", "term__code", "phrase"):
        codes[kind].setdefault(fold(phrase), code)
    for kind, code, name in TaxonomyTerm.objects.filter(is_retired=False).values_list(
        "kind", "code", "name"
    ):
        codes[kind][fold(name)] = codes[kind][fold(code)] = code
        names[kind][code] = name
    return {kind: Vocabulary(codes[kind], names[kind]) for kind in names}


def _places() -> dict[str, set[str]]:
    """The folded names a postcode may go with; a code known without a place name brings its municipality's."""
    found: dict[str, set[str]] = defaultdict(set)
    for code, place, municipality in Postcode.objects.order_by().values_list(
        "code", "place", "municipality__name"
    ):
        found[code].update(fold(name) for name in (place, municipality) if name)
    return found


def _areas() -> dict[str, str]:
    found = {
        fold(name): f"M:{pk}"
        for pk, name in Municipality.objects.order_by("population").values_list("pk", "name")
    }
    for pk, name in PlanningArea.objects.filter(active_to=None).values_list("pk", "name"):
        found[fold(name)] = f"P:{pk}"
    for name, short in Body.objects.values_list("name", "short_name"):
        found[fold(name)] = "BODY"
        found.setdefault(fold(short), "BODY")
    found.pop("", None)
    return found
