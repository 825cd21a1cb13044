"""The two place benchmarks: on small files made here, and the floors on the real ones where they are at hand."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from dateline.evaluate import geo, ucdp
from dateline.evaluate.result import Options

DATA = Path(os.environ.get("DATELINE_DATA") or Path(__file__).resolve().parents[3] / "shared" / "data")

LGL = """<articles><article docid="1"><url>http://example.org</url><text>Fire broke out in Paris, Texas.</text><toponyms>
<toponym><start>18</start><end>23</end><gaztag><lat>33.66</lat><lon>-95.55</lon></gaztag></toponym>
<toponym><start>25</start><end>30</end><gaztag><lat>31.25</lat><lon>-99.25</lon></gaztag></toponym></toponyms></article></articles>"""
GEOVIRUS = """<articles><article><text>Cases rose in Lagos.</text><locations><location><name>Lagos</name>
<start>15</start><end>20</end>
<lat>6.45</lat><lon>3.4</lon></location></locations></article></articles>"""


def test_geo_on_a_small_file(tmp_path: Path) -> None:
    (tmp_path / "lgl.xml").write_text(LGL, encoding="utf-8")
    (tmp_path / "GeoVirus.xml").write_text(GEOVIRUS, encoding="utf-8")
    result = geo.benchmark(Options(data=tmp_path))
    assert result.headline["lgl_acc161"] == result.headline["geovirus_acc161"] == 100
    assert result.headline["lgl_toponym_f1"] == result.headline["geovirus_toponym_f1"] == 100
    assert not result.errors


FIELDS = ("root", "adm1", "adm2", "where")


def test_ucdp_on_a_small_file(tmp_path: Path) -> None:
    record = dict(
        zip(
            (f"location_{name}_name" for name in FIELDS),
            ("Yemen (North Yemen)", "Abyan governorate", "", "Qwxz village"),
            strict=True,
        )
    )
    nothing = {**record, "location_adm1_name": "", "location_where_name": ""}
    (tmp_path / "train.jsonl").write_text("\n".join(json.dumps(row) for row in (record, nothing)), encoding="utf-8")
    result = ucdp.benchmark(Options(data=tmp_path))
    assert (result.headline["ucdp_resolved"], result.headline["ucdp_place"]) == (100, 0)
    assert result.rows[0].figures["n"] == 1


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("DR Congo (Zaire)", "CD"),
        ("Russia (Soviet Union)", "RU"),
        ("Kingdom of eSwatini (Swaziland)", "SZ"),
        ("Myanmar (Burma)", "MM"),
    ],
)
def test_ucdp_country_names(name: str, code: str) -> None:
    assert ucdp.country_code(name) == code


@pytest.mark.slow
@pytest.mark.skipif(not (DATA / "geo").is_dir(), reason="needs the development data")
def test_targets() -> None:
    headline = geo.benchmark(Options(data=DATA / "geo")).headline
    assert headline["lgl_acc161"] >= 82
    assert headline["geovirus_acc161"] >= 85
