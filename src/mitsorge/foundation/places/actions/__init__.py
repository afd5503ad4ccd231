"""Every deed that writes geography. Nobody's permission is asked here: the callers above check and journal."""

from mitsorge.foundation.places.actions.areas import (
    AlreadyEnded,
    AreaExists,
    AreaForm,
    ChangeTooEarly,
    change_planning_area,
    define_planning_area,
    end_planning_area,
)
from mitsorge.foundation.places.actions.outlines import import_outlines
from mitsorge.foundation.places.actions.own_tables import (
    load_own_districts,
    load_own_geography,
    own_table,
)
from mitsorge.foundation.places.actions.postcodes import import_postcodes, import_streets
from mitsorge.foundation.places.actions.register import (
    import_municipal_register,
    import_municipalities,
)
from mitsorge.foundation.places.actions.results import ImportResult, Refusal

__all__ = [
    "AlreadyEnded",
    "AreaExists",
    "AreaForm",
    "ChangeTooEarly",
    "ImportResult",
    "Refusal",
    "change_planning_area",
    "define_planning_area",
    "end_planning_area",
    "import_municipal_register",
    "import_municipalities",
    "import_outlines",
    "import_postcodes",
    "import_streets",
    "load_own_districts",
    "load_own_geography",
    "own_table",
]
