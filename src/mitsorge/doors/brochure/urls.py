from django.urls import URLPattern, URLResolver, path

from mitsorge.doors.brochure import chain, chapters, declarations, minutes, papers

app_name = "brochure"
urlpatterns: list[URLPattern | URLResolver] = [
    path("schreibtisch/sitzungen/<uuid:uid>/niederschrift.pdf", minutes.internal, name="minutes"),
    path("sitzungen/<uuid:uid>/niederschrift.pdf", minutes.public, name="public_minutes"),
    path("mitmachen/erklaerung/<str:signed>.pdf", declarations.declaration, name="declaration"),
    path(
        "was-wurde-daraus/<int:year>/<str:place>.pdf", chain.recommendation, name="recommendation"
    ),
    path("vorlagen/<int:pk>.pdf", papers.public_paper, name="public_paper"),
    path("schreibtisch/planung/kapitel.docx", chapters.network_chapter, name="network_chapter"),
    path(
        "schreibtisch/planung/gebiete/<str:code>/kapitel.docx",
        chapters.area_chapter,
        name="area_chapter",
    ),
    path("schreibtisch/massnahmen/vorlagen/<int:pk>.pdf", papers.paper, name="paper"),
    path("schreibtisch/massnahmen/vorlagen/<int:pk>.docx", papers.paper_docx, name="paper_docx"),
    path("konto/berichte/<int:year>/<uuid:uid>.pdf", papers.considered, name="considered"),
    path(
        "schreibtisch/massnahmen/jahresberichte/<int:year>.pdf",
        papers.annual_report,
        name="annual_report",
    ),
]
