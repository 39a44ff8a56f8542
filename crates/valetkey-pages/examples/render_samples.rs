//! Writes all samples of all pages in all languages and the pseudo-languages as HTML files, with the assets beside them and the
//! mails in a folder:
//! `cargo run -p valetkey-pages --example render_samples -- /tmp/pages`, then open `index.html` there.

use std::io::{Error, ErrorKind};
use std::path::PathBuf;

use valetkey_pages::{Language, Mail, MailBrand, MailFrame, assets, rendered_samples};

fn main() -> std::io::Result<()> {
    let folder = std::env::args_os().nth(1).map(PathBuf::from);
    let folder = folder.ok_or_else(|| Error::new(ErrorKind::InvalidInput, "name the folder to write to"))?;
    std::fs::create_dir_all(folder.join("assets"))?;
    std::fs::create_dir_all(folder.join("mails"))?;
    for asset in assets() {
        std::fs::write(folder.join(asset.path.trim_start_matches('/')), asset.bytes)?;
    }
    let mut index = String::from("<!doctype html><html lang=\"en\"><title>Samples</title><ul>");
    for language in Language::ALL.into_iter().chain(Language::PSEUDO) {
        for sample in rendered_samples(&language) {
            let name = format!("{}-{}-{}.html", sample.page, sample.sample, language.tag());
            // Files have no origin, so link to the assets beside the page instead of at the root.
            std::fs::write(folder.join(&name), sample.html.replace("\"/assets/", "\"assets/"))?;
            index.push_str(&format!("<li><a href=\"{name}\">{name}</a>"));
        }
        let brand = MailBrand::named("Example");
        let frame = MailFrame { language, account: Some("Ada Lovelace"), host: "id.example", brand: &brand };
        for (sample, mail) in Mail::samples() {
            let name = format!("mails/{sample}-{}.html", language.tag());
            std::fs::write(folder.join(&name), mail.render(&frame).html)?;
            index.push_str(&format!("<li><a href=\"{name}\">{name}</a>"));
        }
    }
    std::fs::write(folder.join("index.html"), index)
}
