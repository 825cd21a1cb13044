"""Real articles that may measure and teach nothing: local press of LGL, agency news of TimeBank and AQUAINT, captured web pages.

Their text stays in ``../shared/data``; ``training/measure/real*.jsonl`` hold annotations with a hash and offsets.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from pathlib import Path

_ARTICLE = re.compile(r"<article.*?</article>", re.DOTALL)
_TAGS = re.compile(r"<[^>]+>")


def texts(data: Path) -> dict[str, str]:
    """Return each text, its title in the first line where it has one, by origin: ``lgl:<docid>``, ``timex:<file>``, ``html:<file>:<page>``."""
    found = dict(_lgl(data / "geo" / "lgl.xml"))
    for file in sorted((data / "timex").glob("*/[!.]*.tml")):
        source = file.read_text("utf-8")
        found[f"timex:{file.stem}"] = _titled(_plain(source, "TITLE"), _plain(source, "TEXT"))
    for file in sorted((data / "html").glob("*.json")):
        for page, content in json.loads(file.read_text("utf-8")).items():
            body = content.get("content", content)
            lines = "\n".join(_strings(body.get("body", body)))
            found[f"html:{file.stem}:{page}"] = f"{body.get('title') or ''}\n{lines}\n"
    return found


def _lgl(file: Path) -> Iterator[tuple[str, str]]:
    for source in _ARTICLE.findall(file.read_text("utf-8")):
        number = re.search(r'docid="(\d+)"', source)
        text = re.search(r"<text>(.*?)</text>", source, re.DOTALL)
        if number and text:
            body = html.unescape(re.sub(r"^<!\[CDATA\[|\]\]>$", "", text[1].strip()))
            title = html.unescape(source.partition("<title>")[2].partition("</title>")[0]).strip()
            yield f"lgl:{number[1]}", f"{title}\n{body.strip()}\n"


def _plain(source: str, tag: str) -> str:
    inside = source.partition(f"<{tag}>")[2].partition(f"</{tag}>")[0]
    return html.unescape(_TAGS.sub("", inside)).strip()


def _titled(title: str, body: str) -> str:
    return f"{title}\n{body}\n" if title else f"{body}\n"


def _strings(node: object) -> Iterator[str]:
    if isinstance(node, str):
        yield node
    elif isinstance(node, dict):
        for value in node.values():
            yield from _strings(value)
    elif isinstance(node, list):
        for item in node:
            yield from _strings(item)
