"""How Chinese names are built: which part is the family name."""

MIDDLE_DOTS = "·•‧・"
"""The dot between the parts of a name (U+00B7), and what keyboards and fonts put in its place."""

_COMPOUND_SURNAMES = """
欧阳 太史 端木 上官 司马 东方 独孤 南宫 万俟 闻人 夏侯 诸葛 尉迟 公羊 赫连 澹台 皇甫 宗政
濮阳 公冶 太叔 申屠 公孙 慕容 仲孙 钟离 长孙 宇文 司徒 鲜于 司空 闾丘 子车 亓官 司寇 巫马
公西 颛孙 壤驷 公良 漆雕 乐正 宰父 拓跋 夹谷 轩辕 令狐 百里 呼延 东郭 南门 羊舌 微生 公户
公玉 东门 西门 第五 南荣 贺兰 纳兰 叱干 达奚 哥舒 完颜 耶律 歐陽 東方 司馬 獨孤 南宮 聞人
諸葛 尉遲 澹臺 濮陽 鍾離 長孫 鮮于 閭丘 顓孫 壤駟 樂正 軒轅 賀蘭 納蘭 達奚 完顏
"""
COMPOUND_SURNAMES = frozenset(_COMPOUND_SURNAMES.split())
"""The two-character surnames still met today, in both scripts.

Without those of 百家姓 that died out and begin with a common surname (段干, 梁丘, 谷梁): there the first
character is the family name, and two would show too much.
"""


def surname(name: str) -> str:
    """The part before "·", a compound surname with something after it, else the first character."""
    for position, character in enumerate(name):
        if position and character in MIDDLE_DOTS:
            return name[:position]
    return name[:2] if len(name) > 2 and name[:2] in COMPOUND_SURNAMES else name[:1]
