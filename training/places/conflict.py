"""Make ``codebook/place_conflict.tsv``: districts and localities of UCDP GED that the gazetteer does not hold.

UCDP GED (Uppsala Conflict Data Program, CC BY 4.0) names a place with its second- and first-order division. A name without
coordinates of its own gets those of its division and is marked approximate. Only the ``train`` part is read, so that
``validation`` stays unseen.

    python training/places/conflict.py DATA
"""

from __future__ import annotations

import csv
import json
import re
import sys
from pathlib import Path

from dateline.evaluate.ucdp import country_code, forms_of
from dateline.gazetteer import Candidate, gazetteer
from dateline.gazetteer.names import is_latin, key

OUT = Path(__file__).resolve().parents[2] / "src" / "dateline" / "codebook" / "place_conflict.tsv"
KIND = re.compile(r"\b(town|village|city|suburb|camp|neighbou?rhood|quarter|hamlet)$", re.I)
DISTRICT = re.compile(
    r"\b(district|department|département|lga|county|territory|rayon|raion|township|regency|zone|municipality|governorate|province|state|region)$",
    re.I,
)
VAGUE = re.compile(
    r"\d|border|\bnear\b|\bbetween\b|\broad\b|enclave|\bIS\b|\bLoC\b|areas affected|unknown|\bpart\b|"
    r"direction|\beast of\b|\bwest of\b|\bnorth|\bsouth|army|brigade| and |,",
    re.I,
)


def find(name: str, country: str) -> Candidate | None:
    for form in forms_of(name):
        found = [place for place in gazetteer().search(form, country) if not place.approximate]
        if found:
            return found[0]
    return None


def main(data: Path) -> None:
    rows: dict[tuple[str, str], list[object]] = {}
    for line in (data / "ucdp_ged" / "train.jsonl").read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        country = country_code(record["location_root_name"])
        names = [record[f"location_{level}_name"] for level in ("where", "adm2", "adm1")]
        for level, name in enumerate(names[:2]):
            if not country or not name or VAGUE.search(name) or find(name, country):
                continue
            owner = next((place for outer in names[level + 1 :] if outer and (place := find(outer, country))), None)
            bare = DISTRICT.sub("", KIND.sub("", name)).strip()
            if owner is None or owner.kind == "country" or not is_latin(bare) or not 3 < len(bare) < 40 or not bare[0].isupper():
                continue
            kind = "admin2" if level == 1 or DISTRICT.search(name) else "town"
            forms = [form.strip() for form in re.split(r"[/()]", bare) if len(form.strip()) > 3]
            if forms:
                rows[country, key(forms[0])] = [
                    forms[0],
                    kind,
                    country,
                    owner.admin1 if owner.kind != "site" else "",
                    owner.lat,
                    owner.lon,
                    ";".join(forms[1:]),
                ]
    with OUT.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter="\t", lineterminator="\n")
        writer.writerow(["name", "kind", "country", "admin1", "lat", "lon", "aliases"])
        writer.writerows(sorted(rows.values(), key=lambda row: [str(cell) for cell in row]))
    print(len(rows))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
