import pytest

from mitsorge.domain.duplicates.rules import normal


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("Soz.stat. St. Marien e. V.", "sozialstation sankt marien"),
        ("Sozialstation Sankt Marien e.V.", "sozialstation sankt marien"),
        ("Amb. Pflegedst. Müller GmbH & Co. KG", "ambulanter pflegedienst mueller"),
        ("Ambulanter Pflegedienst Mueller gGmbH", "ambulanter pflegedienst mueller"),
        ("AMBULANTE PFLEGEDIENST MÜLLER", "ambulanter pflegedienst mueller"),
        ("Arbeiter-Samariter-Bund Leipzig gGmbH", "asb leipzig"),
        ("Arbeiterwohlfahrt KV Potsdam e.V.", "awo kreisverband potsdam"),
        ("Deutsches Rotes Kreuz Kreisverband Görlitz e. V.", "drk kreisverband goerlitz"),
        ("Johanniter-Unfall-Hilfe e.V.", "juh"),
        ("Caritasverband Würzburg KdöR", "caritas wuerzburg"),
        ("Kirchengemeinde K. d. ö. R.", "kirchengemeinde"),
        ("Ev. Altenheim Zoar", "evangelisch altenheim zoar"),
        ("Nachbarn Brück ev", "nachbarn brueck"),
        ("Stiftung Haus Süßkirsche", "stiftung haus suesskirsche"),
        ("Pflege & Mehr UG (haftungsbeschränkt)", "pflege und mehr"),
        ("Haus Abendsonne I", "haus abendsonne i"),
        ("L'Arche Café", "larche cafe"),
        ("GmbH", "gmbh"),
        ("", ""),
        ("–", ""),
    ],
)
def test_a_name_is_its_words_without_legal_form(written: str, words: str) -> None:
    assert " ".join(normal.name_words(written)) == words


@pytest.mark.parametrize(
    ("written", "street", "house"),
    [
        ("Lange Str. 12 a", "langestrasse", "12a"),
        ("Lange Straße 12a, Hinterhaus", "langestrasse hinterhaus", "12a"),
        ("Langestr.12", "langestrasse", "12"),
        ("Hauptstraße 12-14", "hauptstrasse", "12"),
        ("Hauptstraße 12/14", "hauptstrasse", "12"),
        ("Am Markt", "am markt", ""),
        ("Straße des 17. Juni 135", "strasse des 17 juni", "135"),
        ("Str. der Einheit 5", "strasse der einheit", "5"),
        ("C 4, 6", "c 6", "4"),
        ("435 S. La Cienega Blvd.", "s la cienega blvd", "435"),
        ("30 E. 61St", "e 61st", "30"),
        ("Dorfstraße 007", "dorfstrasse", "7"),
        ("", "", ""),
    ],
)
def test_an_address_is_street_and_house_number(written: str, street: str, house: str) -> None:
    words, number = normal.address(written)
    assert (" ".join(words), number) == (street, house)


@pytest.mark.parametrize(
    ("written", "digits"),
    [
        ("030 23125-114", "493023125114"),
        ("+49 (0)30 23125114", "493023125114"),
        ("0049 30 / 231 25 114", "493023125114"),
        ("030 23125-0", "493023125"),
        ("310/246-1501", "3102461501"),
        ("112", ""),
        ("", ""),
    ],
)
def test_a_phone_number_is_its_digits(written: str, digits: str) -> None:
    assert normal.phone(written) == digits


@pytest.mark.parametrize(
    ("written", "host"),
    [
        ("https://www.Haus-Abendsonne.example/kontakt?x=1", "haus-abendsonne.example"),
        ("haus-abendsonne.example", "haus-abendsonne.example"),
        ("info@haus-abendsonne.example", "haus-abendsonne.example"),
        ("http://haus.example:8080", "haus.example"),
        ("nein", ""),
        ("", ""),
    ],
)
def test_a_domain_is_the_host_without_www(written: str, host: str) -> None:
    assert normal.domain(written) == host


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("Frieda <Frieda@Haus.example>", "frieda@haus.example"),
        ("mailto:info@haus.example", "info@haus.example"),
        ("info at haus.example", ""),
        ("", ""),
    ],
)
def test_a_mail_address_is_in_lower_case(written: str, address: str) -> None:
    assert normal.mail(written) == address
