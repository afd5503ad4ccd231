"""The rooms of planning, below planung/. Their names belong to the office."""

from django.urls import URLPattern, URLResolver, path

from mitsorge.doors.office import (
    planning_area_gaps,
    planning_areas,
    planning_choice,
    planning_comparison,
    planning_findings,
    planning_handovers,
    planning_inventory,
    planning_kinds,
    planning_overview,
    planning_public,
    planning_report,
    planning_scenario_changes,
    planning_scenario_comparison,
    planning_scenarios,
    planning_survey_work,
    planning_surveys,
    planning_variant_files,
    planning_variants,
    planning_yardsticks,
)

urlpatterns: list[URLPattern | URLResolver] = [
    path("", planning_overview.overview, name="planning"),
    path("karte.<slug:ending>", planning_overview.overview_map_file, name="planning_map"),
    path("raeume.<slug:ending>", planning_overview.overview_file, name="planning_file"),
    path("oeffentlich/", planning_public.public, name="planning_public"),
    path("arten/", planning_kinds.kinds, name="kinds"),
    path("arten/<slug:term>/", planning_kinds.kind, name="kind"),
    path(
        "arten/<slug:term>/karte.<slug:ending>", planning_kinds.kind_map_file, name="kind_map_file"
    ),
    path(
        "arten/<slug:term>/raeume.<slug:ending>",
        planning_kinds.kind_areas_file,
        name="kind_areas_file",
    ),
    path(
        "arten/<slug:term>/jahre.<slug:ending>",
        planning_kinds.kind_years_file,
        name="kind_years_file",
    ),
    path("vergleich/", planning_comparison.comparison, name="comparison"),
    path(
        "vergleich/tabelle.<slug:ending>",
        planning_comparison.comparison_file,
        name="comparison_file",
    ),
    path("gebiete/<str:code>/", planning_areas.area, name="area"),
    path("gebiete/<str:code>/bestand/", planning_inventory.stock, name="area_stock"),
    path(
        "gebiete/<str:code>/bestand.<slug:ending>",
        planning_inventory.stock_file,
        name="area_stock_file",
    ),
    path("gebiete/<str:code>/luecken/", planning_area_gaps.area_gaps, name="area_gaps"),
    path("gebiete/<str:code>/doppelungen/", planning_area_gaps.area_overlaps, name="area_overlaps"),
    path("gebiete/<str:code>/bericht/", planning_report.report, name="area_report"),
    path(
        "gebiete/<str:code>/bericht.<slug:ending>",
        planning_report.report_file,
        name="area_report_file",
    ),
    path("gebiete/<str:code>/prognose/", planning_areas.forecast, name="area_forecast"),
    path("gebiete/<str:code>/karte.<slug:ending>", planning_areas.map_file, name="area_map_file"),
    path(
        "gebiete/<str:code>/orte.<slug:ending>", planning_areas.places_file, name="area_places_file"
    ),
    path("gebiete/<str:code>/wege.<slug:ending>", planning_areas.ways_file, name="area_ways_file"),
    path(
        "gebiete/<str:code>/prognose.<slug:ending>",
        planning_areas.curves_file,
        name="area_curves_file",
    ),
    path(
        "gebiete/<str:code>/pflegearten.<slug:ending>",
        planning_areas.kinds_file,
        name="area_kinds_file",
    ),
    path("prognosen/", planning_variants.variants, name="variants"),
    path("prognosen/neu/", planning_variants.new, name="new_variant"),
    path("prognosen/vergleich/", planning_variants.comparison, name="compare_variants"),
    path("prognosen/<uuid:uid>/", planning_variants.variant, name="variant"),
    path("prognosen/<uuid:uid>/aendern/", planning_variants.change, name="change_variant"),
    path("prognosen/<uuid:uid>/rechenweg/", planning_variants.working, name="variant_working"),
    path(
        "prognosen/<uuid:uid>/tabelle.<slug:ending>",
        planning_variant_files.table_file,
        name="variant_file",
    ),
    path(
        "prognosen/<uuid:uid>/rechenweg.<slug:ending>",
        planning_variant_files.working_file,
        name="working_file",
    ),
    path(
        "prognosen/vergleich/tabelle.<slug:ending>",
        planning_variant_files.comparison_file,
        name="compare_variants_file",
    ),
    path("prognosen/<uuid:uid>/gewaehlt/", planning_choice.choose, name="choose_variant"),
    path("luecken/", planning_findings.gaps, name="gaps"),
    path("luecken/<str:kind>/<slug:term>/<str:area>/<int:age>/", planning_findings.gap, name="gap"),
    path(
        "luecken/<str:kind>/<slug:term>/<str:area>/<int:age>/impuls/",
        planning_findings.as_impulse,
        name="gap_impulse",
    ),
    path(
        "luecken/<str:kind>/<slug:term>/<str:area>/<int:age>/tagesordnung/",
        planning_findings.onto_agenda,
        name="gap_agenda",
    ),
    path(
        "luecken/<str:kind>/<slug:term>/<str:area>/<int:age>/belege.<slug:ending>",
        planning_findings.evidence_file,
        name="gap_file",
    ),
    path("weitergegeben/<uuid:uid>/", planning_findings.finding, name="finding"),
    path(
        "weitergegeben/<uuid:uid>/vorher-nachher.<slug:ending>",
        planning_findings.since_file,
        name="finding_file",
    ),
    path("massstaebe/", planning_yardsticks.yardsticks, name="yardsticks"),
    path("massstaebe/neu/", planning_yardsticks.new, name="new_yardstick"),
    path("massstaebe/<int:pk>/", planning_yardsticks.change, name="yardstick"),
    path("massstaebe/<int:pk>/enden/", planning_yardsticks.end, name="end_yardstick"),
    path("szenarien/", planning_scenarios.scenarios, name="scenarios"),
    path("szenarien/neu/", planning_scenarios.new, name="new_scenario"),
    path(
        "szenarien/vergleich/", planning_scenario_comparison.comparison, name="scenario_comparison"
    ),
    path(
        "szenarien/vergleich/tabelle.<slug:ending>",
        planning_scenario_comparison.comparison_file,
        name="scenario_comparison_file",
    ),
    path("szenarien/<uuid:uid>/", planning_scenarios.scenario, name="scenario"),
    path("szenarien/<uuid:uid>/aendern/", planning_scenarios.change, name="change_scenario"),
    path("szenarien/<uuid:uid>/loeschen/", planning_scenarios.remove, name="remove_scenario"),
    path(
        "szenarien/<uuid:uid>/karte-<slug:stand>.<slug:ending>",
        planning_scenarios.map_file,
        name="scenario_map",
    ),
    path(
        "szenarien/<uuid:uid>/raeume.<slug:ending>",
        planning_scenarios.table_file,
        name="scenario_file",
    ),
    path("szenarien/<uuid:uid>/impuls/", planning_handovers.as_impulse, name="scenario_impulse"),
    path(
        "szenarien/<uuid:uid>/tagesordnung/",
        planning_handovers.onto_agenda,
        name="scenario_agenda",
    ),
    path("szenarien/weitergegeben/<uuid:uid>/", planning_handovers.handover, name="handover"),
    path(
        "szenarien/<uuid:uid>/massnahme/", planning_scenario_changes.add, name="add_scenario_change"
    ),
    path(
        "szenarien/<uuid:uid>/massnahme/entfernen/",
        planning_scenario_changes.drop,
        name="drop_scenario_change",
    ),
    path(
        "szenarien/<uuid:uid>/vorschlag/",
        planning_scenario_changes.suggestion,
        name="scenario_sites",
    ),
    path("umfragen/", planning_surveys.surveys, name="surveys"),
    path("umfragen/neu/", planning_surveys.new, name="new_survey"),
    path("umfragen/<uuid:uid>/", planning_surveys.survey, name="survey"),
    path(
        "umfragen/<uuid:uid>/<slug:what>.<slug:ending>",
        planning_surveys.survey_file,
        name="survey_file",
    ),
    path("umfragen/<uuid:uid>/verschicken/", planning_survey_work.send, name="send_survey"),
    path("umfragen/<uuid:uid>/erinnern/", planning_survey_work.remind, name="remind_survey"),
    path("umfragen/<uuid:uid>/beenden/", planning_survey_work.close, name="close_survey"),
    path(
        "umfragen/<uuid:uid>/zurueckziehen/", planning_survey_work.withdraw, name="withdraw_survey"
    ),
    path(
        "umfragen/<uuid:uid>/antwort/<uuid:asked>/",
        planning_survey_work.by_phone,
        name="survey_by_phone",
    ),
]
