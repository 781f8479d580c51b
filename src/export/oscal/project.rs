//! What all documents of a project share: names, people, and the controls that its Statement of Applicability decides on.

use crate::base::path::OutPath;
use crate::export::oscal::name::Names;
use crate::export::oscal::people::People;
use crate::export::oscal::token::Tokens;
use crate::export::oscal::tree::{Tree, is_own};
use crate::frameworks::Item;
use crate::model::entry::Entry;
use crate::model::handbook::Handbook;

/// What all documents of a project share.
pub(super) struct Project<'h> {
    /// The handbook.
    pub(super) handbook: &'h Handbook,
    /// The names of its things.
    pub(super) names: Names,
    /// Who may be named.
    pub(super) people: People<'h>,
    tokens: Tokens,
    tree: Tree,
}

impl<'h> Project<'h> {
    /// That of a handbook.
    pub(super) fn of(handbook: &'h Handbook) -> Self {
        let names = Names::of(handbook);
        let nothing = Tokens { items: Vec::new(), themes: Vec::new() };
        let main = handbook.frameworks.used.first();
        Self {
            handbook,
            names,
            people: People::of(handbook, names),
            tokens: main.map_or(nothing, Tokens::of),
            tree: main.map(|framework| Tree::of(framework, |_| true)).unwrap_or_default(),
        }
    }

    /// The id of a control or clause of the first framework in its catalog; `None` for a group, and for everything else.
    pub(super) fn control(&self, entry: Entry) -> Option<&str> {
        match entry {
            Entry::Item(0, number) if !self.tree.is_group(number) => Some(self.tokens.item(number)),
            _ => None,
        }
    }

    /// The ids of the controls and clauses that an entry stands for: a heading for all below it.
    pub(super) fn controls_of(&self, entry: Entry) -> Vec<&str> {
        match entry {
            Entry::Item(0, number) => {
                let numbers = self.tree.controls_of(number);
                numbers.into_iter().map(|number| self.tokens.item(number)).collect()
            }
            _ => Vec::new(),
        }
    }

    /// How an entry is called in a fact: as a control of the catalog, or as the handbook calls it.
    pub(super) fn id(&self, entry: Entry) -> String {
        let label = self.handbook.label(entry);
        match (self.control(entry), entry) {
            (Some(token), _) => token.to_owned(),
            (None, Entry::Item(framework, _)) if framework > 0 => {
                let framework = &self.handbook.frameworks.used[framework];
                format!("{}:{}", framework.id, label.id)
            }
            _ => label.id.clone(),
        }
    }

    /// The title of a document about the organization.
    pub(super) fn title(&self, text: &str, between: &str) -> String {
        match &self.handbook.settings.organization {
            Some(organization) => format!("{text} {between} {organization}"),
            None => text.to_owned(),
        }
    }
}

/// Where the documents of a project lie.
pub(super) struct Files {
    /// A catalog for each framework: its place among those used, and its file.
    pub(super) catalogs: Vec<(usize, OutPath)>,
    /// The catalog of the organization's own controls, if it has some.
    pub(super) own: Option<OutPath>,
    /// The Statement of Applicability as a profile.
    pub(super) profile: OutPath,
    /// The same as a component definition.
    pub(super) component: OutPath,
    /// Audits, findings and evidence.
    pub(super) results: OutPath,
}

impl Files {
    /// The files of a handbook; what they would hold is not looked at.
    pub(super) fn of(handbook: &Handbook) -> Self {
        let fixed = |name: &str| OutPath::fixed(&format!("downloads/oscal/{name}.json"));
        let own = fixed("own-controls-catalog");
        let mut catalogs: Vec<(usize, OutPath)> = Vec::new();
        let used = &handbook.frameworks.used;
        for (number, framework) in used.iter().enumerate() {
            if used.iter().take(number).any(|before| before.id == framework.id) {
                continue;
            }
            let named = OutPath::new(&format!("downloads/oscal/{}-catalog.json", framework.id));
            let is_free =
                |path: &OutPath| *path != own && catalogs.iter().all(|(_, taken)| taken != path);
            // An id that no file can have: by its place, as nothing else is named.
            let path = named.filter(is_free);
            let path = path.unwrap_or_else(|| fixed(&format!("framework.{}-catalog", number + 1)));
            catalogs.push((number, path));
        }
        let has_own = used.first().is_some_and(|framework| framework.items.iter().any(is_own));
        Self {
            catalogs,
            own: has_own.then_some(own),
            profile: fixed("soa-profile"),
            component: fixed("soa-component-definition"),
            results: fixed("assessment-results"),
        }
    }

    /// The catalog in which a control of the Statement of Applicability is found, as seen from its neighbors.
    pub(super) fn catalog_of(&self, item: &Item) -> Option<&str> {
        let main = self.catalogs.iter().find(|(number, _)| *number == 0).map(|(_, path)| path);
        let path = if is_own(item) { self.own.as_ref() } else { main };
        path.map(neighbor)
    }
}

/// The last segment of a path.
pub(super) fn neighbor(path: &OutPath) -> &str {
    path.as_str().rsplit('/').next().unwrap_or(path.as_str())
}
