"""Says as JSON what a PDF holds that poppler does not show: `outline.py FILE`."""

import json
import sys

from pypdf import PdfReader

reader = PdfReader(sys.argv[1])


def titles(outline, depth=0):
    """The bookmarks in their order, each with its depth and page."""
    for entry in outline:
        if isinstance(entry, list):
            yield from titles(entry, depth + 1)
        else:
            yield [depth, entry.title, reader.get_destination_page_number(entry) + 1]


def addresses():
    """Where links lead that leave the file."""
    for page in reader.pages:
        for link in page.get("/Annots") or []:
            action = link.get_object().get("/A") or {}
            if "/URI" in action:
                yield str(action["/URI"])


json.dump(
    {
        "language": reader.trailer["/Root"].get("/Lang"),
        "outline": list(titles(reader.outline)),
        "addresses": sorted(set(addresses())),
        "boxes": [[round(float(side)) for side in page.mediabox[2:]] for page in reader.pages],
    },
    sys.stdout,
)
