"""The site, and beside it the bare pages it is measured against: the same rows, a minimal template."""

from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import include, path

from mitsorge.domain.directory.models import Service

LIST = """<!doctype html><title>Liste</title><ul>{% for row in rows %}<li><a href="/angebot/{{ row.slug }}/">{{ row.name }}</a>
{{ row.organization.name }} {{ row.summary }} {{ row.description }} {{ row.assured_at|date:"j. F Y" }}</li>{% endfor %}</ul>"""
ONE = """<!doctype html><title>{{ row.name }}</title><h1>{{ row.name }}</h1><p>{{ row.organization.name }} {{ row.summary }}
{{ row.description }} {{ row.eligibility }} {{ row.fees_description }} {{ row.assured_at|date:"j. F Y" }}</p>
{% for site in row.sites.all %}{{ site.location.street }} {{ site.location.town }}{% for fact in site.location.accessibility.all %}
{{ fact.term.name }} {{ fact.access }}{% endfor %}{% endfor %}{% for fact in row.attributes.all %}{{ fact.term.name }} {% endfor %}
{% for hours in row.schedules.all %}{{ hours.rrule }} {{ hours.opens_at }} {{ hours.closes_at }}{% endfor %}
{% for cost in row.costs.all %}{{ cost.option }} {{ cost.amount }}{% endfor %}{% for phone in row.phones.all %}{{ phone.display }}{% endfor %}
{% for area in row.areas.all %}{{ area }}{% endfor %}{% for report in row.capacities.all %}{{ report.available }}{% endfor %}"""


def _render(source: str, **context: object) -> HttpResponse:
    return HttpResponse(
        _templates.setdefault(source, engines["django"].from_string(source)).render(context)
    )


_templates: dict = {}


def bare_list(request: HttpRequest) -> HttpResponse:
    rows = Service.objects.select_related("organization").order_by("pk")[:20]
    return _render(LIST, rows=rows)


def bare_offer(request: HttpRequest, slug: str) -> HttpResponse:
    related = (
        "sites__location__accessibility__term",
        "attributes__term",
        "schedules",
        "costs",
        "phones",
        "areas",
        "capacities",
    )
    return _render(
        ONE,
        row=Service.objects.select_related("organization")
        .prefetch_related(*related)
        .get(slug=slug),
    )


def hello(request: HttpRequest) -> HttpResponse:
    return HttpResponse("hello")


urlpatterns = [
    path("bench/hello/", hello),
    path("bench/liste/", bare_list),
    path("bench/angebot/<slug:slug>/", bare_offer),
    path("", include("mitsorge.urls")),
]
