"""German words for the codes of the places."""

from django.utils.translation import gettext_lazy as _

from mitsorge.foundation.places.rules import AreaKind, BodyKind, Precision

BODY_KINDS = {
    BodyKind.KREIS: _("Landkreis"),
    BodyKind.STADT: _("Stadt"),
}

AREA_KINDS = {
    AreaKind.REGION: _("Planregion"),
    AreaKind.DISTRICT: _("Stadtbezirk"),
    AreaKind.QUARTER: _("Ortsteil"),
    AreaKind.CUSTOM: _("eigenes Gebiet"),
}

PRECISIONS = {
    Precision.ADDRESS: _("auf die Adresse genau"),
    Precision.STREET: _("auf die Straße genau"),
    Precision.QUARTER: _("auf den Ortsteil genau"),
    Precision.PLACE: _("auf den Ort genau"),
}
