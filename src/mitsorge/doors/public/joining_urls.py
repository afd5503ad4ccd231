from django.urls import URLPattern, URLResolver, path

from mitsorge.doors.public import joining, joining_links, partner

urlpatterns: list[URLPattern | URLResolver] = [
    path("partner/<slug:slug>/", partner.partner, name="partner"),
    path("mitmachen/", joining.join, name="join"),
    path("mitmachen/organisationen/", joining.found, name="join_found"),
    path("mitmachen/danke/", joining.thanks, name="join_thanks"),
    path("mitmachen/bestaetigen/<str:signed>/", joining_links.confirm, name="join_confirm"),
    path("mitmachen/zurueckziehen/<str:signed>/", joining_links.withdraw, name="join_withdraw"),
    path("mitmachen/erklaerung/<str:signed>/", joining_links.signed, name="join_signed"),
]
