"""What of a name, identity number or phone others may see (DOMAIN, Privacy and security)."""

MIDDLE_DOTS = "·•‧・"
MOST_STARS = 2
SHOWN_DIGITS = 4

_COMPOUND_SURNAMES = """
欧阳 太史 端木 上官 司马 东方 独孤 南宫 万俟 闻人 夏侯 诸葛 尉迟 公羊 赫连 澹台 皇甫 宗政 濮阳 公冶 太叔 申屠 公孙 慕容
仲孙 钟离 长孙 宇文 司徒 鲜于 司空 闾丘 子车 亓官 司寇 巫马 公西 颛孙 壤驷 公良 漆雕 乐正 宰父 谷梁 拓跋 夹谷 轩辕 令狐
段干 百里 呼延 东郭 南门 羊舌 微生 公户 公玉 梁丘 左丘 东门 西门 第五 南荣 贺兰 纳兰 叱干 达奚 哥舒 完颜 耶律 西陵
歐陽 東方 司馬 獨孤 南宮 聞人 諸葛 尉遲 公羊 澹臺 濮陽 鍾離 長孫 鮮于 閭丘 顓孫 壤駟 樂正 穀梁 軒轅 賀蘭 納蘭 達奚 完顏
"""
COMPOUND_SURNAMES = frozenset(_COMPOUND_SURNAMES.split())
"""The two-character surnames of 百家姓 and those still met today, in both scripts."""


def surname(name: str) -> str:
    """What stays readable: the part before "·", a compound surname, else the first character."""
    for dot in MIDDLE_DOTS:
        if dot in name[1:]:
            return name[: name.index(dot, 1)]
    return name[:2] if len(name) > 2 and name[:2] in COMPOUND_SURNAMES else name[:1]


def mask_name(name: str, minor: bool = False) -> str:
    """王*, 王**, 欧阳*; a minor 王某某.

    One star for each further character, at most two: a longer row of stars would tell the name apart.
    """
    name = name.strip()
    if not name:
        return ""
    family = surname(name)
    if minor:
        return f"{family}某某"
    return family + "*" * max(1, min(MOST_STARS, len(name) - len(family)))


def mask_id(number: str) -> str:
    """Stars and the last four; a number too short to hide anything is hidden whole."""
    return _keep(number.strip(), first=0, last=SHOWN_DIGITS)


def mask_phone(number: str) -> str:
    """The first three and the last four: 100****0023."""
    return _keep(number.strip(), first=3, last=SHOWN_DIGITS)


def _keep(text: str, *, first: int, last: int) -> str:
    """Fewer hidden characters than shown ones would be no mask: then nothing is shown."""
    hidden = len(text) - first - last
    if hidden < SHOWN_DIGITS:
        return "*" * len(text)
    return text[:first] + "*" * hidden + text[len(text) - last :]
