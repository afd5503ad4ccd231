"""The search follows a change of the taxonomy."""

from collections.abc import Iterable

from django.db import transaction

from mitsorge.domain.directory.models import SearchDocument
from mitsorge.domain.directory.search.documents import raise_revision, refresh_documents
from mitsorge.domain.directory.search.words import fold, stem


@transaction.atomic
def refresh_taxonomy(whole_words: Iterable[str] = ()) -> None:
    """Call it last, in the transaction that changes terms, synonyms, situations or whole words.

    Documents are analyzed anew only where one of the `whole_words`, new or gone, stands in them.
    """
    raise_revision("taxonomy")
    words = [stem(fold(word)) for word in whole_words]
    if not words:
        return
    found = [
        pk
        for pk, payload in SearchDocument.objects.values_list("pk", "payload").iterator(2000)
        if any(word in text for text in payload["words"] for word in words)
    ]
    if found:
        refresh_documents(found)
