"""What of a name, identity number or phone others may see."""

from jinguo.common.names import MIDDLE_DOTS, surname

MOST_STARS = 2
FEWEST_HIDDEN = 4


def mask_name(name: str, minor: bool = False) -> str:
    """王*, 王**, 欧阳*; a minor 王某某.

    One star for each further character, at most two, so that a long name doesn't give itself away; one for a
    name of a single character, which nobody should take for the whole.
    """
    name = name.strip()
    if not name:
        return ""
    family = surname(name)
    if minor:
        return f"{family}某某"
    further = len(name.removeprefix(family).lstrip(MIDDLE_DOTS))
    return family + "*" * max(1, min(MOST_STARS, further))


def mask_id(number: str) -> str:
    """Stars and the last four characters."""
    return _mask(number.strip(), first=0, last=4)


def mask_phone(number: str) -> str:
    """The first three and the last four digits: 100****0023."""
    return _mask(number.strip(), first=3, last=4)


def _mask(text: str, *, first: int, last: int) -> str:
    """With fewer than four characters to hide, everything is hidden."""
    hidden = len(text) - first - last
    if hidden < FEWEST_HIDDEN:
        return "*" * len(text)
    return text[:first] + "*" * hidden + text[-last:]
