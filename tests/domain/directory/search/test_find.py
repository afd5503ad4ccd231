from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import transaction

from mitsorge.domain.directory import search
from mitsorge.domain.directory.models import (
    Attribute,
    Location,
    Organization,
    SearchDocument,
    Service,
    ServiceArea,
    ServiceCapacity,
    TermSynonym,
    WholeWord,
)
from mitsorge.domain.directory.rules import Area, Status, TermKind
from mitsorge.domain.directory.search import SearchRequest, find, suggest
from mitsorge.foundation.places.models import Body, PlanningArea
from tests.domain.directory import factories
from tests.domain.directory.search.conftest import TODAY, ids, located, offer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("words")]


def test_the_kind_itself_before_a_mention_of_it():
    mention = offer("lotse", "beratung", description="Wir kennen jede Tagespflege.")
    kind = offer("haus-am-markt", "tagespflege")
    assert ids(what="Tagespflege") == [kind.pk, mention.pk]


def test_everyday_words_lead_to_their_kind_and_are_said():
    made = offer("sauber", "hilfe-im-haushalt")
    found = find(SearchRequest(on=TODAY, what="Putzhilfe"))
    assert [hit.service_id for hit in found.hits] == [made.pk]
    assert found.also_searched == ["Hilfe im Haushalt"]


def test_a_term_finds_the_terms_below_it():
    made = offer("gedaechtnis", "demenzberatung")
    assert ids(what="Beratung") == [made.pk]


@pytest.mark.parametrize(
    "what", ["Demenzberatung", "Beratung Demenz", "Demenzberatungsstelle", "Demenz-Beratung"]
)
def test_compounds_are_found_by_their_parts(what):
    made = offer("gedaechtnis", "demenzberatung")
    offer("sauber", "hilfe-im-haushalt")
    assert ids(what=what) == [made.pk]


def test_a_typing_error_is_mended_and_said():
    made = offer("haus-am-markt", "tagespflege")
    found = find(SearchRequest(on=TODAY, what="Tagespflge"))
    assert ([hit.service_id for hit in found.hits], found.corrected) == ([made.pk], "Tagespflege")


@pytest.mark.parametrize("what", ["Kindertagespflege", "Teppichpflege", "Traktor", "asdfgh"])
def test_false_friends_and_strangers_find_nothing(what):
    offer("haus-am-markt", "tagespflege")
    assert ids(what=what) == []


def test_an_entry_with_a_false_friend_is_not_found_by_its_parts():
    offer("spielkreis", description="Kindertagespflege im Hof")
    assert ids(what="Pflege") == []


def test_a_sentence_of_a_life_situation_leads_to_its_terms():
    made = offer("haus-am-markt", "tagespflege")
    assert ids(what="ich kann nicht mehr") == [made.pk]


def test_a_life_situation_can_be_asked_for():
    made = offer("haus-am-markt", "tagespflege")
    offer("lotse", "beratung")
    assert ids(situation="entlastung") == [made.pk]


def test_nothing_asked_shows_everything():
    made = {offer("eins").pk, offer("zwei").pk}
    assert set(ids()) == made


def test_serves_the_place_before_is_near_it_before_is_far(towns):
    near = offer("nah", "tagespflege", towns["Brück"])
    ServiceArea.objects.create(
        service=near, kind=Area.MUNICIPALITY, municipality=towns["Bad Belzig"]
    )
    serves = offer("kommt", "tagespflege", towns["Bad Belzig"])
    ServiceArea.objects.create(service=serves, kind=Area.BODY)
    nowhere = offer("irgendwo", "tagespflege")
    search.rebuild()
    found = find(SearchRequest(on=TODAY, what="Tagespflege", where=located(towns["Brück"])))
    assert [(hit.service_id, hit.serves) for hit in found.hits] == [
        (serves.pk, True),
        (near.pk, False),
        (nowhere.pk, False),
    ]
    assert found.serving == 1
    assert found.hits[0].distance_km == pytest.approx(12.9, abs=0.3)
    assert found.hits[2].distance_km is None


def test_a_radius_serves_up_to_its_edge(towns):
    made = offer("umkreis", "tagespflege", towns["Bad Belzig"])
    area = ServiceArea.objects.create(service=made, kind=Area.RADIUS, radius_km=12)
    request = SearchRequest(on=TODAY, where=located(towns["Brück"]))
    search.refresh_documents([made.pk])
    assert find(request).serving == 0
    area.radius_km = 13
    area.save()
    search.refresh_documents([made.pk])
    assert find(request).serving == 1


def test_a_planning_area_serves_by_its_code_whatever_row_is_in_force(towns):
    body = Body.objects.get()
    old, new = (
        PlanningArea.objects.create(
            code="nord", name="Nord", kind="REGION", body=body, active_from=start, active_to=end
        )
        for start, end in (("2020-01-01", "2026-01-01"), ("2026-01-01", None))
    )
    made = offer("nord", "tagespflege")
    ServiceArea.objects.create(service=made, kind=Area.PLANNING_AREA, planning_area=old)
    search.refresh_documents([made.pk])
    assert find(SearchRequest(on=TODAY, where=located(towns["Brück"], new))).serving == 1


def test_an_offer_without_an_area_serves_the_town_of_its_site(towns):
    offer("haus", "tagespflege", towns["Brück"])
    assert find(SearchRequest(on=TODAY, where=located(towns["Brück"]))).serving == 1
    assert find(SearchRequest(on=TODAY, where=located(towns["Bad Belzig"]))).serving == 0


def test_a_bare_postcode_means_all_its_municipalities(towns):
    offer("haus", "tagespflege", towns["Bad Belzig"])
    both = replace(located(towns["Brück"]), municipalities=tuple(towns.values()))
    assert find(SearchRequest(on=TODAY, where=both)).serving == 1


def test_of_equally_near_ones_the_freshly_confirmed_stands_first(towns):
    old = offer("alt", "tagespflege", towns["Brück"], assured_at=factories.NOW - timedelta(days=90))
    new = offer("neu", "tagespflege", towns["Brück"])
    never = offer("nie", "tagespflege", towns["Brück"], assured_at=None)
    assert ids(what="Tagespflege", where=located(towns["Brück"])) == [new.pk, old.pk, never.pk]


def test_equals_change_places_from_day_to_day():
    made = [offer(f"haus-{number}", "tagespflege", name="Haus").pk for number in range(6)]
    orders = {tuple(ids(what="Tagespflege", on=TODAY + timedelta(days=day))) for day in range(5)}
    assert len(orders) > 1
    assert {frozenset(order) for order in orders} == {frozenset(made)}
    assert ids(what="Tagespflege") == ids(what="Tagespflege")


def test_pages_part_the_hits_without_loss():
    made = {offer(f"haus-{number}", "tagespflege").pk for number in range(5)}
    pages = [ids(what="Tagespflege", page=page, per_page=2) for page in (1, 2, 3, 4)]
    assert [len(page) for page in pages] == [2, 2, 1, 0]
    assert {pk for page in pages for pk in page} == made


@pytest.mark.parametrize(
    ("fields", "days", "seen"),
    [
        ({"visible_from": TODAY}, -1, False),
        ({"visible_from": TODAY}, 0, True),
        ({"visible_to": TODAY}, -1, True),
        ({"visible_to": TODAY}, 0, False),
        ({"status": Status.DRAFT}, 0, False),
        ({"status": Status.INACTIVE}, 0, False),
    ],
)
@pytest.mark.parametrize("of_organization", [False, True])
def test_only_what_is_visible_on_the_day_is_found(fields, days, seen, of_organization):
    if of_organization:
        owner = factories.organization("traeger", **fields)
        offer("wegwarte", "tagespflege", organization=owner)
    else:
        offer("wegwarte", "tagespflege", **fields)
    on = TODAY + timedelta(days=days)
    found = find(SearchRequest(on=on, what="Tagespflege"))
    assert (found.total, bool(suggest("Wegw", on=on))) == ((1, True) if seen else (0, False))


def test_whoever_asks_for_the_very_word_gets_no_other():
    offer("haus-am-markt", "tagespflege")
    found = find(SearchRequest(on=TODAY, what="Tagespflge", exact=True))
    assert (found.total, found.corrected) == (0, "")
    assert find(SearchRequest(on=TODAY, what="Tagespflege", exact=True)).total == 1


def test_words_of_hidden_entries_are_no_correction():
    offer("geheimhaus", name="Silberdistel", status=Status.DRAFT)
    offer("spaeter", name="Wegwarte", visible_from=TODAY + timedelta(days=9))
    corrected = [
        find(SearchRequest(on=TODAY, what=what)).corrected for what in ("Silberdistl", "Wegwarthe")
    ]
    assert corrected == ["", ""]


def test_of_a_protected_address_only_the_middle_of_the_municipality_is_known(towns):
    made = offer("frauenhaus", "beratung", towns["Brück"])
    Location.objects.filter(sites__service=made).update(
        is_protected=True, latitude="52.30000", longitude="12.90000", street="Versteckter Weg 7"
    )
    search.refresh_documents([made.pk])
    payload = SearchDocument.objects.get().payload
    assert payload["sites"] == [[52.198, 12.76, False]]
    assert "versteckt" not in str(payload)
    found = find(SearchRequest(on=TODAY, what="Beratung", where=located(towns["Brück"])))
    assert (found.points, found.hits[0].distance_km) == ([], pytest.approx(0))


def test_hits_of_the_page_have_their_point_on_the_map(towns):
    made = offer("haus", "tagespflege", towns["Brück"])
    points = find(SearchRequest(on=TODAY)).points
    assert [(point.service_id, point.latitude, point.longitude) for point in points] == [
        (made.pk, 52.198, 12.76)
    ]


def options(found, code: str) -> dict[str, tuple[int, bool]]:
    group = next((group for group in found.facets if group.code == code), None)
    return {item.key: (item.count, item.chosen) for item in group.options} if group else {}


def test_the_tick_for_reach_names_the_place_without_its_postcode(towns):
    offer("haus", "tagespflege", towns["Brück"])
    where = replace(located(towns["Brück"]), postcode="14822", label="14822 Brück und Umgebung")
    group = find(SearchRequest(on=TODAY, where=where)).facets[0]
    assert group.options[0].label == "Für Brück und Umgebung da"


def marked(slug: str, kind: str, *marks: tuple[str, TermKind]) -> Service:
    made = offer(slug, kind)
    for code, vocabulary in marks:
        Attribute.objects.create(service=made, term=factories.term(code, vocabulary))
    search.refresh_documents([made.pk])
    return made


def test_each_group_is_counted_with_the_ticks_of_the_others():
    both = marked("a", "tagespflege", ("spende", TermKind.PAYER), ("polnisch", TermKind.LANGUAGE))
    marked("b", "tagespflege", ("spende", TermKind.PAYER))
    marked("c", "hilfe-im-haushalt", ("polnisch", TermKind.LANGUAGE))
    found = find(
        SearchRequest(on=TODAY, facets=frozenset({"language:polnisch", "kind:tagespflege"}))
    )
    assert [hit.service_id for hit in found.hits] == [both.pk]
    assert options(found, "kind") == {
        "kind:hilfe-im-haushalt": (1, False),
        "kind:tagespflege": (1, True),
    }
    assert options(found, "language") == {"language:polnisch": (1, True)}
    assert options(found, "payer") == {"payer:spende": (1, False)}


def test_an_unknown_tick_excludes_nothing():
    offer("a", "tagespflege")
    assert find(SearchRequest(on=TODAY, facets=frozenset({"kind:nie", "reach:serves"}))).total == 1


def test_free_places_count_while_their_report_is_fresh():
    made = offer("a", "tagespflege")
    ServiceCapacity.objects.create(
        service=made, unit="Plätze", available=1, waiting_list=True, updated_at=factories.NOW
    )
    search.refresh_documents([made.pk])
    fresh = find(SearchRequest(on=TODAY + timedelta(days=14), facets=frozenset({"places:free"})))
    stale = find(SearchRequest(on=TODAY + timedelta(days=15), facets=frozenset({"places:free"})))
    assert (fresh.total, stale.total) == (1, 0)
    assert options(fresh, "places") == {"places:free": (1, True), "places:waiting": (1, False)}


def test_recognition_counts_until_its_last_day():
    offer("a", recognized_45a=True, recognized_until=TODAY)
    offer("b", recognized_45a=True)
    ticked = frozenset({"trait:45a"})
    totals = [
        find(SearchRequest(on=TODAY + timedelta(days=day), facets=ticked)).total for day in (0, 1)
    ]
    assert totals == [2, 1]


def test_reach_is_a_facet_where_a_place_is_known(towns):
    offer("a", "tagespflege", towns["Brück"])
    offer("b", "tagespflege", towns["Bad Belzig"])
    where = located(towns["Brück"])
    found = find(SearchRequest(on=TODAY, where=where))
    assert options(found, "reach") == {
        "reach:serves": (1, False),
        "reach:15km": (2, False),
        "reach:30km": (2, False),
    }
    assert options(find(SearchRequest(on=TODAY)), "reach") == {}


def test_a_place_among_the_words_is_understood(towns):
    far = offer("fern", "tagespflege", towns["Bad Belzig"])
    near = offer("nah", "tagespflege", towns["Brück"], assured_at=None)
    found = find(SearchRequest(on=TODAY, what="Tagespflege in Brück"))
    assert [hit.service_id for hit in found.hits] == [near.pk, far.pk]
    assert found.where.label.startswith("Brück")


def test_the_network_s_own_kreis_is_no_word_to_look_for():
    made = offer("a", "tagespflege")
    assert ids(what="Tagespflege Potsdam-Mittelmark") == [made.pk]


def test_suggestions_begin_with_what_was_typed_terms_before_names():
    offer("a", "tagespflege", name="Tagesgäste Lindenhof")
    texts = [found.text for found in suggest("tag", on=TODAY)]
    assert texts == ["Tagespflege", "Tagesstätte", "Tagesgäste Lindenhof"]
    assert [found.text for found in suggest("lin", on=TODAY)] == ["Tagesgäste Lindenhof"]
    assert suggest("t", on=TODAY) == []


class TestTruth:
    """The index is never behind what is committed."""

    def test_a_change_is_found_at_once(self):
        made = offer("a", "tagespflege", name="Lindenhof")
        assert ids(what="Lindenhof") == [made.pk]
        Service.objects.filter(pk=made.pk).update(name="Kastanie")
        search.refresh_documents([made.pk])
        assert (ids(what="Lindenhof"), ids(what="Kastanie")) == ([], [made.pk])

    def test_a_deleted_offer_is_gone(self):
        made, other = offer("a", "tagespflege"), offer("b", "tagespflege")
        assert len(ids()) == 2
        pk = made.pk
        made.delete()
        search.refresh_documents([pk])
        assert ids() == [other.pk]

    def test_an_organization_taken_off_takes_its_offers_along(self):
        made = offer("a", "tagespflege")
        assert ids() == [made.pk]
        Organization.objects.update(status=Status.INACTIVE)
        search.refresh_documents([made.pk])
        assert (ids(), SearchDocument.objects.count()) == ([], 0)

    def test_what_was_rolled_back_is_not_found(self):
        made = offer("a", "tagespflege", name="Lindenhof")
        with transaction.atomic():
            Service.objects.filter(pk=made.pk).update(name="Kastanie")
            search.refresh_documents([made.pk])
            assert ids(what="Kastanie") == [made.pk]
            transaction.set_rollback(True)
        assert (ids(what="Kastanie"), ids(what="Lindenhof")) == ([], [made.pk])

    def test_a_new_everyday_word_counts_at_once(self):
        made = offer("a", "tagespflege")
        assert ids(what="Oasentage") == []
        TermSynonym.objects.create(term=factories.term("tagespflege"), phrase="Oasentage")
        search.refresh_taxonomy()
        assert ids(what="Oasentage") == [made.pk]

    def test_a_new_whole_word_is_no_longer_split_in_entries(self):
        offer("a", description="Teppichpflege im Haus")
        assert len(ids(what="Pflege")) == 1
        WholeWord.objects.create(word="Teppichpflege")
        search.refresh_taxonomy(["Teppichpflege"])
        assert ids(what="Pflege") == []

    def test_a_warm_question_costs_one_query(self, django_assert_num_queries):
        offer("a", "tagespflege")
        ids(what="Tagespflege")
        with django_assert_num_queries(1):
            ids(what="Tagespflege")

    @pytest.mark.parametrize("rows", [1, 3])
    def test_refreshing_costs_the_same_for_one_and_for_three(self, rows, django_assert_num_queries):
        made = [offer(f"a-{number}", "tagespflege").pk for number in range(rows)]
        ids()
        with django_assert_num_queries(14):
            search.refresh_documents(made)
