"""Words in the order of a Thai dictionary, as Chromium's ``Intl.Collator("th")`` put them."""

from pathlib import Path

# Provinces, industries, words that differ in a tone only, names as firms write them. To add words, run
# ``tests/browser/test_thai_order.py``: it says where they belong.
IN_ORDER = (Path(__file__).parent / "words_in_order.txt").read_text(encoding="utf-8").splitlines()
