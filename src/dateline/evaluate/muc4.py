"""``muc4``: full templates of the Message Understanding Conference on terrorism in Latin America, 1988-91.

Two ways of scoring: all slots as the conference did, without its human judges (`muc4_score`), and micro F1 over five string slots
and the type as the template-filling papers do (`muc4_gtt`). ``dev`` is dev-muc3, ``test`` tst1 and tst2. Our answers come from the
contract by the crosswalk in the codebook (`muc4_response`); `response_rows` scores a response file in the conference's own format
by the same rules (``benchmarks/muc4_response.py``).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from dateline.errors import NotFound
from dateline.evaluate import muc4_gtt, muc4_score
from dateline.evaluate import muc4_keys as muc
from dateline.evaluate.documents import corpus_hash, from_text, progress, record, spread
from dateline.evaluate.muc4_keys import Template
from dateline.evaluate.muc4_place_date import message_date
from dateline.evaluate.muc4_response import templates
from dateline.evaluate.result import Evaluation, Options, Row

FILES = {"dev": ("dev/dev-muc3-*", "dev/key-dev-*"), "test": ("tst[12]/tst[12]-muc*", "tst[12]/key-tst[12]*")}
"""Patterns of the message and key files of a split."""
PUBLISHED = {
    "micro": "on tst3-4: IterX T5-large 53.0, BART-large 52.3, GTT 50.2",
    "slots": "best official systems of 1992: 56 to 57, with human-aided matching",
}
NOTES = (
    "victims' names are not fields of the record (CODEBOOK, care for people), so the slot Victim of the papers cannot be answered",
    "all slots: automatic partial credit for contained strings; 'strict strings' gives none",
)
WITHOUT_VICTIM = ("PerpInd", "PerpOrg", "Target", "Weapon", "type")


def benchmark(options: Options) -> Evaluation:
    """Return both scores over the messages of a split that have a key.

    Raises:
        NotFound: the folder lacks the split's files.
    """
    texts, keys, files = load(options.data, options.split)
    names = spread(sorted(set(texts) & set(keys)), options.limit)
    answers = {}
    for name in progress(names, options, "messages"):
        answers[name] = templates(name, record(from_text(name, texts[name], message_date(texts[name]))), texts[name])
    keys = {name: keys[name] for name in names}
    rows = tuple(response_rows(keys, answers, texts))
    headline = {
        "micro_f1": rows[0].figures["f1"], "all_slots_f": next(r for r in rows if r.name == "all slots").figures["f1"],
    }  # fmt: skip
    return Evaluation("muc4", corpus_hash(files), rows, headline, NOTES, tuple(_errors(keys, answers)))


def load(data: Path, split: str) -> tuple[dict[str, str], dict[str, list[Template]], list[Path]]:
    """Return messages by id, keys by message id, and the files read.

    Raises:
        NotFound: the folder lacks the split's files.
    """
    found = [sorted(data.glob(pattern)) for pattern in FILES[split]]
    if not all(found):
        raise NotFound(f"no files {FILES[split][0]} and {FILES[split][1]}", path=str(data))
    return muc.read_messages(found[0]), muc.read_templates(found[1]), [*found[0], *found[1]]


def response_rows(
    keys: Mapping[str, Sequence[Template]], answers: Mapping[str, Sequence[Template]], texts: Mapping[str, str]
) -> Iterator[Row]:  # fmt: skip
    """Yield the rows for any answers, ours or a system's response file: the papers' way first, then all slots."""
    papers = muc4_gtt.score(keys, answers, texts)
    yield Row("micro F1, five slots and type (GTT)", muc4_gtt.micro(papers).figures(), PUBLISHED["micro"])
    for name, counts in papers.items():
        yield Row(f"  {name}", counts.figures())
    yield Row("  without Victim", muc4_gtt.micro(papers, WITHOUT_VICTIM).figures())
    slots = muc4_score.score(keys, answers)
    yield Row("all slots", muc4_score.total(slots.values()).figures(), PUBLISHED["slots"])
    for slot, fills in slots.items():
        yield Row(f"  {slot:2d} {muc.SLOTS[slot]}", fills.figures())
    yield Row("all slots, strict strings", muc4_score.total(muc4_score.score(keys, answers, strict=True).values()).figures())


def _errors(keys: Mapping[str, Sequence[Template]], answers: Mapping[str, Sequence[Template]]) -> Iterator[dict[str, object]]:
    for message, wanted in keys.items():
        given = answers[message]
        pairs = muc4_score.mapping(wanted, given)
        for i, key in enumerate(wanted):
            if not key.optional and i not in {i for i, _ in pairs}:
                yield {"message": message, "kind": "missed", "gold": shown(key)}
        for j, own in enumerate(given):
            if j not in {j for _, j in pairs}:
                yield {"message": message, "kind": "false", "ours": shown(own)}
        for i, j in pairs:
            for slot in muc.SLOTS:
                counts = muc4_score.slot_counts(slot, wanted[i].slot(slot), given[j].slot(slot))
                if counts.possible + counts.actual > 2 * counts.correct:
                    name = muc.SLOTS[slot]
                    gold, ours = shown(wanted[i]).get(name), shown(given[j]).get(name)
                    yield {"message": message, "kind": "slot", "slot": name, "gold": gold, "ours": ours}


def shown(template: Template) -> dict[str, list[str]]:
    """Return a template's fills as words, by the slot's name."""
    return {
        muc.SLOTS[slot]: [" / ".join(fill.values) for fill in fills] for slot, fills in template.fills.items() if slot in muc.SLOTS
    }
