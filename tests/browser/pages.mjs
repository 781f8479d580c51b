// One page of each type. The first test of accessibility.test.mjs fails when the handbook has a page of a type not named here.

export const TYPES = {
  "index.html": "index.html",
  "manage.html": "manage.html",
  "guide.html": "guide.html",
  "gaps.html": "gaps.html",
  "reading.html": "reading.html",
  "print.html": "print.html",
  "404.html": "404.html",
  "about.html": "about.html",
  "search.html": "search.html",
  "documents.html": "documents.html",
  "downloads.html": "downloads.html",
  "controls.html": "controls.html",
  "clauses.html": "clauses.html",
  "soa.html": "soa.html",
  "auditor.html": "auditor.html",
  "coverage.html": "coverage.html",
  "registers.html": "registers.html",
  "matrix.html": "matrix.html",
  "treatment.html": "treatment.html",
  "objectives.html": "objectives.html",
  "exceptions.html": "exceptions.html",
  "suppliers.html": "suppliers.html",
  "assets.html": "assets.html",
  "parties.html": "parties.html",
  "competences.html": "competences.html",
  "calendar.html": "calendar.html",
  "risks.html": "risks.html",
  "evidence.html": "evidence.html",
  "obligations.html": "obligations.html",
  "audits.html": "audits.html",
  "findings.html": "findings.html",
  "actions.html": "actions.html",
  "management-reviews.html": "management-reviews.html",
  "management-review-next.html": "management-review-next.html",
  "trainings.html": "trainings.html",
  "reviews.html": "reviews.html",
  "changes.html": "changes.html",
  "owners.html": "owners.html",
  "glossary.html": "glossary.html",
  "documents, in date": "documents/pol-005.html",
  "documents, review due soon": "documents/pol-003.html",
  "documents, review overdue": "documents/pol-008.html",
  "documents, draft": "documents/gdl-002.html",
  "documents, superseded": "documents/pol-016.html",
  "documents, earlier version": "documents/pol-005/2.0.html",
  "documents, changes": "documents/pol-005/changes-2.0-2.1.html",
  "records, in date": "records/rec-001.html",
  "records, on record": "records/fnd-2025-03.html",
  "records, draft": "records/rec-010.html",
  "reading": "reading/engineers.html",
  "print": "print/physical.html",
  "sections": "sections/access.html",
  "controls": "controls/a.5.15.html",
  "clauses": "clauses/6.1.3.html",
  "risks": "risks/r-002.html",
  "evidence": "evidence/ev-2026-019.html",
  "owners": "owners/ciso.html",
  "registers": "registers/software-licences.html",
  "downloads": "downloads/soa.html",
};

// Pages that strain their type: code and footnotes, pictures and wide tables, the longest titles, controls and roles without something.
export const HARD = [
  "documents/std-005.html", "documents/pol-006.html", "documents/pro-014.html", "records/rec-004.html", "records/rec-005.html",
  "records/trn-2026-03.html", "controls/a.5.21.html", "controls/a.8.30.html", "owners/ceo.html",
];

export const PAGES = [...Object.values(TYPES), ...HARD];

// Pages to be printed have no bar, tree or foot of the handbook around them.
export const PRINTED = /^print(\.html$|\/)/;

// Made to be mailed: one file that names no other and runs no script.
export const ALONE = /^downloads\/soa\.html$/;

// The type of a page: its name at the top of the handbook, else its folder, and for documents their state.
export function typeOf(path, html) {
  const [folder, rest] = path.split("/");
  if (!rest) return path;
  const state = /<article class="document state-([a-z-]+)/.exec(html);
  return state ? `${folder}, ${state[1].replaceAll("-", " ")}` : folder;
}
