"""Make ``codebook/place_common_words.json``: place names that are mostly ordinary words or mostly people in running English.

Counts forms in the full articles of ``gva`` and the sentences of ``event_location`` (only counts leave: no text). A single-word name
of the gazetteer is kept when it is written in lower case at least a quarter of the time, five times or more; ``rare_words`` are those seen in lower case at all (twice), which
only texts of capitals alone need.

    python training/places/common_words.py DATA
"""

from __future__ import annotations

import gzip
import json
import re
import sqlite3
import sys
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2] / "src" / "dateline"
WORD = re.compile(r"[A-Za-z][a-z]{2,}(?:'s)?")
ALWAYS = (
    "police mobile reading nice of man march may june august april sunday monday tuesday wednesday thursday friday saturday january february july "
    "september october november december most many much two three four five six seven eight nine ten new old union republic province central "
    "independence liberty male hope best paradise justice enterprise college university church hall park lake bay beach hill bank green white "
    "black brown red young long federal general national commerce industry gold silver star sun moon spring summer winter fall date ball bath "
    "deal battle ash ware ware diamond sandy rocky wells lost golden eagle bear deer buffalo media as is in an at to same both also here there "
    "this that these those then than when where who what why how all any some no not yes he she it we they you i his her its our their my"
).split()


def main(data: Path) -> None:
    lower: Counter[str] = Counter()
    upper: Counter[str] = Counter()
    texts = (json.loads(line).get("text") or "" for line in gzip.open(data / "gva" / "articles.jsonl.gz", "rt", encoding="utf-8"))
    for text in texts:
        for form in WORD.findall(text):
            (lower if form[0].islower() else upper)[form.lower().removesuffix("'s")] += 1
    for line in (data / "event_location" / "labeled_text.jsonl").read_text(encoding="utf-8").splitlines():
        for form in WORD.findall(str(json.loads(line))):
            (lower if form[0].islower() else upper)[form.lower().removesuffix("'s")] += 1
    places = sqlite3.connect(ROOT / "gazetteer" / "places.sqlite")
    known = {row[0] for row in places.execute("SELECT DISTINCT key FROM names WHERE key NOT LIKE '% %'")}
    common = {word for word, count in lower.items() if word in known and count >= 5 and count >= 0.25 * upper[word]}
    rare = {word for word, count in lower.items() if word in known and count >= 2} - common
    words = sorted(common | (set(ALWAYS) & known))
    content = {"source": "share of lower-case forms in English news, counted by training/places/common_words.py", "words": words, "rare_words": sorted(rare)}
    (ROOT / "codebook" / "place_common_words.json").write_text(json.dumps(content, indent=0) + "\n", encoding="utf-8")
    print(len(words))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
