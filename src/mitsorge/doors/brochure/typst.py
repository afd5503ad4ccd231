"""From a sheet and its data to a tagged PDF (PDF/UA-1)."""

import json
from pathlib import Path
from typing import Any

import fontpkg_fira_sans
import typst
from django.core.serializers.json import DjangoJSONEncoder

SHEETS = Path(__file__).parent / "sheets"
FONTS = Path(fontpkg_fira_sans.__file__).parent / "files"


def pdf(template: str, data: dict[str, Any]) -> bytes:
    """Sets the sheet `sheets/<template>.typ` with `data`, which it reads as `data` from `house.typ`.

    `data` is anything JSON holds, dates as ISO; it needs `title`, `network` and `lang`. Nothing in it is
    read as markup. Raises `typst.TypstError` where the sheet would not be accessible: a picture without
    a description, a first heading that is not of level 1.
    """
    return typst.compile(
        SHEETS / f"{template}.typ",
        root=SHEETS,
        font_paths=[FONTS],
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(data, cls=DjangoJSONEncoder)},
        pdf_standards=["ua-1"],
    )
