//! `[look]` to what pages show: the mark is a picture of the project.

use crate::base::path::{OutPath, RelPath};
use crate::diag::span::Spanned;
use crate::model::assets;
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
    let source = RelPath::new(&typed.value).filter(|path| resolver.sources.get(path).is_some());
    let wanted = match source {
        None => Wanted::Page,
        Some(source) => match published(&source, resolver) {
            Ok(out) => {
                resolver.assets.insert(source, out.clone());
                return Some(out);
            }
            Err(why) => Wanted::PublishableFile { why },
        },
    };
    resolver.miss(&RelPath::fixed("handbook.toml"), &typed.at, &typed.value, wanted);
    None
}

fn published(source: &RelPath, resolver: &Resolver<'_>) -> Result<OutPath, String> {
    if !KINDS.contains(&source.extension().to_lowercase().as_str()) {
        return Err("a logo is an SVG, PNG, WebP or JPEG".to_owned());
    }
    if let Some(why) = assets::fault(source, resolver.sources.text(source)) {
        return Err(why);
    }
    assets::out_path(source).ok_or_else(|| "its name cannot be published".to_owned())
}
