from django.urls import URLPattern, URLResolver, path

from mitsorge.doors.office import applications, partner_deeds, partner_groups, partners, votes

urlpatterns: list[URLPattern | URLResolver] = [
    path("partner/", partners.partners, name="partners"),
    path("partner/antraege/", applications.applications, name="applications"),
    path("partner/antraege/<int:pk>/", applications.application, name="application"),
    path("partner/antraege/<int:pk>/annehmen/", applications.accept, name="accept_application"),
    path("partner/antraege/<int:pk>/abstimmen/", votes.put_to_the_vote, name="put_to_the_vote"),
    path("partner/antraege/<int:pk>/vollziehen/", votes.carry_out, name="carry_out_vote"),
    path("partner/antraege/<int:pk>/ablehnen/", applications.decline, name="decline_application"),
    path("partner/gruppen/", partner_groups.groups, name="member_groups"),
    path("partner/gruppen/<int:pk>/", partner_groups.group, name="member_group"),
    path("partner/gruppen/<int:pk>/schieben/", partner_groups.move, name="move_member_group"),
    path("partner/erklaerung/", partner_groups.agreement, name="agreement"),
    path("partner/<int:pk>/", partners.partner, name="partner"),
    path("partner/<int:pk>/mitarbeit/", partner_deeds.switch, name="switch_partner"),
    path("partner/<int:pk>/arbeitsgruppen/", partner_deeds.groups, name="partner_groups"),
    path("partner/<int:pk>/gruppe/", partner_deeds.member_group, name="partner_member_group"),
    path("partner/<int:pk>/austritt/", partner_deeds.leave, name="partner_leaves"),
    path("partner/<int:pk>/nachfolge/", partner_deeds.succeed, name="partner_succeeded"),
    path("partner/<int:pk>/vertretung/", partner_deeds.appoint, name="appoint_representative"),
    path(
        "partner/<int:pk>/vertretung/<int:row>/beenden/",
        partner_deeds.end_speaker,
        name="end_representative",
    ),
]
