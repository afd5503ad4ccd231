from datetime import date, timedelta

import pytest
from django.apps import apps

from mitsorge.domain.governance.actions.outcomes import AlreadyDone, ItemChanged, Refused
from mitsorge.domain.planning.actions.figures import remove_series
from mitsorge.domain.planning.actions.survey_answers import AnswersWrong, answer
from mitsorge.domain.planning.actions.surveys import (
    close_survey,
    open_survey,
    remind,
    send_survey,
    withdraw_survey,
)
from mitsorge.domain.planning.letters.surveys import BadLink, address, opened, signed
from mitsorge.domain.planning.models import Figure, Series, Survey, SurveyRequest
from mitsorge.domain.planning.queries.surveys import surveyed
from mitsorge.domain.planning.rules.surveys import (
    Ask,
    Served,
    SurveyState,
    Via,
    answers_from,
)
from mitsorge.foundation.journal.models import Entry
from mitsorge.foundation.people.rules import NotAllowed
from tests.cast import account
from tests.domain.planning import surveys
from tests.domain.planning.surveys import AT, DRAFT, addresses, asked, says
from tests.letters import letters

pytestmark = pytest.mark.django_db
LATER = AT + timedelta(days=3)


@pytest.fixture
def selma():
    surveys.the_houses()
    return account("selma")


def everything():
    """Every row of every table, so that nothing at all can have changed unseen."""
    return {model: list(model.objects.order_by("pk").values()) for model in apps.get_models()}


def draft(**more):
    return type(DRAFT)(**{**DRAFT.__dict__, **more})


def events() -> list[str]:
    names = Entry.objects.filter(event__startswith="planning.survey").order_by("pk")
    return list(names.values_list("event", flat=True))


def reply(name, at=LATER, **more):
    row = asked(name)
    version = more.pop("version", row.version)
    via, by = more.pop("via", Via.LINK), more.pop("by", None)
    return answer(request_id=row.pk, version=version, answers=says(name, **more), via=via, by=by, at=at)  # fmt: skip


def test_opening_asks_each_organization_once_prefilled_from_the_directory(selma):
    survey = open_survey(draft=DRAFT, by=selma, at=AT)
    assert (survey.state, survey.author, survey.terms) == (SurveyState.DRAFT, "Selma", ["tagespflege", "pflegedienst"])  # fmt: skip
    assert list(survey.requests.values_list("organization__name", flat=True)) == ["Ahorn", "Birke", "Linde", "Weide"]  # fmt: skip
    offers = [answers_from(row.prefilled).offers[0] for row in survey.requests.order_by("pk")]
    assert [(o.name, o.place, o.area, o.places, o.free, o.served) for o in offers] == [
        ("Ahorn (tagespflege)", "Dorf 1", "P1", 12, 2, None),
        ("Birke (tagespflege)", "Dorf 1", "P1", None, None, None),
        ("Linde (tagespflege)", "Dorf 3", "P2", None, None, None),
        ("Weide (pflegedienst)", "", "", None, None, Served(areas=("P2",))),
    ]
    assert (letters(), events()) == ([], ["planning.survey.opened"])


def test_only_some_areas_are_asked(selma):
    survey = open_survey(draft=draft(areas=["P2"]), by=selma, at=AT)
    names = survey.requests.values_list("organization__name", flat=True)
    assert list(names) == ["Linde", "Weide"]


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"title": " "}, "Geben Sie der Umfrage einen Titel"),
        ({"terms": []}, "mindestens eine Art von Angebot"),
        ({"terms": ["tagespflege", "weg"]}, "mindestens eine Art von Angebot"),
        ({"asks": []}, "mindestens eine Frage"),
        ({"due_on": date(2026, 11, 19)}, "frühestens heute"),
        ({"as_of": date(2026, 12, 16)}, "nicht vor dem Stichtag"),
        ({"areas": ["P9"]}, "Planungsraum gibt es nicht"),
    ],
)
def test_what_cannot_be_asked_is_refused_and_writes_nothing(selma, more, sentence):
    before = everything()
    with pytest.raises(Refused, match=sentence):
        open_survey(draft=draft(**more), by=selma, at=AT)
    assert everything() == before


def test_nobody_to_ask_is_refused(selma):
    with pytest.raises(Refused, match="kein Angebot im Verzeichnis"):
        open_survey(draft=draft(terms=["pflegedienst"], areas=["P1"]), by=selma, at=AT)


def test_a_title_is_taken_until_its_survey_is_withdrawn(selma):
    first = surveys.a_survey(selma, sent=False)
    before = everything()
    with pytest.raises(Refused, match="mit diesem Titel"):
        open_survey(draft=DRAFT, by=selma, at=AT)
    assert everything() == before
    withdraw_survey(survey_id=first.pk, by=selma, at=AT)
    assert open_survey(draft=DRAFT, by=selma, at=AT).title == first.title


@pytest.mark.parametrize("who", ["arno", "kai", "stella"])
def test_only_planners_do_any_of_it(selma, who):
    survey = surveys.a_survey(selma)
    reply("Ahorn", remark="Ohne Zahl: Es entstünde keine Reihe.")
    other = account(who)
    named = {"survey_id": survey.pk, "by": other, "at": AT}
    before = everything()
    for deed in (
        lambda: open_survey(draft=draft(title="Zweite"), by=other, at=AT),
        lambda: send_survey(addresses={}, **named),
        lambda: remind(addresses=addresses(), **named),
        lambda: close_survey(**named),
        lambda: withdraw_survey(**named),
        lambda: reply("Birke", via=Via.PHONE, by=other, places=1),
        lambda: reply("Birke", via=Via.PHONE, by=None, places=1),
    ):
        with pytest.raises(NotAllowed):
            deed()
    assert everything() == before


def test_sending_writes_one_letter_to_each_address_and_a_second_click_none(selma):
    survey = surveys.a_survey(selma, sent=False)
    send = {"survey_id": survey.pk, "addresses": addresses(), "by": selma, "at": AT}
    assert send_survey(**send) == 3
    sent = letters()
    assert [letter.to for letter in sent] == ["post@ahorn.example", "post@birke.example", "post@weide.example"]  # fmt: skip
    assert {letter.subject for letter in sent} == {"Umfrage: Tagespflege 2026"}
    assert all(letter.confidential for letter in sent)
    text = sent[0].text
    assert address(asked("Ahorn")) in text
    assert "Wir schreiben den Sozialplan." in text
    assert "Ahorn (tagespflege), Dorf 1" in text
    assert "Bitte antworten Sie bis zum 15. Dezember 2026" in text
    survey.refresh_from_db()
    assert (survey.state, asked("Linde").sent_at) == (SurveyState.RUNNING, None)
    before = everything()
    with pytest.raises(AlreadyDone, match="schon verschickt"):
        send_survey(**send)
    assert everything() == before


def test_an_address_that_became_known_is_written_to_later(selma):
    survey = surveys.a_survey(selma)
    linde = asked("Linde").organization_id
    known = addresses() | {linde: "neu@linde.example"}
    assert send_survey(survey_id=survey.pk, addresses=known, by=selma, at=LATER) == 1
    assert [letter.to for letter in letters()][-1] == "neu@linde.example"
    assert asked("Ahorn").sent_at == AT


def test_nothing_is_sent_after_its_day(selma):
    survey = surveys.a_survey(selma, sent=False)
    late = AT + timedelta(days=40)
    with pytest.raises(Refused, match="ist vorbei"):
        send_survey(survey_id=survey.pk, addresses=addresses(), by=selma, at=late)
    assert letters() == []


def test_who_is_silent_is_reminded_once(selma):
    survey = surveys.a_survey(selma)
    reply("Ahorn", places=12)
    named = {"survey_id": survey.pk, "addresses": addresses(), "by": selma, "at": LATER}
    assert remind(**named) == 2
    assert [(letter.to, letter.subject) for letter in letters()[3:]] == [
        ("post@birke.example", "Erinnerung: Tagespflege 2026"),
        ("post@weide.example", "Erinnerung: Tagespflege 2026"),
    ]
    before = everything()
    with pytest.raises(AlreadyDone, match="Niemand ist mehr zu erinnern"):
        remind(**named)
    assert everything() == before


def test_an_answer_is_kept_and_may_be_corrected(selma):
    surveys.a_survey(selma)
    row = reply("Ahorn", places=14, free=0, waiting=5, staff=6.5, remark=" Umbau ")
    assert (row.via, row.version, row.answered_at) == ("LINK", 1, LATER)
    kept = answers_from(row.answers)
    assert (kept.offers[0].places, kept.offers[0].staff, kept.remark) == (14, 6.5, "Umbau")
    assert answers_from(row.prefilled).offers[0].places == 12
    again = reply("Ahorn", via=Via.PHONE, by=selma, places=15)
    assert (again.via, again.version, answers_from(again.answers).offers[0].places) == ("PHONE", 2, 15)  # fmt: skip
    assert events()[2:] == ["planning.survey.answered", "planning.survey.corrected"]


def test_the_same_answer_twice_changes_nothing(selma):
    surveys.a_survey(selma)
    reply("Ahorn", places=14)
    before = everything()
    reply("Ahorn", version=0, places=14)
    assert everything() == before


def test_another_answer_in_a_second_tab_sees_both(selma):
    surveys.a_survey(selma)
    reply("Ahorn", places=14)
    before = everything()
    with pytest.raises(ItemChanged) as told:
        reply("Ahorn", version=0, places=15)
    assert everything() == before
    both = [told.value.theirs["answers"], told.value.yours["answers"]]
    assert [each.offers[0].places for each in both] == [14, 15]
    assert told.value.theirs["version"] == 1


def test_what_is_wrong_is_said_and_nothing_written(selma):
    surveys.a_survey(selma)
    before = everything()
    with pytest.raises(AnswersWrong, match=r"mehr, als Sie insgesamt haben \(12\)"):
        reply("Ahorn", places=12, free=13)
    assert everything() == before


def test_a_late_link_is_refused_and_the_telephone_still_counts(selma):
    surveys.a_survey(selma)
    late = AT + timedelta(days=60)
    with pytest.raises(Refused, match="Der Link gilt nicht mehr"):
        reply("Ahorn", at=late, places=12)
    assert reply("Ahorn", at=late, via=Via.PHONE, by=selma, places=12).version == 1


def test_closing_makes_a_series_of_each_question_and_kind(selma):
    survey = surveys.a_survey(selma)
    reply("Ahorn", places=12, staff=3.5)
    reply("Weide", places=40, served=Served(areas=("P2",)))
    made = close_survey(survey_id=survey.pk, by=selma, at=LATER)
    assert [(s.title, s.subject, s.unit, s.quality, s.response_rate) for s in made] == [
        ("Plätze, Pflegedienst: Tagespflege 2026", "PLACES", "Plätze", "SURVEY", 1.0),
        ("Plätze, Tagespflege: Tagespflege 2026", "PLACES", "Plätze", "SURVEY", 1 / 3),
        ("Stellen in Vollzeit, Tagespflege: Tagespflege 2026", "STAFF", "Stellen in Vollzeit", "SURVEY", 1 / 3),
    ]  # fmt: skip
    assert {(s.as_of, s.survey_id, s.is_public) for s in Series.objects.all()} == {(date(2026, 11, 15), survey.pk, False)}  # fmt: skip
    columns = ("level", "area_code", "year", "care", "value", "sign")
    assert list(Figure.objects.filter(series=made[1]).order_by("pk").values_list(*columns)) == [
        ("AREA", "P1", 2026, "DAY", 12, ""),
        ("AREA", "P2", 2026, "DAY", None, "."),
        ("KREIS", "12069", 2026, "DAY", 12, ""),
    ]
    assert made[1].method == (
        "Eigene Umfrage „Tagespflege 2026“ zum Stichtag 15. November 2026. Geantwortet haben 1 von 3 "
        "Organisationen (33\N{NO-BREAK SPACE}%), die solche Angebote haben. Summe der Antworten; nichts ist hochgerechnet. "
        "Untergrenze oder unbekannt, weil Angaben fehlen: Nord (1 von 2 Angeboten); Süd (0 von 1 Angeboten)."
    )
    assert [each.lower_bounds for each in Series.objects.order_by("pk")] == [
        [],
        ["P1", "12069"],
        ["P1", "12069"],
    ]
    survey.refresh_from_db()
    assert survey.state == SurveyState.CLOSED
    assert Entry.objects.get(event="planning.survey.closed").changes == {"series": [0, 3]}


def test_an_area_page_finds_the_figures_with_their_survey(selma, django_assert_num_queries):
    survey = surveys.a_survey(selma)
    reply("Ahorn", places=12)
    close_survey(survey_id=survey.pk, by=selma, at=LATER)
    with django_assert_num_queries(1):
        found = {code: surveyed(code) for code in ["P1"]}
    assert [(f.value, f.sign, f.series.response_rate) for f in found["P1"]] == [(12, "", 1 / 3)]
    assert [(f.value, f.sign) for f in surveyed("P2")] == [(None, ".")]


def test_a_survey_of_some_areas_says_nothing_of_the_whole_kreis(selma):
    survey = surveys.a_survey(selma, areas=["P1"])
    reply("Ahorn", places=12)
    made = close_survey(survey_id=survey.pk, by=selma, at=LATER)
    rows = Figure.objects.filter(series__in=made).order_by("pk")
    assert list(rows.values_list("area_code", "value", "sign")) == [("P1", 12, ""), ("P2", None, "x")]  # fmt: skip


def test_nobody_answered_is_no_result(selma):
    survey = surveys.a_survey(selma)
    before = everything()
    with pytest.raises(Refused, match="Noch hat niemand geantwortet"):
        close_survey(survey_id=survey.pk, by=selma, at=LATER)
    assert everything() == before


def test_words_alone_close_without_series(selma):
    survey = surveys.a_survey(selma)
    reply("Ahorn", remark="Wir schließen im März.")
    assert close_survey(survey_id=survey.pk, by=selma, at=LATER) == []


def test_what_came_of_a_survey_stays_with_it(selma):
    survey = surveys.a_survey(selma)
    reply("Ahorn", places=12)
    made = close_survey(survey_id=survey.pk, by=selma, at=LATER)
    with pytest.raises(Refused, match="das Ergebnis der Umfrage „Tagespflege 2026“"):
        remove_series(series_id=made[0].pk, by=selma, at=LATER)


@pytest.mark.parametrize("end", [close_survey, withdraw_survey])
def test_an_ended_survey_takes_nothing_more(selma, end):
    survey = surveys.a_survey(selma)
    reply("Ahorn", places=12)
    end(survey_id=survey.pk, by=selma, at=LATER)
    named = {"survey_id": survey.pk, "by": selma, "at": LATER}
    before = everything()
    for deed in (
        lambda: reply("Birke", places=1),
        lambda: reply("Birke", via=Via.PHONE, by=selma, places=1),
        lambda: send_survey(addresses=addresses(), **named),
        lambda: remind(addresses=addresses(), **named),
        lambda: close_survey(**named),
        lambda: withdraw_survey(**named),
    ):
        with pytest.raises(AlreadyDone):
            deed()
    assert everything() == before


def test_before_it_is_sent_it_takes_no_answer(selma):
    surveys.a_survey(selma, sent=False)
    with pytest.raises(Refused, match="Verschicken Sie die Umfrage zuerst"):
        reply("Ahorn", places=12)


def test_a_link_opens_its_own_questionnaire_and_no_other(selma):
    surveys.a_survey(selma)
    row = asked("Ahorn")
    token = signed(row)
    assert opened(token) == row
    uid, signature = token.split(".")
    other = asked("Birke").uid.hex
    for forged in (f"{other}.{signature}", uid, token[:-1], "", "x.y", f"{uid}.{signature}x"):
        with pytest.raises(BadLink):
            opened(forged)
    SurveyRequest.objects.filter(pk=row.pk).delete()
    with pytest.raises(BadLink):
        opened(token)


def test_a_question_not_asked_is_not_kept(selma):
    surveys.a_survey(selma, asks=[Ask.PLACES])
    row = reply("Ahorn", places=12, staff=4)
    assert answers_from(row.answers).offers[0].staff is None


def test_the_constraints_hold_in_the_database():
    names = {each.name for model in (Survey, SurveyRequest) for each in model._meta.constraints}
    assert names == {
        "planning_survey_named_once", "planning_survey_dates", "planning_survey_ends_once",
        "planning_survey_closed_after_sent", "planning_survey_asked_once",
        "planning_survey_answer_whole", "planning_survey_reminded_after_sent",
    }  # fmt: skip
