"""Rules about what the repository keeps, and about the files of the set-up."""

import json
import re
import tomllib
from pathlib import Path

import pytest

from jinguo.scenarios import demo
from tests.house.files import ROOT, each, forbid, kept, name, text

REQUIREMENTS = tuple(path for path in kept() if path.parent == ROOT / "requirements")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf8"))
PACKAGE = json.loads((ROOT / "package.json").read_text(encoding="utf8"))
REGISTRIES = re.compile(
    r"pypi[.](org|python)|python[h]osted|registry[.]npm|npm[m]irror|yarn[p]kg|(mirrors?|repo)\.[a-z0-9-]+\.(com|cn|edu)"
)
OF_A_MACHINE = re.compile(r"(?<![\w.}])/(home|work|Users|root)/\w")
OF_A_TOOL = re.compile(r"\b(chat[g]pt|clau[d]e|copil[o]t|ll[m])\b", re.IGNORECASE)
OF_A_DRAFT = re.compile(r"\b(DOMA[I]N|HEA[R]T|DESI[G]N|EXEMPL[A]RS|FEASIBI[L]ITY)\b|[§]\s?\d")
PICTURES = {".png", ".jpg"}
LONGEST_LINE = 400


@each(tuple(path for path in kept() if path.suffix in {".js", ".css"}))
def test_nothing_in_the_repository_is_other_peoples(path: Path) -> None:
    forbid(
        path,
        lambda line: len(line) > LONGEST_LINE or re.search(r"@licen[s]e|/\*! ", line),
        "minified or third-party code: take it from npm at set-up (package.json, jinguo/ui/assets.py)",
    )


def test_only_pictures_of_the_documents_are_binary() -> None:
    strays = [name(p) for p in kept() if not text(p) and p.stat().st_size and p.suffix not in PICTURES]
    assert not strays, f"{strays}: binary files are built at set-up or made by a command, not kept"


@each(tuple(path for path in kept() if path.suffix not in PICTURES))
def test_no_file_names_a_package_registry(path: Path) -> None:
    forbid(
        path,
        REGISTRIES.search,
        "each machine has its own way to packages: leave addresses to pip's, uv's and npm's settings",
    )


@each(tuple(path for path in kept() if path.suffix not in PICTURES))
def test_files_speak_of_the_product_only(path: Path) -> None:
    forbid(
        path,
        lambda line: OF_A_MACHINE.search(line) or OF_A_TOOL.search(line),
        "a path of somebody's machine or a tool of somebody's desk: say it so that it holds for every reader",
    )


@each(tuple(path for path in kept() if path.suffix not in PICTURES))
def test_no_file_sends_its_reader_to_a_document_that_is_not_here(path: Path) -> None:
    forbid(
        path,
        OF_A_DRAFT.search,
        "this document is not in the repository: write the rule in its own words, or name the public standard (GB …)",
    )


@each(REQUIREMENTS)
def test_every_requirement_is_pinned_and_hashed(path: Path) -> None:
    for requirement in re.split(r"\n(?=\S)", re.sub(r"(?m)^\s*#.*\n?", "", text(path)).strip()):
        if not re.match(r"[\w.-]+==\S+", requirement) or "--hash=sha256:" not in requirement:
            pytest.fail(f"{name(path)}: {requirement[:60]}: run `make lock`", pytrace=False)


def bare(requirement: str) -> str:
    """The name of a requirement, without version, extras or marks."""
    return re.split(r"[\s<>=!~\[;@]", requirement, maxsplit=1)[0].lower()


DECLARED = {
    "base.txt": [bare(each_one) for each_one in PROJECT["project"]["dependencies"]],
    "dev.txt": [bare(each_one) for each_one in PROJECT["dependency-groups"]["dev"]],
}


@pytest.mark.parametrize("file", DECLARED)
def test_every_dependency_is_locked(file: str) -> None:
    locked = set(re.findall(r"(?m)^([\w.-]+)==", text(ROOT / "requirements" / file)))
    missing = set(DECLARED[file]) - locked
    assert not missing, f"{missing} of pyproject.toml are not in requirements/{file}: run `make lock`"


@pytest.mark.parametrize(
    "dependency",
    [*DECLARED["base.txt"], *DECLARED["dev.txt"], *PACKAGE["dependencies"], *PACKAGE["devDependencies"]],
)
def test_every_dependency_has_its_reason(dependency: str) -> None:
    reasons = text(ROOT / "docs/decisions/0002-dependencies.md")
    assert f"| {dependency} |" in reasons, (
        f"{dependency} has no line in docs/decisions/0002-dependencies.md: say what it is for, or leave it out"
    )


def test_front_end_packages_are_locked_without_addresses() -> None:
    lock = json.loads(text(ROOT / "package-lock.json"))["packages"]
    unproven = [path for path, package in lock.items() if path and not package.get("integrity")]
    assert not unproven, f"{unproven} have no integrity hash: renew package-lock.json"
    addressed = [path for path, package in lock.items() if "resolved" in package]
    assert not addressed, f"{addressed[:3]} carry download addresses: npm install --omit-lockfile-registry-resolved"


@pytest.mark.parametrize("readme", ["README.md", "README.zh.md"])
def test_the_first_command_of_the_readme_installs_what_running_needs(readme: str) -> None:
    to_run = text(ROOT / "packages.txt").split("\n# ")[0].splitlines()[1:]
    command = re.search(r"apt-get install -y (.+)", text(ROOT / readme))
    assert command, f"{readme} has no apt-get line"
    assert command.group(1).split() == to_run, f"{readme} and packages.txt differ in what running needs"


@each(tuple(path for path in kept() if path.suffix == ".md"))
def test_documents_name_only_commands_and_files_that_exist(path: Path) -> None:
    targets = set(re.findall(r"(?m)^([a-z-]+):", text(ROOT / "Makefile")))
    unknown = set(re.findall(r"`make ([a-z-]+)", text(path))) - targets
    assert not unknown, f"{name(path)} speaks of make {unknown}, which the Makefile does not have"
    links = re.findall(r"\]\((?!https?:|#|mailto:)([^)#]+)", text(path))
    broken = [link for link in links if not (path.parent / link).exists()]
    assert not broken, f"{name(path)} points to {broken}, which are not there"


@pytest.mark.parametrize("readme", ["README.md", "README.zh.md"])
@pytest.mark.parametrize("word", [demo.PASSWORD, *(account.username for account in demo.ACCOUNTS)])
def test_the_readme_tells_how_to_sign_in(readme: str, word: str) -> None:
    assert f"`{word}`" in text(ROOT / readme), f"{readme} does not name {word}, which `jinguo demo` makes"
