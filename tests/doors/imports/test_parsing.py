"""Single values: every row of the tables is one kind of dirt."""

from datetime import date, datetime

import pytest

from mitsorge.doors.imports.parsing import address, numbers, text, values
from mitsorge.doors.imports.parsing.hours import hours
from mitsorge.doors.imports.parsing.lexicon import Lexicon, Vocabulary, area_parser, term_parser


def _said(answer):
    value, finding = answer
    return value, finding.code if finding else ""


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("030 23125-111", ([["VOICE", "+493023125111", "030 23125-111"]], "")),
        ("030/23125-111", ([["VOICE", "+493023125111", "030/23125-111"]], "")),
        ("+49 (0)30 23125-111", ([["VOICE", "+493023125111", "+49 (0)30 23125-111"]], "")),
        ("0049 171 3920011", ([["MOBILE", "+491713920011", "0049 171 3920011"]], "")),
        (3023125111.0, ([["VOICE", "+493023125111", "03023125111"]], "phone_float")),
        (493023125111.0, ([["VOICE", "+493023125111", "+493023125111"]], "phone_float")),
        ("3,02313E+10", (None, "phone_rounded")),
        ("3.02313E+10", (None, "phone_rounded")),
        (
            "Tel. 030 23125-111; Fax 030 23125-112",
            (
                [
                    ["VOICE", "+493023125111", "030 23125-111"],
                    ["FAX", "+493023125112", "030 23125-112"],
                ],
                "phone_several",
            ),
        ),
        (
            "030 23125-111 / 0171 39200-11",
            (
                [
                    ["VOICE", "+493023125111", "030 23125-111"],
                    ["MOBILE", "+491713920011", "0171 39200-11"],
                ],
                "phone_several",
            ),
        ),
        (
            "030/23125111\n030/23125112",
            (
                [
                    ["VOICE", "+493023125111", "030/23125111"],
                    ["VOICE", "+493023125112", "030/23125112"],
                ],
                "phone_several",
            ),
        ),
        ("23125-111", (None, "phone_wrong")),
        ("bitte Frau M. fragen", (None, "phone_wrong")),
        (12.5, (None, "phone_wrong")),
    ],
)
def test_phones(raw, expected):
    assert _said(numbers.phones(raw)) == expected


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("14467", ("14467", "")),
        (14467.0, ("14467", "")),
        (4103.0, ("04103", "postcode_zero")),
        ("4103", ("04103", "postcode_zero")),
        ("D-14467", ("14467", "")),
        ("1446", ("01446", "postcode_zero")),
        ("144677", (None, "postcode_wrong")),
        ("ABC 1234", (None, "postcode_wrong")),
    ],
)
def test_postcodes(raw, expected):
    assert _said(numbers.postcode(raw)) == expected


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (2.0, (2, "")),
        ("PG 2", (2, "")),
        ("ab Pflegegrad 3", (3, "")),
        ("1 - 5", (1, "")),
        ("II", (2, "")),
        ("kein", (0, "")),
        ("hoch", (None, "grade_wrong")),
        (7.0, (None, "grade_wrong")),
    ],
)
def test_care_grades(raw, expected):
    assert _said(numbers.care_grade(raw)) == expected


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (datetime(2027, 12, 31), ("2027-12-31", "")),  # noqa: DTZ001 - spreadsheets know no zone
        (date(2027, 12, 31), ("2027-12-31", "")),
        (46752.0, ("2027-12-31", "date_serial")),
        ("46752", ("2027-12-31", "date_serial")),
        ("31.12.2027", ("2027-12-31", "")),
        ("31.12.27", ("2027-12-31", "")),
        ("2027-12-31", ("2027-12-31", "")),
        ("12/2027", ("2027-12-31", "")),
        ("31. Dezember 2027", ("2027-12-31", "")),
        ("1. März 2027", ("2027-03-01", "")),
        ("unbefristet", (None, "")),
        ("31.02.2027", (None, "date_wrong")),
        ("demnächst", (None, "date_wrong")),
        (12.0, (None, "date_wrong")),
    ],
)
def test_days(raw, expected):
    assert _said(values.day(raw)) == expected


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("info@haus.example", ("info@haus.example", "")),
        ("Info@HAUS.example", ("Info@haus.example", "")),
        (" info @ haus.example ", ("info@haus.example", "mail_tidied")),
        ("info(at)haus.example", ("info@haus.example", "mail_tidied")),
        ("mailto:info@haus.example", ("info@haus.example", "mail_tidied")),
        ("info@haus.example; zwei@haus.example", ("info@haus.example", "mail_several")),
        ("info@haus.example zwei@haus.example", ("info@haus.example", "mail_several")),
        ("info.haus.example", (None, "mail_wrong")),
        ("-", (None, "")),
    ],
)
def test_mails(raw, expected):
    assert _said(values.mail(raw)) == expected


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("https://haus.example", ("https://haus.example", "")),
        ("HTTP://haus.example/a?b=1", ("http://haus.example/a?b=1", "")),
        ("www.haus.example", ("https://www.haus.example", "site_scheme")),
        ("javascript://alert(1)", (None, "scheme_refused")),
        ("kommt noch", (None, "site_wrong")),
        ("info@haus.example", (None, "site_wrong")),
    ],
)
def test_websites(raw, expected):
    assert _said(values.website(raw)) == expected


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("ja", (True, "")),
        ("X", (True, "")),
        (True, (True, "")),
        (1.0, (True, "")),
        ("Nein", (False, "")),
        ("–", (False, "")),
        ("vielleicht", (None, "yes_no_wrong")),
    ],
)
def test_yes_and_no(raw, expected):
    assert _said(values.yes_no(raw)) == expected


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("Haus &amp; Hof", "Haus & Hof"),
        ("M&uuml;ller", "Müller"),
        ("Haus\u00a0am\u202fSee", "Haus am See"),
        ("Ta\u200bges\u00adpflege\ufeff", "Tagespflege"),
        ("StraÃŸe", "Straße"),
        ("<b>Haus</b><br>am See", "Haus\nam See"),
        ("  zwei   Leerzeichen ", "zwei Leerzeichen"),
        (12.0, "12"),
        (1.5, "1.5"),
        (True, "ja"),
        ("a < b", "a < b"),
    ],
)
def test_plain_text(raw, expected):
    assert text.plain(raw) == expected


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("=cmd|' /C calc'!A0", (None, "injection")),
        ("@SUM(A1:A9)", (None, "injection")),
        ("-cmd|'x'!A0", (None, "injection")),
        ("+49 Haus", ("+49 Haus", "")),
        ("x" * 201, ("x" * 199 + "…", "too_long")),
        ("k. A.", (None, "")),
        ("#BEZUG!", (None, "")),
    ],
)
def test_words(raw, expected):
    assert _said(values.words(200)(raw)) == expected


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("Mo-Fr 8-16 Uhr", ["FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR|08:00|16:00|"]),
        ("Mo - Fr: 08:00 - 16:30", ["FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR|08:00|16:30|"]),
        (
            "Montag bis Donnerstag 9-12 Uhr und 13-15 Uhr",
            [
                "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH|09:00|12:00|",
                "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH|13:00|15:00|",
            ],
        ),
        (
            "Di, Do 10.00-18.00 Uhr; nach Vereinbarung",
            ["FREQ=WEEKLY;BYDAY=TU,TH|10:00|18:00|", "|||nach Vereinbarung"],
        ),
        ("nach Vereinbarung", ["|||nach Vereinbarung"]),
        ("rund um die Uhr", ["FREQ=DAILY|00:00|00:00|"]),
        ("täglich 8-20 Uhr", ["FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA,SU|08:00|20:00|"]),
        ("jeden 2. Dienstag im Monat", ["|||jeden 2. Dienstag im Monat"]),
        ("Fr-Mo 8-16", ["|||Fr-Mo 8-16"]),
        ("Mo 16-24 Uhr", ["FREQ=WEEKLY;BYDAY=MO|16:00|00:00|"]),
        ("Mo 16-8", ["|||Mo 16-8"]),
    ],
)
def test_hours(raw, expected):
    assert _said(hours(raw)) == (expected, "")


CARE = Vocabulary(
    {
        "tagespflege": "tagespflege",
        "kurzzeitpflege": "kurzzeitpflege",
        "sozialstation": "pflegedienst",
    },
    {
        "tagespflege": "Tagespflege",
        "kurzzeitpflege": "Kurzzeitpflege",
        "pflegedienst": "Pflegedienst",
    },
)
LEXICON = Lexicon(
    terms={"CARE": CARE},
    places={"14467": {"potsdam"}, "14770": {"brandenburg an der havel"}},
    areas={"potsdam": "M:1", "planregion sued": "P:2"},
)


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("Tagespflege", (["tagespflege"], "")),
        ("TAGES\u00adPFLEGE", (["tagespflege"], "")),
        ("Sozialstation", (["pflegedienst"], "")),
        ("Tagespflege / Kurzzeitpflege", (["tagespflege", "kurzzeitpflege"], "")),
        (
            "Tagespflege, Kurzzeitpflege und Sozialstation",
            (["tagespflege", "kurzzeitpflege", "pflegedienst"], ""),
        ),
        ("Tagespfege", (["tagespflege"], "kind_unknown")),
        ("Raumfahrt", (None, "kind_unknown")),
    ],
)
def test_kinds(raw, expected):
    assert _said(term_parser(LEXICON, "CARE", "„%(text)s“?", "kind_unknown")(raw)) == expected


def test_a_near_kind_is_named():
    _value, finding = term_parser(
        LEXICON, "CARE", "„%(text)s“ ist keine Angebotsart.", "kind_unknown"
    )("Tagespfege")
    assert (
        finding.sentence
        == "„Tagespfege“ ist keine Angebotsart. Meinten Sie „Tagespflege“? So wird es übernommen."
    )


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("ganzer Landkreis", (["BODY"], "")),
        ("kreisweit", (["BODY"], "")),
        ("Potsdam; Planregion Süd", (["M:1", "P:2"], "")),
        ("20 km", (["R:20"], "")),
        ("Potsdam, Atlantis", (["M:1"], "area_unknown")),
    ],
)
def test_areas(raw, expected):
    assert _said(area_parser(LEXICON)(raw)) == expected


@pytest.mark.parametrize(
    ("parse", "raw", "expected"),
    [
        (
            address.place_from_postcode_cell,
            "14467 Potsdam",
            ({"postcode": "14467", "town": "Potsdam"}, ""),
        ),
        (address.place_from_postcode_cell, "Potsdam", ({"town": "Potsdam"}, "columns_swapped")),
        (
            address.place_from_town_cell,
            "14467 Potsdam",
            ({"postcode": "14467", "town": "Potsdam"}, ""),
        ),
        (address.place_from_town_cell, "14467", ({"postcode": "14467"}, "columns_swapped")),
        (
            address.whole_address,
            "Hauptstr. 1, 14467 Potsdam",
            ({"street": "Hauptstr. 1", "postcode": "14467", "town": "Potsdam"}, ""),
        ),
        (
            address.whole_address,
            "Hauptstr. 1\n14467 Potsdam",
            ({"street": "Hauptstr. 1", "postcode": "14467", "town": "Potsdam"}, ""),
        ),
        (address.whole_address, "Hauptstr. 1", ({"street": "Hauptstr. 1"}, "address_partial")),
    ],
)
def test_addresses(parse, raw, expected):
    assert _said(parse(raw)) == expected


@pytest.mark.parametrize(
    ("code", "town", "said"),
    [
        ("14467", "Potsdam", ""),
        ("14467", "Potsdam, OT Babelsberg", ""),
        ("14770", "Brandenburg", ""),
        ("14467", "Leipzig", "place_mismatch"),
        ("99999", "Leipzig", ""),
    ],
)
def test_postcode_and_place_belong_together(code, town, said):
    finding = address.check_place(LEXICON, code, town)
    assert (finding.code if finding else "") == said
