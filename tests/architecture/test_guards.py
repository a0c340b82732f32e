"""Rules of the house that no reviewer should have to remember."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from skills4all.permissions import ENDPOINTS

ROOT = Path(__file__).resolve().parents[2]
CODE = sorted((ROOT / "skills4all").rglob("*.py"))
DANGEROUS_MODULES = {"pickle", "cPickle", "dill", "shelve", "marshal", "cloudpickle"}
DANGEROUS_CALLS = {
    "eval",
    "exec",
    "joblib.load",
    "joblib.dump",
    "os.system",
    "yaml.load",
    "yaml.unsafe_load",
    "numpy.load(allow_pickle)",
}


def relative(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def calls(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = ast.unparse(node.func)
            pickled = any(
                keyword.arg == "allow_pickle" and ast.unparse(keyword.value) != "False"
                for keyword in node.keywords
            )
            yield "numpy.load(allow_pickle)" if pickled else name


def imports(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def dangers(source: str) -> set[str]:
    tree = ast.parse(source)
    modules = {name for name in imports(tree) if name.split(".")[0] in DANGEROUS_MODULES}
    return modules | (set(calls(tree)) & DANGEROUS_CALLS)


@pytest.mark.parametrize("path", CODE, ids=relative)
def test_nothing_runs_code_found_in_data(path: Path) -> None:
    assert dangers(path.read_text("utf-8")) == set()


@pytest.mark.parametrize(
    "source",
    [
        "import pickle",
        "from joblib import load\nimport pickle.x",
        "import joblib\njoblib.load('x')",
        "eval('1')",
        "import yaml\nyaml.load(x)",
        "import numpy as np\nnp.load('x', allow_pickle=True)",
    ],
)
def test_the_guard_sees_danger(source: str) -> None:
    assert dangers(source)


def test_the_matcher_loads_neither_web_nor_database_nor_scikit_learn() -> None:
    program = (
        "import sys, pkgutil, importlib, skills4all.matching as m\n"
        "for found in pkgutil.walk_packages(m.__path__, 'skills4all.matching.'):\n"
        "    importlib.import_module(found.name)\n"
        "print(sorted({'flask', 'sqlalchemy', 'sklearn', 'jinja2'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


def test_the_web_starts_without_scikit_learn() -> None:
    program = "import sys, skills4all.app; print('sklearn' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "False"


def test_every_endpoint_says_who_may_use_it(app: Flask) -> None:
    served = {rule.endpoint for rule in app.url_map.iter_rules()}
    assert sorted(served - set(ENDPOINTS)) == [], "classify these in skills4all/permissions.py"


def test_no_permission_for_a_page_that_is_gone(app: Flask) -> None:
    served = {rule.endpoint for rule in app.url_map.iter_rules()}
    assert sorted(set(ENDPOINTS) - served) == [], "remove these from skills4all/permissions.py"


def test_the_environment_is_read_in_one_place() -> None:
    # The worker's parent is a fact of how it was started, not a setting.
    allowed = {"skills4all/background/worker.py"}
    readers = {relative(path) for path in CODE if "os.environ" in path.read_text("utf-8")}
    assert readers <= allowed


def test_no_page_asks_another_site() -> None:
    foreign = re.compile(r"""(?:src|href|action)\s*=\s*["']?(?:https?:)?//""", re.IGNORECASE)
    loads = re.compile(r"<(?:script|link|img|iframe|form)\b[^>]*", re.IGNORECASE)
    found = [
        f"{relative(path)}: {tag}"
        for path in sorted((ROOT / "templates").rglob("*.html"))
        for tag in loads.findall(path.read_text("utf-8"))
        if foreign.search(tag)
    ]
    assert found == []


def test_no_inline_script_or_style() -> None:
    inline = re.compile(
        r"""<script(?![^>]*\bsrc=)(?![^>]*application/ld\+json)|<style\b|\sstyle=|\son[a-z]+=["']""",
        re.IGNORECASE,
    )
    found = [
        f"{relative(path)}: {match.group(0)}"
        for path in sorted((ROOT / "templates").rglob("*.html"))
        if "email" not in path.parts
        for match in inline.finditer(path.read_text("utf-8"))
    ]
    assert found == []


def test_modules_have_names_from_the_domain() -> None:
    vague = {"utils", "util", "helpers", "helper", "misc", "common", "manager"}
    assert [relative(path) for path in CODE if path.stem in vague] == []


@pytest.mark.parametrize("path", CODE, ids=relative)
def test_every_module_says_what_it_owns(path: Path) -> None:
    assert ast.get_docstring(ast.parse(path.read_text("utf-8")))


def test_the_development_lock_holds_the_running_one() -> None:
    running, development = (
        set(re.findall(r"^([\w.\-\[\]]+==\S+)", (ROOT / name).read_text("utf-8"), re.MULTILINE))
        for name in ("requirements.txt", "requirements-dev.txt")
    )
    assert running <= development


def test_every_locked_package_has_its_hash() -> None:
    for name in ("requirements.txt", "requirements-dev.txt"):
        text = (ROOT / name).read_text("utf-8")
        entries = re.split(r"\n(?=\S)", text.strip())
        assert [entry[:40] for entry in entries if "--hash=sha256:" not in entry] == []
