"""What comes in is checked by content, drawn anew, and shown only while the consent stands."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.db import IntegrityError, transaction
from PIL import Image as Drawing

from mitsorge.foundation.files import actions, queries, vault, wording
from mitsorge.foundation.files.actions import Consent, Refused
from mitsorge.foundation.files.models import File, Image
from mitsorge.foundation.files.rules import Kind, NotAccepted, Reason, Visibility, check, clean_name
from mitsorge.foundation.journal.queries import history
from mitsorge.foundation.people.rules import NotAllowed
from tests.cast import NOW, account
from tests.foundation.files.samples import HOSTILE, SOUND, broken, photo_with_secrets, picture, xlsx

pytestmark = pytest.mark.django_db
ALL = frozenset(Kind)
TODAY = NOW.date()
YES = Consent("Frau Linde", "Website und Broschüre", NOW)


@pytest.fixture(autouse=True)
def vault_folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def store(data: bytes, name: str = "datei", accepted: frozenset[Kind] = ALL, **more) -> File:
    return actions.store_file(data=data, name=name, accepted=accepted, by=None, at=NOW, **more)


def store_picture(data: bytes, **more) -> Image:
    return actions.store_image(data=data, name="foto.jpg", alt="Ein Haus", by=None, at=NOW, **more)


@pytest.mark.parametrize(("name", "data"), SOUND.items())
def test_sound_files_are_recognized_by_their_content(name, data):
    file = store(data, "falsch.exe")
    assert file.name == f"falsch.{name.partition('.')[2]}"
    assert vault.open_file(file.stored_as).read() == data
    assert (file.size, file.visibility) == (len(data), Visibility.OFFICE)
    assert [entry.event for entry in history(file)] == ["files.file.uploaded"]


REASONS = {
    "leer.pdf": Reason.EMPTY,
    "bombe.xlsx": Reason.PACKED_TOO_TIGHT,
    "viele.xlsx": Reason.PACKED_TOO_TIGHT,
    "luege.xlsx": Reason.BROKEN,
    "pixel.png": Reason.TOO_MANY_PIXELS,
    "streifen.png": Reason.TOO_MANY_PIXELS,
}


@pytest.mark.parametrize(("name", "data"), HOSTILE.items())
def test_hostile_files_are_refused_with_a_german_sentence(name, data, vault_folder):
    expected = REASONS.get(name, Reason.UNKNOWN)
    with pytest.raises(Refused) as refused:
        store_picture(data) if "PIXELS" in expected else store(data, name)
    assert str(refused.value) == str(wording.REFUSAL[expected])
    assert not list(vault_folder.glob("*/*"))
    assert not File.objects.exists()


def test_140_damaged_files_crash_nothing():
    kept, sentences = 0, []
    for name, data in broken():
        try:
            store(data, name)
            if name.endswith(("jpg", "png", "webp")):
                store_picture(data)
            kept += 1
        except Refused as sentence:
            sentences.append(str(sentence))
    assert kept + len(sentences) == 140
    assert len(sentences) > 60
    known = [*wording.REFUSAL.values(), *wording.REFUSAL_OF_PICTURE.values()]
    assert set(sentences) <= {str(words) for words in known}


def test_a_kind_that_is_not_wanted_here_is_refused():
    with pytest.raises(Refused, match="andere Art von Datei"):
        store(SOUND["a.pdf"], accepted=frozenset({Kind.CSV}))


def test_a_file_one_byte_too_big_is_refused(monkeypatch):
    monkeypatch.setattr("mitsorge.foundation.files.rules.LARGEST", 10)
    assert actions.read_upload(BytesIO(b"x" * 100)) == b"x" * 11
    with pytest.raises(NotAccepted, match="TOO_BIG"):
        check(b"x" * 11, ALL)
    monkeypatch.undo()
    with pytest.raises(NotAccepted, match="TOO_BIG"):
        check(b"a;b\n" * 4 * 1024 * 1024, ALL)


def test_a_locked_workbook_is_refused():
    data = bytearray(xlsx())
    data[data.rindex(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(Refused, match="Passwort"):
        store(bytes(data))


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\Bilder\\Haus.jpg", "Haus.pdf"),
        ('a"b\r\nSet-Cookie: x.pdf', "abSet-Cookie x.pdf"),
        ("...", "datei.pdf"),
        ("ä" * 300 + ".pdf", "ä" * 100 + ".pdf"),
    ],
)
def test_a_name_is_fit_for_a_header(given, kept):
    assert clean_name(given, Kind.PDF) == kept


def test_a_photo_is_drawn_anew_without_its_secrets():
    image = store_picture(photo_with_secrets())
    data = vault.open_file(image.file.stored_as).read()
    assert b"GEHEIM" in photo_with_secrets()
    assert b"GEHEIM" not in data
    with Drawing.open(BytesIO(data)) as drawing:
        assert (dict(drawing.getexif()), drawing.size) == ({}, (40, 60))
    assert (image.width, image.height, image.file.kind) == (40, 60, Kind.JPEG)


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (picture("PNG", mode="RGBA"), Kind.PNG),
        (picture("WEBP"), Kind.JPEG),
        (picture("PNG", mode="P"), Kind.JPEG),
        (picture("JPEG", mode="CMYK"), Kind.JPEG),
        (picture("PNG", mode="I;16"), Kind.JPEG),
    ],
)
def test_every_mode_becomes_a_plain_picture(data, kind):
    assert store_picture(data).file.kind == kind


def test_a_big_picture_becomes_smaller():
    image = store_picture(picture(size=(4800, 2400)))
    assert (image.width, image.height) == (2400, 1200)


def test_without_consent_nobody_sees_a_picture_and_withdrawal_works_everywhere_at_once():
    frieda, image = account("frieda"), store_picture(picture())
    uid = image.file.uid

    def seen() -> tuple[bool, bool, bool]:
        image.refresh_from_db()
        shown = queries.shown_images(TODAY).filter(pk=image.pk).exists()
        return image.is_shown, shown, queries.readable_file(uid, frieda, on=TODAY) is not None

    assert seen() == (False, False, False)
    actions.give_consent(image=image, consent=YES, by=frieda, at=NOW)
    assert seen() == (True, True, True)
    actions.withdraw_consent(image=image, by=frieda, at=NOW, why="Anruf")
    assert seen() == (False, False, False)
    assert [entry.event for entry in history(image)] == [
        "files.image.withdrawn", "files.image.consented",
    ]  # fmt: skip
    for deed in (
        lambda: actions.withdraw_consent(image=image, by=frieda, at=NOW),
        lambda: actions.give_consent(image=image, consent=YES, by=frieda, at=NOW),
    ):
        with pytest.raises(NotAllowed):
            deed()


def test_only_coordination_keeps_consents():
    image = store_picture(picture())
    with pytest.raises(NotAllowed):
        actions.give_consent(image=image, consent=YES, by=account("otto"), at=NOW)
    assert not Image.objects.get().is_shown


def test_half_a_consent_does_not_exist():
    image = store_picture(picture())
    for half in ({"consent_at": NOW}, {"consent_by": "x"}, {"withdrawn_at": NOW}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Image.objects.filter(pk=image.pk).update(**half)


def test_withdrawn_bytes_and_strays_are_destroyed(vault_folder):
    image, other = store_picture(picture(), consent=YES), store(SOUND["a.pdf"])
    actions.withdraw_consent(image=image, by=account("frieda"), at=NOW)
    assert actions.sweep(at=NOW + timedelta(days=6)) == (0, 0)
    assert actions.sweep(at=NOW + timedelta(days=8)) == (1, 0)
    stray = vault.write(b"from a deed that failed")
    later = NOW + timedelta(days=4000)
    assert actions.sweep(at=later) == (0, 1)
    assert not vault.path(stray).exists()
    assert [path.name for path in vault_folder.glob("*/*")] == [other.stored_as]


def test_names_of_the_vault_lead_nowhere_else():
    for name in ("../../etc/passwd", "a" * 47, "A" * 48, ""):
        with pytest.raises(ValueError, match="vault"):
            vault.path(name)


def test_files_of_the_office_are_for_the_office():
    file = store(SOUND["a.csv"])
    assert queries.readable_file(file.uid, None, on=TODAY) is None
    assert queries.readable_file(file.uid, account("otto"), on=TODAY) is None
    assert queries.readable_file(file.uid, account("frieda"), on=TODAY) == file


def test_a_consent_with_a_last_day_ends_with_it(vault_folder):
    day, frieda = timedelta(days=1), account("frieda")
    yes = Consent.given_on(TODAY, who="21 Personen", scope="Website", until=TODAY + 7 * day)
    image = store_picture(picture(), consent=yes)

    def seen(on) -> tuple[bool, bool, bool]:
        file = queries.readable_file(image.file.uid, frieda, on=on)
        return image.is_shown_on(on), queries.shown_images(on).exists(), file is not None

    assert seen(TODAY + 7 * day) == (True, True, True)
    assert seen(TODAY + 8 * day) == (False, False, False)
    assert actions.sweep(at=NOW + 14 * day) == (0, 0)
    assert actions.sweep(at=NOW + 15 * day) == (1, 0)
    assert list(vault_folder.glob("*/*")) == []
