from django.utils.translation import gettext_lazy as _

EVENT = {"access.factor.reset": _("Zweiten Faktor zurückgesetzt")}
