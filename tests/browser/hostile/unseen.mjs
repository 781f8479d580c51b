// Places that take a text which no page shows, and texts that take no payload, each with the reason.

const CSV = "a register that is kept as CSV says it in `handbook.toml`, where it got payloads";
const SETTING = "a setting of the project, whose author is trusted: anything but what is known is a finding, and the default holds";
const DIGEST = "compared, never shown";
const SEARCH = "read by the search only; it is in the files of the index";

export const UNSEEN = {
  // A text of a schema that the project does not write.
  without: new Map([
    ...["about", "fulfils[]", "owner", "title"].map((key) => [`parties.${key}`, CSV]),
    ...["frameworks[]", "language", "look.logo", "look.logo_dark", "report.document", "waiver[].code"].map((key) => [`handbook.${key}`, SETTING]),
  ]),
  // A place whose text reaches no page.
  places: new Map([
    ...["document.approvals[]", "document.reviews[]", "soa.approvals[]", "soa.reviews[]"].map((entry) => [`${entry}.digest`, DIGEST]),
    ...["keywords[]", "questions[]", "tags[]"].map((key) => [`document.${key}`, SEARCH]),
    ["risks.risk.*.acceptance[].residual.why", "only the figures of an acceptance are shown"],
    ["people.person.*.git[]", "names of commits, for comparing"],
    ...["framework.published", "framework.version", "framework.url", "theme.title", "attributes"].map((key) => [`frameworks/*.toml: ${key}`, "of a framework that is not the first one, this is for OSCAL only"]),
    ["Markdown: link title", "titles of links are left out"],
    ["Markdown: code language", "a language that is not known is left out, with a finding"],
    ["asset: text", "a file of its own, which browsers show as text"],
  ]),
};
