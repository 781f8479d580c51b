"""Says what a workbook or a table holds, as JSON, so that a test can look at it.

    statement.py workbook FILE.xlsx
    statement.py tables FILE.csv ...
"""

import csv
import datetime
import json
import sys

import openpyxl


def value(cell):
    """What a cell shows, and of what kind it is: a day, a number, a text, a formula, or nothing."""
    if cell.value is None:
        return ["", "empty"]
    if cell.is_date:
        is_day = isinstance(cell.value, datetime.datetime) and cell.value.time() == datetime.time()
        return [cell.value.date().isoformat() if is_day else str(cell.value), "day" if is_day else "time"]
    kinds = {"n": "number", "s": "text", "f": "formula"}
    return [str(cell.value), kinds.get(cell.data_type, cell.data_type)]


def sheet(tab):
    first, last = tab.auto_filter.ref.split(":")
    head = tab[first].row
    bottom, right = tab[last].row, tab[last].column
    return {
        "name": tab.title,
        "above": [tab.cell(row, 1).value for row in range(1, head) if tab.cell(row, 1).value is not None],
        "beside": [c.coordinate for row in tab.iter_rows(1, head - 1, 2) for c in row if c.value is not None],
        "head": [tab.cell(head, column).value for column in range(1, right + 1)],
        "rows": [[value(c) for c in row] for row in tab.iter_rows(head + 1, bottom, 1, right)],
        "heights": [tab.row_dimensions[row].height for row in range(head + 1, bottom + 1)],
        "widths": [tab.column_dimensions[c.column_letter].width for c in tab[head]],
        "wrapped": all(c.alignment.wrap_text for row in tab.iter_rows(head, bottom, 1, right) for c in row if value(c)[1] != "number"),
        "headRow": head,
        "lastRow": tab.max_row,
        "lastColumn": tab.max_column,
        "right": right,
        "bottom": bottom,
        "frozen": tab.freeze_panes,
        "repeated": tab.print_title_rows,
        "printed": tab.print_area,
        "orientation": tab.page_setup.orientation,
        "paper": str(tab.page_setup.paperSize),
        "fits": tab.sheet_properties.pageSetUpPr.fitToPage,
        "wide": tab.page_setup.fitToWidth,
        "high": tab.page_setup.fitToHeight,
        "merged": [str(area) for area in tab.merged_cells.ranges],
    }


def workbook(path):
    book = openpyxl.load_workbook(path)
    properties = book.properties
    return {
        "title": properties.title,
        "created": properties.created.date().isoformat(),
        "sheets": [sheet(tab) for tab in book.worksheets],
    }


def table(path):
    with open(path, encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


if sys.argv[1] == "workbook":
    said = workbook(sys.argv[2])
else:
    said = [table(path) for path in sys.argv[2:]]
json.dump(said, sys.stdout)
