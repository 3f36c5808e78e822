#!/usr/bin/env python3
"""Cuts the fonts that Muster draws with out of Noto's; README.md says how to run it."""

import argparse
import tempfile
from pathlib import Path

from fontTools import merge, subset
from fontTools.ttLib import TTFont

HERE = Path(__file__).resolve().parent

# Ranges drawn besides the Han characters: Latin of every European name, punctuation, forms, symbols.
RANGES = [
    (0x0020, 0x007E),  # ASCII
    (0x00A0, 0x00FF),  # Latin-1
    (0x0100, 0x017F),  # Latin Extended-A
    (0x01CD, 0x01DC),  # pinyin with tone marks
    (0x02C6, 0x02DD),
    (0x0391, 0x03C9),  # Greek, as in formulas
    (0x0410, 0x0451),  # Cyrillic, part of GB 2312
    (0x2010, 0x2027),  # dashes, quotes, bullets, ellipsis
    (0x2030, 0x205E),
    (0x2070, 0x209C),
    (0x20A0, 0x20BF),  # currencies
    (0x2100, 0x214F),  # letter-like: ℃ № ™
    (0x2150, 0x218B),  # fractions, Roman numerals
    (0x2190, 0x21FF),  # arrows
    (0x2200, 0x22FF),  # mathematics
    (0x2460, 0x24FF),  # enclosed numbers
    (0x2500, 0x257F),  # box drawing
    (0x2580, 0x25FF),  # blocks (bars of progress), shapes
    (0x2600, 0x267F),
    (0x2700, 0x27BF),  # ✓ ✗ ❶
    (0x3000, 0x303F),  # CJK punctuation
    (0x3041, 0x30FF),  # kana
    (0x3105, 0x312F),  # bopomofo
    (0x3200, 0x33FF),  # ㈠ ㎡ ㎞
    (0xFE10, 0xFE6F),
    (0xFF01, 0xFFEE),  # full-width forms
]


def han(codec, rows):
    """The characters whose two-byte code starts with one of `rows`."""
    found = set()
    for first in rows:
        for second in range(0x40, 0xFF):
            try:
                text = bytes([first, second]).decode(codec)
            except UnicodeDecodeError:
                continue
            found.update(map(ord, text))
    return found


def cut(font, points, features, out):
    chosen = subset.Options()
    chosen.layout_features = features  # of the Han fonts none: `locl` alone doubles the file
    chosen.hinting = False
    chosen.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]
    chosen.notdef_outline = False
    chosen.drop_tables += ["BASE", "VORG", "vhea", "vmtx", "STAT"]
    subsetter = subset.Subsetter(chosen)
    subsetter.populate(unicodes=points)
    subsetter.subset(font)
    font.flavor = None
    font.save(out)
    print(f"{out.name}: {len(font.getBestCmap())} characters, {out.stat().st_size / 1e6:.2f} MB")


def latin(folder, weight, style):
    """What Noto Sans CJK lacks of Latin, from Source Sans, whose letters it uses; under a name of our own."""
    slices = ("latin-ext", "vietnamese")
    with tempfile.TemporaryDirectory() as work:
        files = []
        for name in slices:
            font = TTFont(folder / f"source-sans-3-{name}-{weight}-normal.woff2")
            font.flavor = None
            for table in ("GSUB", "GPOS", "GDEF", "STAT"):
                if table in font:
                    del font[table]
            files.append(f"{work}/{name}.ttf")
            font.save(files[-1])
        font = merge.Merger().merge(files)
    for record in font["name"].names:
        if record.nameID in (1, 3, 4, 6, 16):
            # Its licence reserves the name Source.
            record.string = "MusterLatin" if record.nameID == 6 else "Muster Latin"
    font["OS/2"].usWeightClass = weight
    font["OS/2"].fsSelection = 0x20 if weight == 700 else 0x40
    points = {point for point in font.getBestCmap() if 0x00A0 <= point <= 0x1EFF}
    cut(font, points, [], HERE / f"MusterLatin-{style}.ttf")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--regular", default="/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc")
    parser.add_argument("--bold", default="/usr/share/fonts/opentype/noto/NotoSansCJK-Bold.ttc")
    parser.add_argument("--emoji", help="noto-emoji-emoji-400-normal.woff2 of the npm package @fontsource/noto-emoji")
    parser.add_argument("--latin", type=Path, help="folder `files` of the npm package @fontsource/source-sans-3")
    args = parser.parse_args()
    names = set(map(ord, (HERE / "names.txt").read_text(encoding="utf-8"))) - {10}
    gb, first, second = han("gb2312", range(0xA1, 0xF8)), han("big5", range(0xA4, 0xC7)), han("big5", range(0xC9, 0xFA))
    signs = {point for low, high in RANGES for point in range(low, high + 1)}
    # Face 2 of Debian's collections is SC: the Mainland's shapes.
    regular, bold = (TTFont(source, fontNumber=2) for source in (args.regular, args.bold))
    cut(regular, gb | first | second | names | signs, [], HERE / "NotoSansSC-Regular.otf")
    # Headings are names of areas and campaigns; a rarer character there falls back to the regular weight.
    cut(bold, gb | first | names | signs, [], HERE / "NotoSansSC-Bold.otf")
    if args.emoji:
        # `ccmp` joins families, professions and flags. Tones of skin make no difference in black and white.
        font = TTFont(args.emoji)
        points = {p for p in font.getBestCmap() if p > 0x2000 and not 0x1F3FB <= p <= 0x1F3FF}
        cut(font, points, ["ccmp"], HERE / "NotoEmoji-Regular.ttf")
    if args.latin:
        latin(args.latin, 400, "Regular")
        latin(args.latin, 700, "Bold")


if __name__ == "__main__":
    main()
