"""Photos from outside: recognised by their first bytes, measured before they are read, re-encoded.

Only PNG, JPEG and WebP; never SVG, whatever the file calls itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
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
    with _opened(data) as image:
        return _encoded(image)


@contextmanager
def _opened(data: bytes) -> Iterator[Image.Image]:
    """The picture, measured before a point of it is decoded."""
    kind = _kind(data)
    if len(data) > MOST_BYTES:
        raise ExchangeError("the photo is larger than 20 MB and was left out")
    from PIL import Image

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
            yield image
    except ExchangeError:
        raise
    # A damaged picture can raise nearly anything from the decoders.
    except Exception:
        raise ExchangeError("the photo is damaged and was left out") from None


def proven_photo(photo: Photo) -> Photo:
    """A photo that was kept before, as it is, once it is shown to be what it says it is."""
    with _opened(photo.data) as image:
        if f"image/{(image.format or '').casefold()}" != photo.media_type:
            raise ExchangeError("the photo is not of the type it says and was left out")
    return photo


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
    from PIL import ImageOps

    image = ImageOps.exif_transpose(image)
    image.thumbnail((LARGEST_SIDE, LARGEST_SIDE))
    transparent = "A" in image.getbands() or "transparency" in image.info
    out = BytesIO()
    if transparent:
        image.convert("RGBA").save(out, "PNG")
        return Photo(media_type="image/png", data=out.getvalue())
    image.convert("RGB").save(out, "JPEG", quality=88)
    return Photo(media_type="image/jpeg", data=out.getvalue())
