"""What a record type costs: lines of Python in each line's folder, and of what all lines share.

    python scripts/price.py            writes the table into CONTRIBUTING.md
    python scripts/price.py --check    fails where the table there is old

Counted are lines that hold code: no blank lines, comments or docstrings; no tests and no migrations.
"""

import ast
import sys
import tokenize
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "CONTRIBUTING.md"
BEGIN, END = "<!-- price -->", "<!-- /price -->"
APART = {"tests", "migrations"}
BASES = {"Record", "Confidential", "Happening", "Turnout"}
"""What a record type is made from."""
SILENT = {tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT, tokenize.ENDMARKER}


def main() -> int:
    """Write or check the table; the exit code of the command line."""
    page = PAGE.read_text(encoding="utf8")
    before, _begin, rest = page.partition(BEGIN)
    after = rest.partition(END)[2]
    wanted = f"{before}{BEGIN}\n{table()}\n{END}{after}"
    if "--check" in sys.argv[1:]:
        if page != wanted:
            sys.stderr.write("The table of prices in CONTRIBUTING.md is old. Run: make price\n")
        return int(page != wanted)
    PAGE.write_text(wanted, encoding="utf8")
    return 0


def table() -> str:
    rows = ["| folder | record types | lines of code | a record type |", "|---|---|---|---|"]
    prices: list[float] = []
    for folder in sorted((ROOT / "jinguo/lines").iterdir()):
        types = record_types(folder)
        if types:
            lines = sum(code_lines(path) for path in sources(folder))
            prices += [lines / len(types)] * len(types)
            rows.append(f"| `lines/{folder.name}` | {', '.join(types)} | {lines} | {lines / len(types):.0f} |")
    records = ROOT / "jinguo/records"
    people = sum(code_lines(path) for path in sources(records / "people"))
    shared = sum(code_lines(path) for path in sources(records)) - people
    return "\n".join(
        [
            *rows,
            "",
            f"The median record type costs {median(prices):.0f} lines (aim: 120).",
            f"Shared by all, `records/` without `people/`: {shared} lines (aim: 2,500). `people/`: {people}.",
        ]
    )


def sources(folder: Path) -> list[Path]:
    return [path for path in sorted(folder.rglob("*.py")) if not APART & set(path.parts)]


def record_types(folder: Path) -> list[str]:
    """The classes of `models.py`, or of the modules in `models/`, that are records."""
    modules = [folder / "models.py", *sorted((folder / "models").glob("*.py"))]
    trees = [ast.parse(path.read_text(encoding="utf8")) for path in modules if path.exists()]
    classes = (node for tree in trees for node in tree.body if isinstance(node, ast.ClassDef))
    return [one.name for one in classes if BASES & {ast.unparse(base) for base in one.bases}]


def code_lines(path: Path) -> int:
    """Lines on which something stands that Python acts on."""
    told = docstring_lines(ast.parse(path.read_text(encoding="utf8")))
    lines: set[int] = set()
    with path.open("rb") as file:
        for token in tokenize.tokenize(file.readline):
            if token.type not in SILENT and token.type != tokenize.ENCODING:
                lines.update(range(token.start[0], token.end[0] + 1))
    return len(lines - told)


def docstring_lines(tree: ast.Module) -> set[int]:
    """Lines of texts that stand alone: docstrings of modules, classes and functions, and those below a name."""
    texts = (
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)
    )
    return {line for text in texts for line in range(text.lineno, (text.end_lineno or text.lineno) + 1)}


if __name__ == "__main__":
    sys.exit(main())
