"""Score a response file in the format of the Message Understanding Conference by Dateline's scorer.

    python benchmarks/muc4_response.py RESPONSE --data ../shared/data/muc4 [--split test]

Messages of the key without an answer count as missed. Prints the table of ``dateline evaluate muc4``.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from dateline.cli.evaluate import show
from dateline.evaluate import muc4
from dateline.evaluate.muc4_keys import read_templates
from dateline.evaluate.result import Evaluation


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("response", type=Path, nargs="+")
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--split", choices=("dev", "test"), default="test")
    options = parser.parse_args()
    texts, keys, _ = muc4.load(options.data, options.split)
    answers = read_templates(options.response)
    strangers = sorted(set(answers) - set(keys))
    if strangers:
        print(f"{len(strangers)} messages without a key, the first {strangers[0]}", file=sys.stderr)
    show(Evaluation("muc4 response", "", tuple(muc4.response_rows(keys, answers, texts)), {}), options.split)
    return 0


if __name__ == "__main__":
    sys.exit(main())
