import pytest

from mitsorge.domain.directory.rules import Number, PhoneKind, read_number


@pytest.mark.parametrize(
    ("typed", "e164", "display", "kind"),
    [
        ("030 23125-114", "+493023125114", "030 23125-114", PhoneKind.VOICE),
        ("030/23125114", "+493023125114", "030 23125114", PhoneKind.VOICE),
        ("+49 (0)30 23125-114", "+493023125114", "030 23125-114", PhoneKind.VOICE),
        ("0049 30 23125114", "+493023125114", "030 23125114", PhoneKind.VOICE),
        ("3023125114.0", "+493023125114", "030 23125114", PhoneKind.VOICE),
        ("0331-1100", "+493311100", "0331 1100", PhoneKind.VOICE),
        ("116 117", "116117", "116 117", PhoneKind.VOICE),
        ("115", "115", "115", PhoneKind.VOICE),
        ("030-23125114", "+493023125114", "030 23125114", PhoneKind.VOICE),
        ("0171 39200-22", "+491713920022", "0171 39200-22", PhoneKind.MOBILE),
        ("0171 3920022", "+491713920022", "0171 3920022", PhoneKind.MOBILE),
        ("+43 1 5880015-0", "+43158800150", "+43 1 58800150", PhoneKind.VOICE),
    ],
)
def test_numbers(typed, e164, display, kind):
    assert read_number(typed) == Number(e164, display, kind)


@pytest.mark.parametrize("typed", ["", "auf Anfrage", "23125", "030", "0000000000", "x" * 300])
def test_what_nobody_can_call(typed):
    assert read_number(typed) is None
