"""Make ``codebook/place_common_words.json``: place names that are mostly ordinary words in running English.

Counts forms in the full articles of ``gva`` and the sentences of ``event_location`` (only counts leave: no text). A name of one
word is kept when it is written in lower case at least a quarter of the time, five times or more; ``rare_words`` are those
seen in lower case at all (twice), which only texts of capitals alone need.

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
CUES = json.loads((ROOT / "codebook" / "place_cues.json").read_text(encoding="utf-8"))


def main(data: Path) -> None:
    lower: Counter[str] = Counter()
    upper: Counter[str] = Counter()
    with gzip.open(data / "gva" / "articles.jsonl.gz", "rt", encoding="utf-8") as file:
        texts = [json.loads(line).get("text") or "" for line in file]
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
    words = sorted(common | (set(CUES["always_common"]) & known))
    content = {
        "source": "share of lower-case forms in English news, counted by training/places/common_words.py",
        "words": words,
        "rare_words": sorted(rare),
    }
    (ROOT / "codebook" / "place_common_words.json").write_text(json.dumps(content, indent=0) + "\n", encoding="utf-8")
    print(len(words))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
