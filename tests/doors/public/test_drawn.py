"""What is joined without the template engine is escaped all the same, and says only what it was given."""

from mitsorge.domain.directory.search import FacetOption
from mitsorge.doors.public.drawn import boxes, marks, page_links
from mitsorge.doors.public.maps import Spot, draw


def test_names_on_the_map_are_escaped_and_pins_are_plain_numbers():
    view = draw([Spot(52.19, 12.76, number=1)], center=Spot(52.2, 12.8, name="<b>&"), reach_km=15)
    html = marks(view)
    assert "<b>" not in html
    assert html.count("&lt;b&gt;&amp;</text>") == 1
    [pin] = view.pins
    assert f'<circle class="pin" cx="{pin.x}" cy="{pin.y}" r="14"/>' in html
    assert html.endswith(">1</text>")
    assert html.count('class="reach"') == html.count('class="here"') == 1


def test_boxes_are_escaped_and_show_todays_numbers():
    option = FacetOption('kind:"x', "<i>Pflege", 3, False)
    assert boxes([option]) == (
        '<div class="ms-check"><input type="checkbox" id="f-kind:&quot;x" name="f" value="kind:&quot;x">'
        '<label for="f-kind:&quot;x">&lt;i&gt;Pflege</label><span class="n">3</span></div>'
    )
    later = FacetOption('kind:"x', "<i>Pflege", 4, True)
    assert ' checked><label for="f-kind:&quot;x">' in boxes([later])
    assert '<span class="n">4</span>' in boxes([later])
    assert boxes([option, option]) == boxes([option]) * 2


def test_links_to_pages():
    pages = [(1, "/hilfe/?was=a&wo=b", True), (0, "", False), (9, "/hilfe/?seite=9", False)]
    assert page_links(pages, "/hilfe/?seite=2") == (
        '<li><a href="/hilfe/?was=a&amp;wo=b" aria-current="page" aria-label="Seite 1">1</a></li>'
        '<li><span aria-hidden="true">…</span></li>'
        '<li><a href="/hilfe/?seite=9" aria-label="Seite 9">9</a></li>'
        '<li><a href="/hilfe/?seite=2" rel="next">Weiter</a></li>'
    )
    assert page_links([], "") == ""
