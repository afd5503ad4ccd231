from django.urls import URLPattern, URLResolver, include, path

from mitsorge.doors.office import accounts, desk, editorial, letters, lists

app_name = "office"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", desk.desk, name="desk"),
    path("angebote/", lists.services, name="services"),
    path("organisationen/", lists.organizations, name="organizations"),
    path("", include("mitsorge.doors.office.directory_urls")),
    path("", include("mitsorge.doors.office.committee_urls")),
    path("", include("mitsorge.doors.office.meeting_urls")),
    path("", include("mitsorge.doors.office.live_urls")),
    path("", include("mitsorge.doors.office.upkeep_urls")),
    path("", include("mitsorge.doors.office.partner_urls")),
    path("", include("mitsorge.doors.office.recommendation_urls")),
    path("", include("mitsorge.doors.office.measure_urls")),
    path("", include("mitsorge.doors.office.year_urls")),
    path("", include("mitsorge.doors.office.freshness_urls")),
    path("aenderungen/", include("mitsorge.doors.office.change_urls")),
    path("seiten/", editorial.pages, name="pages"),
    path("seiten/<slug:slug>/", editorial.page, name="page"),
    path("neuigkeiten/", editorial.news, name="news"),
    path("neuigkeiten/<int:pk>/beenden/", editorial.end_news, name="end_news"),
    path("netzwerk/", editorial.network, name="network"),
    path("konten/", accounts.accounts, name="accounts"),
    path("konten/einladen/", accounts.invite, name="invite"),
    path("konten/<int:pk>/", accounts.account, name="account"),
    path("konten/<int:pk>/rolle/", accounts.grant, name="grant_role"),
    path("konten/<int:pk>/rolle/<int:grant_pk>/", accounts.revoke, name="revoke_role"),
    path("konten/<int:pk>/sperren/", accounts.deactivate, name="deactivate_account"),
    path("konten/<int:pk>/freigeben/", accounts.reactivate, name="reactivate_account"),
    path("konten/<int:pk>/zweiter-faktor/", accounts.reset_factor, name="reset_factor"),
    path("briefe/", letters.letters, name="letters"),
    path("briefe/<uuid:uid>/", letters.letter, name="letter"),
    path("briefe/<uuid:uid>/erneut/", letters.send_again, name="send_letter_again"),
    path("briefe/<uuid:uid>/angekommen/", letters.confirm_arrived, name="letter_arrived"),
    path("briefe/<uuid:uid>/aufgeben/", letters.give_up, name="give_letter_up"),
]
