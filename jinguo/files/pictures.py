"""Phone pictures made fit to keep: turned upright, shrunk, drawn anew, so that no place or device travels along."""

import warnings
from io import BytesIO

from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

from jinguo.common.errors import BadInput

LONGEST, SMALL = 1600, 320
MOST_PIXELS = 80_000_000
"""More than any phone takes; a picture that unpacks to more is made to fill the memory."""
FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "BMP")


def read(data: bytes) -> Image.Image | None:
    """The picture in these bytes, upright, without anything but its colours; None when they hold none.

    BadInput for a damaged picture and for one that is too large to unpack.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            picture = Image.open(BytesIO(data), formats=FORMATS)
    except UnidentifiedImageError:
        return None
    except (Image.DecompressionBombError, OSError, ValueError, SyntaxError) as error:
        raise BadInput(_("这张照片打不开。请换一张，或重新拍。")) from error
    if picture.width * picture.height > MOST_PIXELS:
        raise BadInput(_("这张照片太大，打开要占满内存。请先缩小一些。"))
    try:
        picture.draft("RGB", (LONGEST, LONGEST))
        return _bare(ImageOps.exif_transpose(picture))
    except (OSError, ValueError, SyntaxError) as error:
        raise BadInput(_("这张照片只有一部分，可能没传完。请再选一次。")) from error


def _bare(picture: Image.Image) -> Image.Image:
    """A new picture of the same look on white: notes, places and profiles stay behind."""
    picture.thumbnail((LONGEST, LONGEST))
    seen = picture.convert("RGBA")
    bare = Image.new("RGB", seen.size, "white")
    bare.paste(seen, mask=seen.getchannel("A"))
    return bare


def jpeg(picture: Image.Image, longest: int = LONGEST) -> bytes:
    shrunk, out = picture.copy(), BytesIO()
    shrunk.thumbnail((longest, longest))
    shrunk.save(out, "JPEG", quality=82, optimize=True)
    return out.getvalue()
