//! How deep elements lie in each other once HTML is parsed, as browsers and the sanitizer parse it, and how many there are. The only file that
//! names `html5ever`.
//!
//! What is open cannot be told from the tags alone: some ends are left out, some end nothing, and formatting is opened again in every block
//! until it is closed. So the parser says it. It stops at the first element that is too much, before that makes it slow.

use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::fmt;
use std::rc::Rc;

use html5ever::interface::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::{StrTendril, TendrilSink};
use html5ever::{
    Attribute, ExpandedName, LocalName, ParseOpts, Parser, QualName, ns, parse_fragment,
};

use crate::parse::raw_html::{Excess, MOST_DISPLACED};

/// How many bytes are parsed before it is looked whether that was too much.
const STEP: usize = 1024;

/// Parses what is written to it. Writing fails once that is too much.
pub(super) struct HtmlDepth(Parser<Tree>);

impl HtmlDepth {
    /// Elements may lie `deepest` deep in each other, and their tags have `most` bytes.
    pub(super) fn new(deepest: usize, most: usize) -> Self {
        let nodes = RefCell::default();
        let (tags, displaced) = Default::default();
        let tree = Tree { deepest, most, tags, displaced, excess: Cell::new(None), nodes };
        // As the sanitizer parses it.
        let context = QualName::new(None, ns!(html), LocalName::from("div"));
        Self(parse_fragment(tree, ParseOpts::default(), context, Vec::new(), false))
    }

    /// What was too much.
    pub(super) fn excess(&self) -> Option<Excess> {
        self.0.tokenizer.sink.sink.excess.get()
    }
}

impl fmt::Write for HtmlDepth {
    fn write_str(&mut self, html: &str) -> fmt::Result {
        let mut rest = html;
        while !rest.is_empty() {
            let (step, after) = rest.split_at(rest.floor_char_boundary(STEP));
            self.0.process(StrTendril::from(step));
            if self.excess().is_some() {
                return Err(fmt::Error);
            }
            rest = after;
        }
        Ok(())
    }
}

/// What the parser knows of a node.
struct Node {
    name: QualName,
    /// Its index among the nodes of the tree.
    number: usize,
}

/// What the tree knows of a node.
#[derive(Default)]
struct Place {
    parent: Option<usize>,
    children: Vec<usize>,
}

/// The elements and comments, by who lies in whom. The parser holds it and changes it through shared references.
struct Tree {
    deepest: usize,
    most: usize,
    /// How many bytes the tags have.
    tags: Cell<usize>,
    /// How many pieces of text and elements tables have pushed out.
    displaced: Cell<usize>,
    excess: Cell<Option<Excess>>,
    nodes: RefCell<Vec<Place>>,
}

impl Tree {
    fn create(&self, name: QualName) -> Rc<Node> {
        let mut nodes = self.nodes.borrow_mut();
        nodes.push(Place::default());
        Rc::new(Node { name, number: nodes.len() - 1 })
    }

    fn put(&self, parent: usize, child: NodeOrText<Rc<Node>>) {
        let NodeOrText::AppendNode(child) = child else { return };
        self.take(child.number);
        let mut nodes = self.nodes.borrow_mut();
        nodes[parent].children.push(child.number);
        nodes[child.number].parent = Some(parent);
        // The document and the root of the fragment hold everything.
        let depth = std::iter::successors(Some(parent), |at| nodes[*at].parent).count() - 1;
        if depth > self.deepest {
            self.excess.set(Some(Excess::Depth));
        }
    }

    /// Takes a node out of the one that holds it.
    fn take(&self, node: usize) {
        let mut nodes = self.nodes.borrow_mut();
        let Some(parent) = nodes[node].parent.take() else { return };
        // Only what was added last is ever moved.
        let siblings = &mut nodes[parent].children;
        if let Some(at) = siblings.iter().rposition(|sibling| *sibling == node) {
            siblings.remove(at);
        }
    }

    /// Notes that something was put before a table, which cannot hold it.
    fn displace(&self) {
        self.displaced.set(self.displaced.get() + 1);
        if self.displaced.get() > MOST_DISPLACED {
            self.excess.set(Some(Excess::Displaced));
        }
    }

    fn parent(&self, node: &Node) -> Option<usize> {
        self.nodes.borrow()[node.number].parent
    }
}

impl TreeSink for Tree {
    type Handle = Rc<Node>;
    type Output = ();
    type ElemName<'a> = ExpandedName<'a>;

    fn finish(self) {}

    fn parse_error(&self, _: Cow<'static, str>) {}

    fn get_document(&self) -> Rc<Node> {
        self.create(QualName::new(None, ns!(), LocalName::from("")))
    }

    fn elem_name<'a>(&'a self, target: &'a Rc<Node>) -> ExpandedName<'a> {
        target.name.expanded()
    }

    fn create_element(&self, name: QualName, with: Vec<Attribute>, _: ElementFlags) -> Rc<Node> {
        // `<name a="b"></name>`
        let attributes = with.iter().map(|it| it.name.local.len() + it.value.len() + 4);
        self.tags.set(self.tags.get() + 2 * name.local.len() + 5 + attributes.sum::<usize>());
        if self.tags.get() > self.most {
            self.excess.set(Some(Excess::Tags));
        }
        self.create(name)
    }

    fn create_comment(&self, _: StrTendril) -> Rc<Node> {
        self.create(QualName::new(None, ns!(), LocalName::from("")))
    }

    fn create_pi(&self, _: StrTendril, _: StrTendril) -> Rc<Node> {
        self.create(QualName::new(None, ns!(), LocalName::from("")))
    }

    fn append(&self, parent: &Rc<Node>, child: NodeOrText<Rc<Node>>) {
        self.put(parent.number, child);
    }

    fn append_based_on_parent_node(
        &self,
        element: &Rc<Node>,
        before: &Rc<Node>,
        child: NodeOrText<Rc<Node>>,
    ) {
        self.displace();
        self.put(self.parent(element).unwrap_or(before.number), child);
    }

    fn append_before_sibling(&self, sibling: &Rc<Node>, child: NodeOrText<Rc<Node>>) {
        self.displace();
        if let Some(parent) = self.parent(sibling) {
            self.put(parent, child);
        }
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    fn add_attrs_if_missing(&self, _: &Rc<Node>, _: Vec<Attribute>) {}

    fn get_template_contents(&self, target: &Rc<Node>) -> Rc<Node> {
        target.clone()
    }

    fn same_node(&self, one: &Rc<Node>, other: &Rc<Node>) -> bool {
        one.number == other.number
    }

    fn set_quirks_mode(&self, _: QuirksMode) {}

    fn remove_from_parent(&self, target: &Rc<Node>) {
        self.take(target.number);
    }

    fn reparent_children(&self, node: &Rc<Node>, parent: &Rc<Node>) {
        let mut nodes = self.nodes.borrow_mut();
        let children = std::mem::take(&mut nodes[node.number].children);
        for child in &children {
            nodes[*child].parent = Some(parent.number);
        }
        nodes[parent.number].children.extend(children);
    }
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use super::*;

    fn is_deeper(html: &str, deepest: usize) -> bool {
        HtmlDepth::new(deepest, 10_000).write_str(html).is_err()
    }

    #[track_caller]
    fn depth(html: &str, expected: usize) {
        assert!(is_deeper(html, expected - 1) && !is_deeper(html, expected), "{html}");
    }

    #[test]
    fn depth_is_that_of_the_parsed_page() {
        depth("a<p>b", 1);
        depth("<div><b>a</b><i>b</i></div>", 2);
        depth(&"<ul><li>a<li>b</ul>".repeat(9), 2);
        depth(&format!("<table>{}", "<tr><td>a<td>b".repeat(90)), 4);
        depth(&format!("<select>{}", "<option>a".repeat(90)), 2);
        depth(&"<p>a <b>b</p>\n".repeat(9), 10);
        depth(&"<div><table><tr><td></div>".repeat(3), 15);
        depth("<?'><div>'?>", 1);
        depth("<div><textarea></div></textarea><p>", 2);
        depth("<b><i><p>a</b></i>", 3);
        depth("<table><b>a<i>b</table>", 2);
    }

    #[test]
    fn tags_are_those_of_the_parsed_page() {
        let excess = |html: &str, most: usize| {
            let mut parsed = HtmlDepth::new(64, most);
            let written = parsed.write_str(html);
            assert_eq!(written.is_err(), parsed.excess().is_some());
            parsed.excess()
        };
        let html = "<p><b title=c>a<p>b<p>c";
        // Besides what lies in it, the fragment has a root.
        let most = 13 + 11 + 3 * (7 + 7 + 10);
        assert_eq!(excess(html, most), None);
        assert_eq!(excess(html, most - 1), Some(Excess::Tags));
    }
}
