from django.utils.translation import gettext_lazy as _

from mitsorge.foundation.post.rules import State

STATE = {
    State.QUEUED: _("wartet auf den Versand"),
    State.CLAIMED: _("wird vorbereitet"),
    State.IN_FLIGHT: _("wird gerade übergeben"),
    State.SENT: _("versandt"),
    State.BUNDLED: _("im Tagesbrief enthalten"),
    State.FAILED: _("nicht zustellbar"),
    State.UNCLEAR: _("unklar"),
    State.ABANDONED: _("aufgegeben"),
}
