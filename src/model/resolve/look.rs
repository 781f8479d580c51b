//! `[look]` to what pages show: the mark is a picture of the project.

use crate::base::path::{OutPath, RelPath};
use crate::diag::span::Spanned;
use crate::model::look::{Accent, Logo, Look};
use crate::model::resolve::Resolver;
use crate::model::unresolved::Wanted;
use crate::parse::look::Look as Typed;

/// The kinds of file that every browser shows as a picture.
const KINDS: [&str; 5] = ["svg", "png", "webp", "jpg", "jpeg"];

/// Resolves the look; a mark that is not there or no picture is noted.
pub(super) fn look(typed: &Typed, resolver: &mut Resolver<'_>) -> Look {
    let url = typed.logo.as_ref().and_then(|file| picture(file, resolver));
    let dark = typed.logo_dark.as_ref().and_then(|file| picture(file, resolver));
    Look { accent: Accent::new(typed), logo: url.map(|url| Logo { url, dark }) }
}

fn picture(typed: &Spanned<String>, resolver: &mut Resolver<'_>) -> Option<OutPath> {
    let settings = RelPath::fixed("handbook.toml");
    let source = RelPath::new(&typed.value).filter(|path| resolver.sources.get(path).is_some());
    let is_picture = |path: &RelPath| KINDS.contains(&path.extension().to_lowercase().as_str());
    if source.is_some_and(|path| !is_picture(&path)) {
        let why = "a logo is an SVG, PNG, WebP or JPEG".to_owned();
        resolver.miss(&settings, &typed.at, &typed.value, Wanted::PublishableFile { why });
        return None;
    }
    resolver.file(&settings, typed).map(|(_, out)| out)
}
