//! What each stage takes for a handbook of a hundred documents, and what its parts take for one: `cargo bench --bench stages`.
//!
//! A filter is a part of a name: `cargo bench --bench stages -- search`. The times are those of the clock, with all threads of the machine.

#[path = "../support/corpus.rs"]
#[allow(dead_code, reason = "shared with tests")]
mod corpus;

use std::sync::{Arc, LazyLock};

use annexa::base::date::Date;
use annexa::base::path::RelPath;
use annexa::diag::Findings;
use annexa::load::Sources;
use annexa::model::handbook::Handbook;
use annexa::parse::highlight::highlight;
use annexa::parse::{self, digest, id};
use annexa::pipeline::{Memo, Options, build, resolve};
use annexa::render::html::{Medium, Prose, body};
use annexa::render::page;
use annexa::render::press::{Loaded, Press};
use annexa::render::site::{Kind, Site};
use annexa::{check, export, model, render};
use corpus::Random;
use divan::counter::{BytesCount, ItemsCount};
use divan::{Bencher, black_box};

const DOCUMENTS: usize = 100;

fn main() {
    // Whatever runs all targets as tests does not pass this option.
    if std::env::args().any(|argument| argument == "--bench") {
        divan::main();
    }
}

fn today() -> Date {
    "2026-11-21".parse().expect("a date")
}

static SOURCES: LazyLock<Sources> = LazyLock::new(|| {
    let mut random = Random(27001);
    let documents = (0..DOCUMENTS)
        .map(|number| (corpus::path(number), corpus::document(number, DOCUMENTS, &mut random)));
    let settings = ("handbook.toml".to_owned(), corpus::SETTINGS.to_owned());
    let files: Vec<(String, String)> = documents.chain([settings]).collect();
    Sources::from_files(files.iter().map(|(path, text)| (path.as_str(), text.as_str())))
});

static HANDBOOK: LazyLock<Handbook> = LazyLock::new(|| resolve(&SOURCES, today()).0);

static PRESS: LazyLock<Press> = LazyLock::new(press);

fn press() -> Press {
    Press::new(&HANDBOOK, &SOURCES, &export::shelf(&HANDBOOK), &Loaded::default())
}

/// The files of the site, none of them made.
fn listed() -> Site<'static> {
    let (mut site, mut found) = (Site::default(), Findings::default());
    render::list(&PRESS, (&HANDBOOK, &SOURCES), &mut site, &mut found);
    export::list(&HANDBOOK, &mut site, &mut found);
    site
}

/// A document with code: every fourth has some.
fn text() -> Arc<str> {
    SOURCES.text(&RelPath::fixed(&corpus::path(4))).expect("it is there").into()
}

#[divan::bench_group(name = "stage")]
mod stage {
    use super::{
        Bencher, DOCUMENTS, HANDBOOK, ItemsCount, Kind, Memo, Options, Press, SOURCES, black_box,
        build, check, export, listed, model, parse, press, today,
    };

    #[divan::bench]
    fn parse(bencher: Bencher<'_, '_>) {
        let all = ItemsCount::new(DOCUMENTS);
        bencher.counter(all).bench(|| parse::parse(black_box(&SOURCES), &parse::Known::default()));
    }

    #[divan::bench]
    fn resolve(bencher: Bencher<'_, '_>) {
        let known = parse::Known::default();
        let parsed = || parse::parse(&SOURCES, &known).0;
        bencher.counter(ItemsCount::new(DOCUMENTS)).with_inputs(parsed).bench_values(|documents| {
            model::resolve::resolve(documents, &SOURCES, &known, today())
        });
    }

    #[divan::bench]
    fn check(bencher: Bencher<'_, '_>) {
        bencher.counter(ItemsCount::new(DOCUMENTS)).bench(|| check::check(black_box(&HANDBOOK)));
    }

    #[divan::bench]
    fn theme() -> Press {
        press()
    }

    #[divan::bench]
    fn list(bencher: Bencher<'_, '_>) {
        bencher.counter(ItemsCount::new(DOCUMENTS)).bench(listed);
    }

    #[divan::bench]
    fn render(bencher: Bencher<'_, '_>) {
        let all = ItemsCount::new(DOCUMENTS);
        bencher.counter(all).with_inputs(listed).bench_values(|mut site| {
            site.make(Kind::is_rendered);
            site
        });
    }

    #[divan::bench]
    fn export(bencher: Bencher<'_, '_>) {
        let all = ItemsCount::new(DOCUMENTS);
        bencher.counter(all).with_inputs(listed).bench_values(|mut site| {
            site.make(|kind| kind == Kind::Export);
            site
        });
    }

    #[divan::bench]
    fn search(bencher: Bencher<'_, '_>) {
        let all = ItemsCount::new(DOCUMENTS);
        bencher.counter(all).bench(|| export::search::files(black_box(&HANDBOOK)));
    }

    #[divan::bench]
    fn all(bencher: Bencher<'_, '_>) {
        let all = ItemsCount::new(DOCUMENTS);
        bencher.counter(all).bench(|| build(black_box(&SOURCES), &Options::on(today()), &()));
    }

    #[divan::bench]
    fn all_but_what_is_known(bencher: Bencher<'_, '_>) {
        let memo = Memo::default();
        annexa::pipeline::build_with(&SOURCES, &Options::on(today()), &memo, &());
        bencher.counter(ItemsCount::new(DOCUMENTS)).bench(|| {
            annexa::pipeline::build_with(black_box(&SOURCES), &Options::on(today()), &memo, &())
        });
    }
}

#[divan::bench_group(name = "document")]
mod document {
    use super::{
        Bencher, BytesCount, Findings, HANDBOOK, Medium, PRESS, Prose, RelPath, black_box, body,
        corpus, digest, highlight, id, page, text,
    };

    #[divan::bench]
    fn parse(bencher: Bencher<'_, '_>) {
        let (path, text) = (RelPath::fixed(&corpus::path(4)), text());
        bencher.counter(BytesCount::of_str(&text)).bench(|| {
            annexa::parse::document::parse(&path, black_box(&text), &mut Findings::default())
        });
    }

    #[divan::bench]
    fn text_under_control(bencher: Bencher<'_, '_>) {
        let parsed = &HANDBOOK.documents[4].parsed;
        let bytes = BytesCount::of_str(&parsed.text);
        bencher.counter(bytes).bench(|| digest::text_of(black_box(parsed)));
    }

    #[divan::bench]
    fn ids_in_text(bencher: Bencher<'_, '_>) {
        let text = text();
        let bytes = BytesCount::of_str(&text);
        bencher.counter(bytes).bench(|| id::mentions(black_box(&text)).count());
    }

    #[divan::bench]
    fn html(bencher: Bencher<'_, '_>) {
        let bytes = BytesCount::of_str(&HANDBOOK.documents[4].parsed.text);
        bencher
            .counter(bytes)
            .bench(|| body(black_box(&HANDBOOK), &Prose::of_document(&HANDBOOK, 4, Medium::Page)));
    }

    #[divan::bench(args = ["bash", "json", "yaml"])]
    fn code(bencher: Bencher<'_, '_>, language: &str) {
        let code = "key: [ \"a\", 12 ]   # of the review\nfor host in $(cat hosts); do\n  { \"id\": null }\ndone\n";
        // The grammar is loaded by the first block.
        highlight(code, language);
        bencher.counter(BytesCount::of_str(code)).bench(|| highlight(black_box(code), language));
    }

    #[divan::bench]
    fn page(bencher: Bencher<'_, '_>) {
        let url = &HANDBOOK.documents[4].url;
        let page = page::all(&HANDBOOK).find(|page| page.url == *url).expect("it has one");
        let templates = PRESS.templates.as_ref().expect("they are sound");
        bencher.bench(|| PRESS.render(black_box(&page), templates));
    }
}
