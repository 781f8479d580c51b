"""What openpyxl reads in workbooks, and what Python reads in the files of a project, as JSON.

    python3 workbooks.py book FILE...        the sheets of workbooks
    python3 workbooks.py project FOLDER      the rows of registers/*.toml and registers/*.csv
"""

import csv
import datetime
import json
import pathlib
import sys
import tomllib


def cell(of):
    value = of.value
    if isinstance(value, datetime.datetime):
        value = value.date().isoformat() if value.time() == datetime.time() else value.isoformat()
    link = of.hyperlink and (of.hyperlink.target or "") + (f"#{of.hyperlink.location}" if of.hyperlink.location else "")
    return {"value": value, "type": of.data_type, "date": bool(of.is_date and value is not None), "format": of.number_format, "wrap": bool(of.alignment.wrap_text), "link": link}


def sheet(of):
    page = of.page_setup
    return {
        "name": of.title,
        "frozen": of.freeze_panes,
        "filter": of.auto_filter.ref,
        "repeated": [of.print_title_rows, of.print_title_cols],
        "area": of.print_area,
        "orientation": page.orientation,
        "paper": page.paperSize,
        "fit": [bool(of.sheet_properties.pageSetUpPr.fitToPage), page.fitToWidth, page.fitToHeight],
        "footer": [of.oddFooter.left.text, of.oddFooter.right.text],
        "rightToLeft": bool(of.sheet_view.rightToLeft),
        "merged": len(of.merged_cells.ranges),
        # The file names a range of columns of one width by its first and last one.
        "widths": [[width.min, width.max, width.width] for width in of.column_dimensions.values()],
        "heights": {number: row.height for number, row in of.row_dimensions.items() if row.height},
        "rows": [[cell(one) for one in row] for row in of.iter_rows()],
    }


def book(path):
    import openpyxl

    of = openpyxl.load_workbook(path)
    about = of.properties
    return {
        "title": about.title,
        "creator": about.creator,
        "created": about.created.isoformat(),
        "modified": about.modified.isoformat(),
        "names": sorted(of.defined_names),
        "sheets": [sheet(one) for one in of.worksheets],
    }


def rows_of_toml(path):
    tables = [value for value in tomllib.loads(path.read_text("utf-8")).values() if isinstance(value, dict)]
    return {name: row for table in tables for name, row in table.items()}


def rows_of_csv(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    return {row.get("id") or str(number): {key: text for key, text in row.items() if text} for number, row in enumerate(rows)}


def project(folder):
    files = sorted(pathlib.Path(folder, "registers").iterdir())
    return {path.stem: rows_of_toml(path) if path.suffix == ".toml" else rows_of_csv(path) for path in files}


def main(what, *paths):
    answer = project(paths[0]) if what == "project" else {path: book(path) for path in paths}
    # ASCII, whatever the encoding of standard output is.
    json.dump(answer, sys.stdout, default=lambda value: value.isoformat())


main(*sys.argv[1:])
