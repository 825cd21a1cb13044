import json

import pytest

from dateline.codebook.actors import groups
from dateline.errors import Malformed
from dateline.publish.followthemoney import entity, export, load


def test_entity_has_the_schema_s_properties() -> None:
    item = entity(groups()["isis-k"])
    assert (item["id"], item["schema"]) == ("isis-k", "Organization")
    assert item["properties"]["parent"] == ["islamic-state"]
    assert item["properties"]["country"] == ["af", "pk"]
    assert all(isinstance(value, str) for values in item["properties"].values() for value in values)


def test_what_is_written_reads_back() -> None:
    records = list(groups().values())
    again = list(load(export(records)))
    assert [(r.id, r.name, r.parent, r.countries, r.designated_by, r.ideology) for r in again] == [
        (r.id, r.name, r.parent, r.countries, r.designated_by, r.ideology) for r in records
    ]


def test_other_schemas_are_passed_over_and_broken_lines_named() -> None:
    assert list(load([json.dumps({"id": "p", "schema": "Person", "properties": {"name": ["P"]}}), ""])) == []
    with pytest.raises(Malformed) as caught:
        list(load(["", "{"]))
    assert caught.value.position == 2
