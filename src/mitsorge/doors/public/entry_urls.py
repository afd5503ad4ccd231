from django.urls import URLPattern, URLResolver, path

from mitsorge.doors.public import entry_edit, entry_links

urlpatterns: list[URLPattern | URLResolver] = [
    path("eintrag/<str:token>/", entry_links.link, name="entry_link"),
    path("eintrag/<str:token>/bestaetigen/", entry_links.confirm, name="entry_confirm"),
    path("eintrag/<str:token>/ende/", entry_links.choose_gone, name="entry_end"),
    path("eintrag/<str:token>/ende/<uuid:uid>/", entry_links.gone, name="entry_gone"),
    path("eintrag/<str:token>/weitergeben/", entry_links.elsewhere, name="entry_elsewhere"),
    path("eintrag/<str:token>/nachfragen/", entry_links.rhythm, name="entry_rhythm"),
    path("eintrag/<str:token>/neu/", entry_links.fresh, name="entry_fresh"),
    path("eintrag/<str:token>/aendern/", entry_edit.choose, name="entry_change"),
    path(
        "eintrag/<str:token>/aendern/<uuid:uid>/abschicken/",
        entry_edit.submit,
        name="entry_submit",
    ),
    path(
        "eintrag/<str:token>/aendern/<uuid:uid>/zurueckziehen/",
        entry_edit.withdraw,
        name="entry_withdraw",
    ),
    path("eintrag/<str:token>/aendern/<uuid:uid>/<slug:step>/", entry_edit.step, name="entry_step"),
]
