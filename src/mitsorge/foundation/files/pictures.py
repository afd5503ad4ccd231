"""Pictures are drawn anew: what was hidden in the file (place, camera, thumbnails, code) stays outside."""

import warnings
from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageOps

from mitsorge.foundation.files.rules import LONGEST_SIDE, PIXEL_LIMIT, Kind, NotAccepted, Reason

QUALITY = 85
FORMATS = (Kind.PNG, Kind.JPEG, Kind.WEBP)


@dataclass(frozen=True)
class Picture:
    """The new bytes and the size in pixels."""

    data: bytes
    kind: Kind
    width: int
    height: int


def redraw(data: bytes) -> Picture:
    """Upright, at most `LONGEST_SIDE` pixels, one frame, no metadata; JPEG, or PNG where it is see-through."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            return _redrawn(data)
    except NotAccepted:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise NotAccepted(Reason.TOO_MANY_PIXELS) from error
    except Exception as error:  # a foreign decoder: whatever it trips over, the picture is broken
        raise NotAccepted(Reason.BROKEN) from error


def _redrawn(data: bytes) -> Picture:
    with Image.open(BytesIO(data), formats=FORMATS) as source:
        if source.width * source.height > PIXEL_LIMIT:
            raise NotAccepted(Reason.TOO_MANY_PIXELS)
        upright = ImageOps.exif_transpose(source)
        clear = upright.has_transparency_data
        drawn = upright.convert("RGBA" if clear else "RGB")
    drawn.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    bare = Image.frombytes(drawn.mode, drawn.size, drawn.tobytes())
    out = BytesIO()
    if clear:
        bare.save(out, "PNG", optimize=True)
    else:
        bare.save(out, "JPEG", quality=QUALITY, optimize=True, progressive=True)
    return Picture(out.getvalue(), Kind.PNG if clear else Kind.JPEG, *bare.size)
