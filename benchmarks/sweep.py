"""Plain sentences made from the tables themselves, and which of them are not understood: holes that no annotated set shows.

    python benchmarks/sweep.py towns [--people 100000]     is X a place in "Gunmen shot dead four people in X on Monday"?
    python benchmarks/sweep.py groups                      who did it, claims, denies, by each name of each group in four frames

Runs without the model; a few minutes of one core. Prints what fails and how many.
"""

from __future__ import annotations

import argparse
import os
from collections import Counter
from collections.abc import Iterator

TOWN = "Gunmen shot dead four people in {X} on Monday, officials said."
FRAMES = {
    "claimed": "{X} claimed responsibility for a bombing at a market in Oldtown on Monday that killed three people.",
    "blamed": "A bomb killed three people at a market on Monday, and police blamed {X} for the attack.",
    "fighters": "Fighters of {X} shot dead three villagers on Monday, officials said.",
    "denied": "{X} has denied that it carried out the bombing that killed three people at a market on Monday.",
}


def towns(people: int) -> Iterator[tuple[str, str, bool]]:
    """Yield (frame, name, understood) of every town of so many people."""
    from dateline import annotate
    from dateline.gazetteer import gazetteer
    from dateline.types import Annotated, Document

    for name in gazetteer().towns(people):
        text = TOWN.replace("{X}", name)
        found = annotate.places(annotate.sentences(Annotated(Document("sweep", text)))).places
        yield "town", name, name in [place.toponym.of(text) for place in found]


def groups() -> Iterator[tuple[str, str, bool]]:
    """Yield (frame, name, understood) of every name of every group that stands for it without other support."""
    from dateline.codebook.actors import groups as known
    from dateline.pipeline import run
    from dateline.types import Document

    for record in known().values():
        for name in (alias for alias, match in record.names() if match in ("free", "cased")):
            for frame, words in FRAMES.items():
                incidents = run(Document("sweep", words.replace("{X}", name), language="en"), sift=False).incidents
                if frame == "denied":
                    ids = [claim.by.actor_id for incident in incidents for claim in incident.denials]
                else:
                    ids = [incident.perpetrator.actor.actor_id for incident in incidents if incident.perpetrator is not None]
                yield frame, name, record.id in ids


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("towns", "groups"))
    parser.add_argument("--people", type=int, default=100_000)
    args = parser.parse_args()
    os.environ["DATELINE_ENGINE"] = "grammar"
    told: Counter[tuple[str, bool]] = Counter()
    for frame, name, understood in towns(args.people) if args.what == "towns" else groups():
        told[frame, understood] += 1
        if not understood:
            print(f"{frame}: {name}")
    for frame in dict.fromkeys(frame for frame, _ in told):
        print(f"{frame}: {told[frame, True]:,} of {told[frame, True] + told[frame, False]:,} understood")


if __name__ == "__main__":
    main()
