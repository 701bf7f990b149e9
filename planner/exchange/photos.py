"""Photos from outside: recognised by their first bytes, measured before they are read, re-encoded.

Only PNG, JPEG and WebP; never SVG, whatever the file calls itself.
"""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from planner.domain.errors import ExchangeError
from planner.domain.people import Photo

if TYPE_CHECKING:
    from PIL import Image

MOST_BYTES = 20 * 1024 * 1024
MOST_PIXELS = 25_000_000
LARGEST_SIDE = 1024
"""Photos are kept no larger than this; a portrait needs no more."""


def checked_photo(data: bytes) -> Photo:
    """The picture as it is kept. Raises ExchangeError naming why it cannot be."""
    kind = _kind(data)
    if len(data) > MOST_BYTES:
        raise ExchangeError("the photo is larger than 20 MB and was left out")
    from PIL import Image, ImageOps

    try:
        with Image.open(BytesIO(data), formats=[kind]) as image:
            width, height = image.size
            if width * height > MOST_PIXELS:
                raise ExchangeError(
                    "the photo has {width} x {height} points, more than 25 million,"
                    " and was left out",
                    width=width,
                    height=height,
                )
            image.draft("RGB", (LARGEST_SIDE, LARGEST_SIDE))
            image.load()
            return _encoded(ImageOps.exif_transpose(image))
    except ExchangeError:
        raise
    # A damaged picture can raise nearly anything from the decoders.
    except Exception:
        raise ExchangeError("the photo is damaged and was left out") from None


def _kind(data: bytes) -> str:
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "PNG"
    if data.startswith(b"\xff\xd8\xff"):
        return "JPEG"
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "WEBP"
    raise ExchangeError("the photo is no PNG, JPEG or WebP picture and was left out")


def _encoded(image: Image.Image) -> Photo:
    """A fresh encoding: nothing of the original's metadata or tail comes along."""
    image.thumbnail((LARGEST_SIDE, LARGEST_SIDE))
    transparent = "A" in image.getbands() or "transparency" in image.info
    out = BytesIO()
    if transparent:
        image.convert("RGBA").save(out, "PNG")
        return Photo(media_type="image/png", data=out.getvalue())
    image.convert("RGB").save(out, "JPEG", quality=88)
    return Photo(media_type="image/jpeg", data=out.getvalue())
