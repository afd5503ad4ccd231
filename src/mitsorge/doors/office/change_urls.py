from django.urls import URLPattern, URLResolver, path

from mitsorge.doors.office import changes

urlpatterns: list[URLPattern | URLResolver] = [
    path("", changes.list_changes, name="changes"),
    path("freigeben/", changes.publish_many, name="publish_changes"),
    path("<int:pk>/", changes.change, name="change"),
    path("<int:pk>/freigeben/", changes.publish, name="publish_change"),
    path("<int:pk>/zurueckgeben/", changes.give_back, name="give_change_back"),
    path("<int:pk>/bearbeiten/<slug:step>/", changes.edit, name="change_step"),
]
