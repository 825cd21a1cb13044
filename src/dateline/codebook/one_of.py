"""One of many words as a regular expression: a tree of their letters, where an alternation would try them one by one."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any


def one_of(words: Iterable[str]) -> str:
    """Return an expression that matches what `words`, the longest first and parted by bars, match: "(?:bar(?:n)?|mill)"."""
    tree: dict[str, Any] = {}
    for word in words:
        node = tree
        for letter in word:
            node = node.setdefault(letter, {})
        node[""] = {}
    return f"(?:{_source(tree)})"


def _source(node: dict[str, Any]) -> str:
    branches = [re.escape(letter) + _source(after) for letter, after in node.items() if letter]
    if not branches:
        return ""
    together = branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"
    return f"(?:{together})?" if "" in node else together
