"""A patched index equals a rebuilt one, whatever changed."""

from typing import Any

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from mitsorge.domain.directory.search.index import LATEST, Document, Index

WORDS = st.sets(st.sampled_from(["pfleg", "demenz", "berat", "tag", "heim"]), max_size=4)
SITES = st.lists(
    st.tuples(st.floats(47.3, 55), st.floats(6, 15), st.booleans()).map(list), max_size=2
)


@st.composite
def documents(draw: Any) -> Document:
    payload = {
        "words": [" ".join(sorted(draw(WORDS))) for _level in range(3)],
        "kinds": [draw(st.sampled_from(["", "kind:a", "kind:b"])), "kind:c"],
        "marks": sorted(draw(st.sets(st.sampled_from(["payer:x", "target:y"])))),
        "areas": sorted(draw(st.sets(st.sampled_from(["M:1", "P:1:nord", "B:12069"])))),
        "facts": [0, LATEST, draw(st.integers(0, 740_000)), 0, 0, 0, 0, 0, 7],
        "sites": draw(SITES),
        "names": ["Name", "Organization"],
    }
    return Document(draw(st.integers(1, 12)), 1, payload)


CHANGES = st.lists(
    st.tuples(st.lists(documents(), max_size=4), st.sets(st.integers(1, 12), max_size=3)),
    max_size=6,
)


def told(index: Index) -> dict[str, Any]:
    """Everything an index says, without how its tokens are numbered."""
    postings = {
        token: [part.tolist() for part in index.postings(token)]
        for token in index.tokens
        if len(index.postings(token)[0])
    }
    return {
        "ids": index.ids.tolist(),
        "postings": postings,
        "facts": index.facts.tolist(),
        "sites": index.sites.tolist(),
        "names": index.names.tolist(),
    }


@settings(max_examples=100, deadline=None)
@given(CHANGES)
def test_patching_equals_rebuilding(changes):
    patched, alive = Index(), {}
    for number, (changed, gone) in enumerate(changes, start=1):
        once = {document.service_id: document for document in changed}
        patched = patched.patched(
            revision=number, changed=list(once.values()), gone=[pk for pk in gone if pk not in once]
        )
        alive = {pk: item for pk, item in (alive | once).items() if pk in once or pk not in gone}
    rebuilt = Index().patched(revision=len(changes), changed=list(alive.values()))
    assert told(patched) == told(rebuilt)


@settings(deadline=None)
@given(st.lists(documents(), min_size=1, max_size=4))
def test_an_index_is_never_changed(items):
    index = Index().patched(
        revision=1, changed=list({item.service_id: item for item in items}.values())
    )
    before = told(index)
    index.patched(revision=2, changed=(), gone=index.ids.tolist())
    assert told(index) == before


def test_an_unknown_token_has_no_postings():
    rows, levels = Index().postings("pfleg")
    assert (len(rows), len(levels)) == (0, 0)


def test_sites_lie_on_the_unit_sphere():
    payload = {
        "words": ["", "", ""],
        "kinds": [""],
        "marks": [],
        "areas": [],
        "facts": [0, LATEST, 0, 0, 0, 0, 0, 0, 7],
        "sites": [[52.19, 12.76, True]],
        "names": ["a", "b"],
    }
    index = Index().patched(revision=1, changed=[Document(1, 1, payload)])
    assert np.allclose(np.linalg.norm(index.vectors, axis=0), 1)
