"""Editorial text: a small part of Markdown, everything else escaped."""

import pytest

from mitsorge.face.markup import render


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("", ""),
        ("Ein Satz.", "<p>Ein Satz.</p>"),
        ("eins\nzwei", "<p>eins<br>zwei</p>"),
        ("eins\r\n\r\nzwei", "<p>eins</p>\n<p>zwei</p>"),
        ("# Titel", '<h2 class="kern-heading-medium">Titel</h2>'),
        ("### Klein\nText", '<h3 class="kern-heading-small">Klein</h3><p>Text</p>'),
        ("- a\n- b\n  weiter", '<ul class="ms-list"><li>a</li><li>b weiter</li></ul>'),
        ("1. a\n2. b", '<ol class="ms-list"><li>a</li><li>b</li></ol>'),
        ("Dazu:\n- a", '<p>Dazu:</p><ul class="ms-list"><li>a</li></ul>'),
        ("**fett**", "<p><strong>fett</strong></p>"),
        ("[Hilfe](/hilfe/?a=1&b=2)", '<p><a href="/hilfe/?a=1&amp;b=2">Hilfe</a></p>'),
        ("[x](javascript:alert(1))", "<p>[x](javascript:alert(1))</p>"),
        ("<script>", "<p>&lt;script&gt;</p>"),
        ('[x](/"onclick=1)', '<p><a href="/&quot;onclick=1">x</a></p>'),
    ],
)
def test_markup(text, html):
    assert render(text) == html
