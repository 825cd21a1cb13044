"""The place of an incident: its name in the report's words, and places that are only pointed to."""

from __future__ import annotations

from itertools import pairwise

import pytest

from dateline import Document
from dateline.codebook.labels import is_label
from dateline.extract.cut import units
from dateline.extract.place_anaphors import pointed, there
from dateline.extract.place_elsewhere import elsewhere, is_attributive, is_beside_road, is_care, is_origin
from dateline.pipeline import layers, run
from dateline.types import PlaceMention, Span


def names(text: str) -> list[str | None]:
    return [
        incident.place.name if incident.place else None for incident in run(Document(id="try", text=text), sift=False).incidents
    ]


def test_where_somebody_spoke_to_the_press_is_no_place_of_the_deed() -> None:
    text = "A convoy was ambushed in Palma on 3 May 2021, and seven people died, a spokesman told journalists in Maputo."
    assert names(text) == ["Palma"]


@pytest.mark.parametrize(
    ("words", "home"),
    [
        ("Rockets fell on a park in which families from Aleppo were sleeping.", True),
        ("A drone killed two workers from Aleppo at a farm.", True),
        ("Gunmen abducted six workers from Aleppo.", False),
        ("Villagers from Aleppo told a reporter that shells had landed.", False),
        ("Rockets were fired from Aleppo.", False),
    ],
)
def test_where_the_victims_come_from_is_no_place_of_the_deed(words: str, *, home: bool) -> None:
    start = words.index("Aleppo")
    assert is_origin(words, Span(start, start + len("Aleppo"))) is home


def test_the_district_that_the_report_puts_into_the_place_of_its_title() -> None:
    text = "Warplanes hit Hajjah\n\nWarplanes launched raids on Abs district of Hajjah province on 3 May 2018, killing two."
    assert names(text) == ["Abs"]


def test_the_town_of_title_and_dateline() -> None:
    text = "Toll in Nazran bombing rises\n\nNAZRAN, Russia - A bomb killed nine people at a post in Ingushetia on 3 May 2009."
    assert names(text) == ["Nazran"]
    assert names(text.replace("Nazran bombing", "bombing")) == ["Ingushetia"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("A bomb killed three people in Qarvan village in Diyala province on 3 May 2021.", "Qarvan, Diyala"),
        ("Gunmen attacked Kuru Kalgo village in Faskari, Nigeria, on 3 May 2021, killing four people.", "Kuru Kalgo, Faskari"),
        ("Gunmen attacked the village of Dan Aji in Faskari, Nigeria, on 3 May 2021, killing four people.", "Dan Aji, Faskari"),
        (
            "Gunmen killed four people in Kurmin Kalgo community of Faskari Local Government Area, Nigeria, on 3 May 2021.",
            "Kurmin Kalgo, Faskari",
        ),
        ("Gunmen killed four people in Kurmin Kalgo, a village in Faskari LGA, Nigeria, on 3 May 2021.", "Kurmin Kalgo, Faskari"),
        ("Gunmen attacked Kurmin Kalgo community in Faskari LGA on 3 May 2021, killing four people.", "Kurmin Kalgo, Faskari"),
        ("Gunmen killed three tourists in the Red Sea resort of Hurghada on 3 May 2021.", "Hurghada"),
        ("A bomb killed three people in Chhattisgarh's Dantewada on 3 May 2021.", "Dantewada"),
        ("Gunmen killed three people in the Karachi suburb of Lyari on 3 May 2021.", "Lyari"),
        ("Gunmen killed three people in Antalya's Serik district on 3 May 2021.", "Serik"),
        ("Gunmen killed three people in Herat's Guzara district on 3 May 2021.", "Guzara"),
        ("Shells killed three women in Idlib's villages of Binnish and Sarmin on 3 May 2021.", "Binnish"),
        ("A bomb killed three people near a Husseiniyeh in Beirut on 3 May 2021.", "Beirut"),
        ("Gunmen killed three people in the Bokkos area of Plateau state, Nigeria, on 3 May 2021.", "Bokkos"),
        ("Baghdad is calm.\n\nA bomb killed three people in Qarvan village, Iraq, on 3 May 2021.", "Qarvan"),
        (
            "Turkey condemns bombing in Kenya\n\nForeign ministers condemned the bombing in Kenya that killed 213 people last "
            "Friday.\n\nIn Nairobi, rescuers pulled out bodies.",
            "Nairobi",
        ),
        ("Gunmen killed four soldiers in northern Iraq on 3 May 2021.", "northern Iraq"),
        ("Pirates killed two sailors off the coast of Yemen on 3 May 2021.", "off the coast of Yemen"),
        ("A bomb killed 12 people in the Somali capital on 3 May 2021.", "Mogadishu"),
        ("A man killed three people at Fishmongers' Hall in London on 3 May 2021.", "Fishmongers' Hall in London"),
        ("A man was shot dead in a Lebanon home on 3 May 2021, police in Oregon said.", "Lebanon"),
        (
            "A man was killed in a shooting in the 200 block of Oak Street in Rockford, Illinois, on 3 May 2021.",
            "200 block of Oak Street, Rockford, Illinois",
        ),
        ("A gunman killed two people at a VFW hall in Casper, Wyoming, on 3 May 2021.", "VFW hall in Casper, Wyoming"),
        ("A bomb killed eight people at the Inbox bar in the town of Beni in Congo on 3 May 2021.", "Inbox bar, Beni"),
        ("A bomb killed eight people near the Sri Lankan capital on 3 May 2021.", "Colombo"),
        ("Gunmen killed nine officers in an ambush at Akolet village, outside Lodwar, on 3 May 2021.", "Akolet, near Lodwar"),
    ],
)
def test_no_container_is_made_up(text: str, name: str) -> None:
    assert names(text)[0] == name


@pytest.mark.parametrize("phrase", ["in the same city", "in the city last year", "elsewhere in the city."])
def test_pointing_phrase_is_the_city_named_before(phrase: str) -> None:
    text = f"A bomb killed three people in Kabul on 3 May 2021. A rocket had killed two people {phrase}"
    annotated = layers(Document(id="try", text=text))
    meant = [place for unit in units(annotated) for place, _, _ in pointed(annotated, unit)]
    assert [place.toponym.of(text) for place in meant] == ["Kabul"]


@pytest.mark.parametrize(
    ("opening", "phrase", "expected"),
    [
        ("Five people died in the Sardheri area near Peshawar. A bomb hit Umarzai.", "in the same area", "Sardheri"),
        ("Five people died in Chaung-U Township, witnesses told The Irrawaddy.", "in the same township", "Chaung-U"),
        ("Five people died in Jarte district of Wollega.", "in the same district", "Jarte"),
        ("Drones struck the hamlet of Zuriba, near Herat.", "The same community was hit when", "Zuriba"),
    ],
)
def test_the_same_district_is_the_one_called_so(opening: str, phrase: str, expected: str) -> None:
    text = (
        f"{opening} Nine farmers were killed {phrase} in March." if phrase[0] == "i" else f"{opening} {phrase} two men were killed."
    )
    annotated = layers(Document(id="try", text=text))
    meant = [place for unit in units(annotated) for place, _, _ in pointed(annotated, unit)]
    assert [place.toponym.of(text) for place in meant] == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Clashes shook Kabul. Two people were shot dead at a rally there on Friday.", ["Kabul"]),
        ("Clashes shook Kabul. There, in March, two people were killed.", ["Kabul"]),
        ("Two people who had fled from Kabul were shot dead there.", []),
        ("Clashes shook Kabul and there were two people shot dead, officials said. There was no claim.", []),
    ],
)
def test_there_is_the_place_named_last(text: str, expected: list[str]) -> None:
    annotated = layers(Document(id="try", text=text))
    meant = [place for unit in units(annotated) for place, _ in there(annotated, unit)]
    assert [place.toponym.of(text) for place in meant] == expected


def test_city_with_its_name_behind_points_to_nothing() -> None:
    text = "A bomb killed three people in Kabul. Two people were killed in the city of Herat on 3 May 2021."
    annotated = layers(Document(id="try", text=text))
    assert not [place for unit in units(annotated) for place in pointed(annotated, unit)]


@pytest.mark.parametrize(
    ("before", "name", "behind", "expected"),
    [
        ("police charged a ", "Whitesboro", " man with arson", True),
        ("convicted by a court in ", "Jaipur", " last year", True),
        ("", "Moscow", " said that", True),
        ("a bomb went off in ", "Quetta", " on Friday", False),
    ],
)
def test_elsewhere(before: str, name: str, behind: str, *, expected: bool) -> None:
    span = Span(len(before), len(before) + len(name))
    assert elsewhere(before + name + behind, PlaceMention(span, span), before) is expected


@pytest.mark.parametrize(("before", "expected"), [("died of his wounds at ", True), ("gunmen attacked ", False)])
def test_care(before: str, *, expected: bool) -> None:
    span = Span(len(before), len(before) + 15)
    assert is_care(PlaceMention(span, span, "hospital"), before) is expected


def test_a_city_that_is_its_own_country_is_a_town() -> None:
    place = run(Document(id="try", text="A bomb killed two people in Hong Kong on 3 May 2021."), sift=False).incidents[0].place
    assert place is not None
    assert (place.country, place.precision) == ("HK", "town")


def test_place_named_before_stands_in_where_the_sentence_names_none() -> None:
    text = (
        "Mayor of Quetta visits the wounded of Thursday. The city of Quetta has been calm.\n\n"
        "Police said three people were killed by a bomb on 3 May 2021."
    )
    assert "Quetta" in str(names(text)[-1])


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Gunmen attacked a bus travelling from Kaduna to Kano near Zaria on Monday, killing four passengers.", "Zaria"),
        ("Gunmen opened fire on a convoy bound for Kano in Zaria on Monday, killing four.", "Zaria"),
        (
            "Gunmen attacked a bus carrying pilgrims from Minya to Cairo when it stopped in Beni Suef on Monday, killing four.",
            "Beni Suef",
        ),
        ("On Monday, two days after a bombing in Kano, gunmen shot dead four people in Lagos.", "Lagos"),
        ("On Monday, two days after a bombing in Kano that killed four, police arrested a man in Lagos.", "Kano"),
        ("Gunmen killed four passengers of a bus bound for Kano on Monday. The wounded are in hospital in Zaria.", "Kano"),
    ],
)
def test_the_ends_of_a_way_and_the_place_of_a_deed_before_stand_behind_the_town_of_the_deed(text: str, name: str) -> None:
    assert names(text)[0] == name


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Gunmen shot dead four people in a Nigerian village on Monday, police said.", "NG"),
        ("A suicide bomber killed four people at an Egyptian church on Sunday.", "EG"),
        ("A bomb killed four people at a market in a remote Sri Lankan town on Monday.", "LK"),
        ("A bomb killed four people at an Indian restaurant on Monday.", None),
        ("Gunmen killed four people in Lagos, a week after a raid on a Malian village.", "NG"),
    ],
)
def test_a_people_s_name_says_the_country_where_nothing_else_does(text: str, country: str | None) -> None:
    place = run(Document(id="try", text=text), sift=False).incidents[0].place
    assert (place.country if place else None) == country


@pytest.mark.parametrize(
    ("text", "town"),
    [
        ("HARTSVILLE, S.C. (AP) — A man shot two people dead at a South Carolina church on Sunday, police said.", "HARTSVILLE"),
        ("HARTSVILLE, S.C. (AP) — A man shot two people dead at a Georgia church on Sunday, police said.", None),
        ("ATLANTA (AP) — A man shot two people dead at a Georgia church on Sunday, police said.", None),
        ("A man shot two dead at a Georgia church on Sunday. The shooting was at a church in Valdosta.", "Valdosta, Georgia"),
    ],
)
def test_the_town_of_the_dateline_where_only_its_state_is_said(text: str, town: str | None) -> None:
    place = run(Document(id="try", text=text), sift=False).incidents[0].place
    assert place is not None
    assert town is None or place.name == town
    assert (place.precision == "region") == (town is None)


@pytest.mark.parametrize(
    ("text", "town"),
    [
        ("VERRETTES, Haiti (AP) — A gang killed 40 people here on Sunday, the mayor of the district said.", "VERRETTES"),
        ("Niksic, Montenegro - A man shot ten people dead in the streets of this western city on Sunday.", "Niksic"),
        ("BEIRUT (AP) — A drone killed two people in southern Lebanon on Sunday, officials said.", "southern Lebanon"),
        ("KABUL, Afghanistan (AP) — A bomb killed four people in Kunduz on Sunday, the minister here said.", "Kunduz"),
    ],
)
def test_here_is_the_town_of_the_dateline_and_a_part_of_a_country_is_not(text: str, town: str) -> None:
    place = run(Document(id="try", text=text), sift=False).incidents[0].place
    assert place is not None
    assert place.name == town


def test_a_sea_lies_in_no_country() -> None:
    text = (
        "NORFOLK, Va. - A court in Norfolk, Virginia, charged six men. The United States has charged others.\n\n"
        "Pirates killed two sailors in the Indian Ocean on 10 April 2010."
    )
    place = run(Document(id="try", text=text), sift=False).incidents[-1].place
    assert place is not None
    assert (place.name, place.country) == ("Indian Ocean", None)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Two people were hacked in Zuriba Village, some 17 kilometres off the Herat-Kabul road.", True),
        ("Gunmen hit a checkpoint at the Zuriba junction on the Herat-Kabul highway.", True),
        ("A bus was burnt in Ghazni on the Herat-Kabul highway.", True),
        ("A man was shot in Kabul on Herat Road.", False),
    ],
)
def test_a_road_that_only_says_where_a_village_lies(text: str, expected: bool) -> None:
    found = layers(Document(id="try", text=text)).places
    pairs = pairwise(found)
    assert any(is_beside_road(one, other, text[one.span.end : other.span.start], text) for one, other in pairs) is expected


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Four people were killed near Oued Zarga, on the road to Jendouba, on 3 May 2021.", "Oued Zarga"),
        ("Gunmen killed six people in Zuriba, east of Herat, on 3 May 2021.", "Zuriba, near Herat"),
        (
            "Gunmen killed six people in Oued Zarga, a mainly rural town north of Jendouba, on 3 May 2021.",
            "Oued Zarga, near Jendouba",
        ),
        ("On 3 May 2021, on National Road 4 at Kabul, gunmen shot two drivers dead.", "Kabul"),
        ("Gunmen killed 12 guests at the Corvane Hotel in Libya on 3 May 2021.", "Corvane Hotel"),
        ("Gunmen killed 12 guests at a hotel in Libya on 3 May 2021.", "Libya"),
        ("Gunmen killed six people in Zuriba, a hamlet in Herat, on 3 May 2021.", "Zuriba, Herat"),
        ("Gunmen killed six people in Zuriba village of Herat on 3 May 2021.", "Zuriba, Herat"),
        ("Gunmen killed six people in Zuriba union of Herat on 3 May 2021.", "Zuriba, Herat"),
        ("Two men were shot in Kalmar on 3 May 2021. One of them died at the Lund Medical Centre, police said.", "Kalmar"),
    ],
)
def test_what_only_says_where_another_place_lies(text: str, name: str) -> None:
    assert names(text)[0] == name


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("The record\n\n* Kalu, May 25, 2013. Six died.", "Kalu", True),
        ("July 9, 2021 | Kalu. Six died.", "Kalu", True),
        ("▪ 24 March 2021. Kalu. Six died.", "Kalu", True),
        ("On July 9, 2021 in Kalu, six died.", "Kalu", False),
        ("KALU, May 7 (Agency) - Six died.", "KALU", False),
        ("* Kalu said that six died on May 25, 2013.", "Kalu", False),
    ],
)
def test_the_label_of_an_entry(text: str, name: str, *, expected: bool) -> None:
    at = text.index(name)
    assert is_label(text, Span(at, at + len(name))) is expected


MACON = "MACON, Ga. — Two men were shot {} on Friday, Macon police said."


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("at the Orvane Cafe in the 7900 block of Tarvel Road", "Orvane Cafe, 7900 block of Tarvel Road, Macon, Georgia"),
        ("at Tom's Tavern on Tarvel Road near Orvane Street", "Tom's Tavern, Tarvel Road near Orvane Street, Macon, Georgia"),
        (
            "in the 200 block of Tarvel Road, in the parking lot of the Orvane Lounge,",
            "Orvane Lounge, 200 block of Tarvel Road, Macon, Georgia",
        ),
        ("at Tom Orvane’s on Tarvel Road", "Tarvel Road, Macon, Georgia"),
        ("in Macon on Tarvel Road", "Tarvel Road, Macon, Georgia"),
        ("on Tarvel Road, the Bibb County Sheriff's Office said,", "Tarvel Road, Macon, Georgia"),
        ("at a home on Tarvel Road", "Tarvel Road, Macon, Georgia"),
    ],
)
def test_what_stands_at_a_street_and_what_crosses_it_name_the_place(words: str, name: str) -> None:
    assert names(MACON.format(words)) == [name]


def test_a_street_of_the_capital_is_named_as_people_write_it() -> None:
    text = "WASHINGTON — Two men were shot in the 1100 block of 4th Street, NW, on 3 May 2021, D.C. police said."
    assert names(text) == ["1100 block of 4th Street, NW, Washington, D.C."]


def test_a_street_is_not_put_into_the_likeliest_of_many_states() -> None:
    text = "A boy was shot in Duncan on 3 May 2021. It happened at a home on Tarvel Road, Duncan police said.{}"
    assert names(text.format("")) == ["Tarvel Road, Duncan"]
    assert names(text.format(" Oklahoma is in shock.")) == ["Tarvel Road, Duncan, Oklahoma"]
    assert names(text.replace("Duncan", "Dallas").format("")) == ["Tarvel Road, Dallas, Texas"]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("The boy, a sophomore at Tarvel High School, died.", True),
        ("The boy would have been a junior at Tarvel High School.", True),
        ("The man worked security at Tarvel Christian College.", True),
        ("The gunman shot a student at Tarvel High School.", False),
        ("Two boys were shot at Tarvel High School.", False),
    ],
)
def test_the_school_to_which_somebody_belongs_is_no_place_of_the_deed(words: str, *, expected: bool) -> None:
    span = Span(words.index("Tarvel"), words.index("Tarvel") + len("Tarvel High School"))
    assert is_attributive(words, PlaceMention(span, span, "high school")) is expected


@pytest.mark.parametrize(
    ("said", "name", "country"),
    [
        ("A BOMB KILLED FOUR SOLDIERS OF THE PERUVIAN ARMY ON FRIDAY NIGHT.", "Peru", "PE"),
        ("A BOMB KILLED FOUR SOLDIERS ON FRIDAY NIGHT.", "", "PE"),
        ("A BOMB KILLED FOUR SOLDIERS IN AYACUCHO ON FRIDAY NIGHT.", "AYACUCHO", "PE"),
        ("A BOMB KILLED FOUR SOLDIERS IN LIMA ON FRIDAY NIGHT.", "LIMA", "PE"),
    ],
)
def test_where_a_wire_was_sent_from_is_the_country_alone(said: str, name: str, country: str) -> None:
    place = run(Document(id="try", text=f"LIMA, 3 MAR 90 (EFE) -- [TEXT] {said}"), sift=False).incidents[0].place
    assert place is not None
    assert (place.name, place.country) == (name, country)


def test_a_background_incident_without_a_place_is_not_where_the_main_one_was() -> None:
    text = (
        "Gunmen killed six people in Palma, in Mozambique, on 3 May 2021. The gunmen fled from Palma at night, and Palma was "
        "quiet on 4 May.\n\n"
        "In June 2017 rebels beheaded nine travellers in an attack that nobody claimed."
    )
    found = run(Document(id="try", text=text), sift=False).incidents
    assert [(item.main, item.place.name if item.place else None, item.place.country if item.place else None) for item in found] == [
        (True, "Palma", "MZ"),
        (False, "", "MZ"),
    ]


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ("(Reporting by Ann Reed in ", True),
        ("– with additional reports from ", True),
        ("Mr Reed, born Adam Reed some time between 1977 and 1979 in ", True),
        ("Mr Reed, who was born in 1970, was shot in ", False),
        ("Police are reporting a blast in ", False),
    ],
)
def test_a_desk_and_a_place_of_birth_are_no_place_of_the_deed(before: str, *, expected: bool) -> None:
    place = PlaceMention(Span(len(before), len(before) + 5), Span(len(before), len(before) + 5))
    assert is_attributive(f"{before}Palma.", place) is expected


def test_a_continent_is_no_place() -> None:
    text = "In one of the oldest states of Latin America, a bomb killed four people on 3 May 2021. Peru mourned them on 4 May."
    assert "Latin America" not in names(text)
