"""Supply chain: everything locked with hashes from the public index, no code run from data, the model verified at load."""

from __future__ import annotations

import ast
import hashlib
import json
import shutil
import tomllib
from importlib import resources
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from dateline import models
from dateline.errors import ModelError

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "dateline"
PUBLIC = frozenset(("pypi.org", "files.pythonhosted.org"))
FORBIDDEN = frozenset(("pickle", "cPickle", "shelve", "marshal", "dill", "joblib", "yaml", "jsonpickle", "cloudpickle"))
"""Modules that run code, or can, when they read data."""
CALLS = frozenset(("eval", "exec", "compile", "__import__"))


def test_lock_names_the_public_index_and_hashes_alone() -> None:
    lock = tomllib.loads((ROOT / "uv.lock").read_text(encoding="utf-8"))
    for package in lock["package"]:
        if "editable" in package["source"] or "virtual" in package["source"]:
            continue
        assert set(package["source"]) == {"registry"} and urlsplit(package["source"]["registry"]).hostname in PUBLIC, package[
            "name"
        ]
        files = [*package.get("wheels", ()), *([package["sdist"]] if "sdist" in package else [])]
        assert files, package["name"]
        for file in files:
            assert file["hash"].startswith("sha256:") and urlsplit(file["url"]).hostname in PUBLIC, package["name"]


def test_frontend_is_locked_with_hashes() -> None:
    lock = json.loads((ROOT / "frontend" / "package-lock.json").read_text(encoding="utf-8"))
    for name, package in lock["packages"].items():
        if name and not package.get("link"):
            assert package.get("integrity", "").startswith("sha512-"), name
            assert urlsplit(package.get("resolved", "https://registry.npmjs.org/")).hostname == "registry.npmjs.org", name


@pytest.mark.parametrize("file", sorted(SOURCE.rglob("*.py")), ids=lambda file: str(file.relative_to(SOURCE)))
def test_no_data_is_run_as_code(file: Path) -> None:
    """No pickle, no eval, no YAML, no shell, no unsafe unpacking: data is JSON, columns, XML by a parser without entities."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
        assert not {name.split(".")[0] for name in names} & FORBIDDEN
        if isinstance(node, ast.Call):
            name = node.func.id if isinstance(node.func, ast.Name) else ""
            attribute = node.func.attr if isinstance(node.func, ast.Attribute) else ""
            assert name not in CALLS and attribute not in ("extractall", "system", "popen")
            for keyword in node.keywords:
                true = isinstance(keyword.value, ast.Constant) and keyword.value.value is True
                assert not (keyword.arg in ("shell", "allow_pickle", "resolve_entities", "trust_remote_code") and true)


def test_the_model_is_verified_when_it_is_loaded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    card = json.loads((SOURCE / "models" / "tagger.json").read_text(encoding="utf-8"))
    for name, wanted in card["sha256"].items():
        assert hashlib.sha256((SOURCE / "models" / name).read_bytes()).hexdigest() == wanted
        shutil.copy(SOURCE / "models" / name, tmp_path / name)
    shutil.copy(SOURCE / "models" / "tagger.json", tmp_path / "tagger.json")
    changed = tmp_path / "tokenizer.json"
    changed.write_bytes(changed.read_bytes() + b" ")
    monkeypatch.setattr(resources, "files", lambda package: tmp_path)
    models.tagger.cache_clear()
    try:
        with pytest.raises(ModelError, match=r"tokenizer\.json is damaged"):
            models.tagger()
    finally:
        models.tagger.cache_clear()
