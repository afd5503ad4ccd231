"""The rooms of planning, below planung/. Their names belong to the office."""

from django.urls import URLPattern, URLResolver, path

from mitsorge.doors.office import planning_choice, planning_variants

urlpatterns: list[URLPattern | URLResolver] = [
    path("prognosen/", planning_variants.variants, name="variants"),
    path("prognosen/neu/", planning_variants.new, name="new_variant"),
    path("prognosen/vergleich/", planning_variants.comparison, name="compare_variants"),
    path("prognosen/<uuid:uid>/", planning_variants.variant, name="variant"),
    path("prognosen/<uuid:uid>/aendern/", planning_variants.change, name="change_variant"),
    path("prognosen/<uuid:uid>/rechenweg/", planning_variants.working, name="variant_working"),
    path("prognosen/<uuid:uid>/tabelle.csv", planning_variants.table_csv, name="variant_csv"),
    path("prognosen/<uuid:uid>/gewaehlt/", planning_choice.choose, name="choose_variant"),
]
