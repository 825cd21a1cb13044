"""What stands under the head of a group's record is the group's, unless a sentence says who else did it."""

from __future__ import annotations

import pytest

from dateline.extract.blame_ledger import Ledger
from dateline.extract.chronicle import chronicles
from dateline.pipeline import layers
from dateline.types import Document, Span

pytestmark = pytest.mark.usefixtures("grammar_engine")
LEAD = (
    "Market bombing: what we know\n\nA bomb killed nine people at a market in Baidoa on Sunday. Al-Shabab said it had done it. "
    "Al-Shabab has fought the government since 2007; Islamic State is a rival.\n\n"
)
DEED = (
    "In March 2019, a truck bomb killed 30 people in Mogadishu.\n\n"
    "Were there warnings?\n\nIn May, a car bomb killed two in Kismayo."
)


def told(head: str, deed: str = DEED) -> list[tuple[str, str | None]]:
    """Return the grounds and groups of the deed that stands first under `head`."""
    text = f"{LEAD}{head}{deed}"
    ledger = Ledger(layers(Document(id="case", text=text, language="en")))
    at = text.index(deed)
    return [(tie.ground, tie.value.actor_id) for tie in ledger.ties(Span(at, text.index(".", at) + 1))]


@pytest.mark.parametrize(
    ("head", "ground"),
    [
        ("What has it done before?\n\n", "stated"),
        ("The group's attacks\n\n", "stated"),
        ("Al-Shabab's record\n\n", "stated"),
        ("Which attacks has it claimed?\n\n", "claim"),
        ("Which attacks is the group blamed for?\n\n", "accused"),
        ("What other bombings has it been tied to?\n\n", "accused"),
        ("What attacks it has carried out?\n\n", "stated"),
        ("What are some of the major attacks of Al-Shabab?\n\n", "stated"),
        ("What are the previous Al-Shabab attacks?\n\n", "stated"),
        ("Attacks blamed on Al-Shabab: ", "accused"),
        ("Previous attacks\n\n", "stated"),
        ("What attacks has it been responsible for?\n\n", "stated"),
        ("The group has claimed many attacks: ", "claim"),
    ],
)
def test_a_deed_under_the_head_is_the_groups(head: str, ground: str) -> None:
    assert told(head) == [(ground, "al-shabaab")]


@pytest.mark.parametrize("head", ["Has this happened before?\n\n", "What happened in Mogadishu?\n\n", "What came before?\n\n"])
def test_other_heads_say_nothing_of_who_did_it(head: str) -> None:
    assert told(head) == []


def test_the_record_ends_with_the_next_head() -> None:
    text = f"{LEAD}What has it done before?\n\n{DEED}"
    ((section, _),) = chronicles(layers(Document(id="case", text=text, language="en")))
    assert section.of(text).strip() == DEED.split("\n\n")[0]


def test_who_is_said_to_have_done_it_comes_first() -> None:
    deed = "In May 2020, government troops shelled Barire and killed four people."
    assert "al-shabaab" not in [actor for _, actor in told("What has it done before?\n\n", deed)]


def test_a_timeline_of_a_groups_attacks_is_its_record() -> None:
    text = "Timeline: Al-Shabab attacks in the capital\n\nJan 2, 2019: A car bomb killed five people at a hotel in Mogadishu."
    ((section, tie),) = chronicles(layers(Document(id="case", text=text, language="en")))
    assert (section.end, tie.value.actor_id) == (len(text), "al-shabaab")


@pytest.mark.parametrize(
    ("text", "group"),
    [
        ("Al-Shabab is close to al-Qaeda. In 2019 they burned a school in Baidoa and killed four teachers.", "al-shabaab"),
        ("Al-Shabab has one rival, Islamic State. In May its fighters stormed a hotel in Mogadishu, killing ten.", "al-shabaab"),
        ("Al-Shabab is feared. In 2019 they blocked the road to Baidoa with a lorry and shot four policemen.", "al-shabaab"),
        ("Al-Shabab is feared. In April they took six teachers off a bus near Baidoa.", "al-shabaab"),
        ("Al-Shabab has a rival, Islamic State. It was they who, in 2016, shot four fishermen in Qandala.", "islamic-state"),
        ("Al-Shabab is feared. The bomb that killed six people in Baidoa in 2019 was theirs.", "al-shabaab"),
        ("Al-Shabab is feared. The blasts that killed six people in Baidoa in 2019 were of al-Shabab's making.", "al-shabaab"),
        ("Al-Shabab is feared. In 2019 they were ambushed near Baidoa and six of them were killed.", None),
        ("Al-Shabab is feared. The bomb that killed six people in Baidoa was not its work.", None),
        ("Al-Shabab planted the bomb. It exploded beside a bus and killed two people in Mogadishu.", None),
    ],
)
def test_a_pronoun_that_acts_is_the_group_of_the_article(text: str, group: str | None) -> None:
    text = f"Al-Shabab: who they are\n\n{text}"
    ledger = Ledger(layers(Document(id="case", text=text, language="en")))
    at = text.rindex(". ") + 2
    acting = {tie.value.actor_id for tie in ledger.ties(Span(at, len(text))) if tie.ground == "stated"}
    assert acting == ({group} if group else set())


def test_a_section_on_the_group_need_not_name_it() -> None:
    who = "Who they are\n\nIt grew out of a court militia. It has 900 men, and its leader lives in Jilib.\n\nThe record\n\n"
    text = f"Al-Shabab takes Barire: a primer\n\n{who}- May 2020: four people were killed when a mine hit a bus in Barire."
    assert [tie.value.actor_id for _, tie in chronicles(layers(Document(id="case", text=text, language="en")))] == ["al-shabaab"]


def test_the_record_in_a_list_ends_with_its_last_entry() -> None:
    entry = "- In March 2019, a truck bomb killed 30 people in Mogadishu."
    text = f"{LEAD}Earlier attacks by Al-Shabab\n\n{entry}\n\nSeparately, a bomb killed two in Gao."
    ((section, _),) = chronicles(layers(Document(id="case", text=text, language="en")))
    assert section.of(text).strip() == entry


def test_the_group_that_an_article_asks_for_is_meant_though_others_are_named_as_often() -> None:
    head = "What is Islamic State?\n\nIts rival Al-Shabab and Al-Shabab's allies have fought it.\n\nWhat has it done before?\n\n"
    assert told(head) == [("stated", "islamic-state")]
