use valetkey_types::TenantId;

use super::{logo::LARGEST_LOGO, *};

fn colour(text: &str) -> Colour {
    text.parse().unwrap()
}

fn with_accent(light: &str, dark: Option<&str>) -> Branding {
    Branding { accent: Some(colour(light)), accent_dark: dark.map(colour), ..Branding::default() }
}

#[test]
fn a_colour_is_six_digits() {
    assert_eq!(colour("#0E5a58").to_string(), "#0e5a58");
    for text in ["", "#", "0e5a58", "#0e5a5", "#0e5a588", "#0e5a5g", "#+e5a58", "red", "#0e5a58;}", "#0é5a5"]
    {
        assert!(text.parse::<Colour>().is_err(), "{text:?}");
    }
}

#[test]
fn contrast_is_computed_as_in_the_standard() {
    assert_eq!(Colour::BLACK.contrast(Colour::WHITE).round(), 21.0);
    assert!((colour("#777777").contrast(Colour::WHITE) - 4.48).abs() < 0.01);
}

#[test]
fn u3_an_accent_that_is_hard_to_read_is_refused_with_the_nearest_one_that_passes() {
    let refused = check_branding(&with_accent("#ff9900", None)).unwrap_err();
    let nearest = refused.nearest.unwrap();
    assert_eq!(check_branding(&with_accent(&nearest.to_string(), None)), Ok(()));
    let text = refused.to_string();
    assert!(text.starts_with("accent: expected a contrast of at least 4.5:1"), "{text}");
    assert!(text.contains(&nearest.to_string()) && text.ends_with("got #ff9900 with 2.02:1"), "{text}");
    // One step closer to the refused colour fails.
    let before = (0..=256).map(|share| colour("#ff9900").mixed(Colour::BLACK, share));
    let mut passing = before.filter(|colour| check_branding(&with_accent(&colour.to_string(), None)).is_ok());
    assert_eq!(passing.next(), Some(nearest));

    let refused = check_branding(&with_accent("#0e5a58", Some("#0e5a58"))).unwrap_err();
    assert_eq!(refused.field, "accent_dark");
    assert!(refused.to_string().contains("dark pages"), "{refused}");
}

#[test]
fn u3_a_background_that_is_hard_to_read_is_refused() {
    let with = |light: &str, dark: Option<&str>| Branding {
        background: Some(colour(light)),
        background_dark: dark.map(colour),
        ..Branding::default()
    };
    assert_eq!(check_branding(&with("#fff4e0", Some("#101418"))), Ok(()));
    for (light, dark, field) in [
        ("#003366", None, "background"),
        ("#808080", None, "background"),
        ("#fff4e0", Some("#fff4e0"), "background_dark"),
    ] {
        let refused = check_branding(&with(light, dark)).unwrap_err();
        assert_eq!(refused.field, field);
        let nearest = refused.nearest.unwrap();
        let mended = match field {
            "background" => with(&nearest.to_string(), None),
            _ => Branding { background_dark: Some(nearest), ..with(light, None) },
        };
        assert_eq!(check_branding(&mended), Ok(()), "{nearest}");
    }
}

#[test]
fn u3_whatever_accent_passes_is_readable_everywhere() {
    let mut passed = 0;
    for number in (0..=0xff_ffff).step_by(4_099) {
        let branding = with_accent(&Colour::new(number).to_string(), None);
        let is_accepted = check_branding(&branding).is_ok();
        let palette = Palette::of(&branding);
        let schemes = [(palette.light, Colour::WHITE), (palette.dark, colour("#1b2226"))];
        for (scheme, card) in schemes.into_iter().filter(|(_, card)| is_accepted || *card != Colour::WHITE) {
            let accent = scheme.accent.unwrap();
            for (front, back) in [
                (accent.accent, card),
                (accent.accent, accent.soft),
                (accent.strong, card),
                (accent.text, accent.accent),
                (accent.text, accent.strong),
            ] {
                assert!(front.contrast(back) >= 4.5, "{number:06x}: {front} on {back}");
            }
            passed += 1;
        }
    }
    assert!(passed > 1_000, "the test looks at colours that pass");
}

#[test]
fn u3_names_and_addresses_are_checked() {
    let named = |name: &str| check_branding(&Branding { name: Some(name.to_owned()), ..Branding::default() });
    assert_eq!(named("Ärzte & Söhne <GmbH>"), Ok(()));
    for name in ["", "  ", "a\nb", "a\0", &"a".repeat(101)] {
        assert_eq!(named(name).unwrap_err().field, "name", "{name:?}");
    }
    let support =
        |uri: &str| check_branding(&Branding { support_uri: Some(uri.to_owned()), ..Branding::default() });
    let terms =
        |uri: &str| check_branding(&Branding { terms_uri: Some(uri.to_owned()), ..Branding::default() });
    for uri in ["https://acme.example/help", "http://127.0.0.1:3000/help"] {
        assert_eq!((support(uri), terms(uri)), (Ok(()), Ok(())), "{uri}");
    }
    assert_eq!(support("mailto:help@acme.example"), Ok(()));
    assert!(terms("mailto:help@acme.example").is_err());
    for uri in [
        "",
        "javascript:alert(1)",
        "data:text/html,x",
        "http://acme.example",
        "//acme.example",
        "https://user@acme.example",
        "https://acme.example/a b",
        "mailto:",
        "mailto:a@b?subject=x",
        "mailto:a@b,c@d",
        "mailto:a\"@b",
    ] {
        assert!(support(uri).is_err(), "{uri}");
    }
    let radius = |radius| check_branding(&Branding { corner_radius: Some(radius), ..Branding::default() });
    assert_eq!((radius(0), radius(32)), (Ok(()), Ok(())));
    assert_eq!(radius(33).unwrap_err().to_string(), "corner_radius: expected 0 to 32 pixels, got 33");
}

#[test]
fn a_dark_value_needs_its_light_one() {
    let alone = Branding { accent_dark: Some(Colour::WHITE), ..Branding::default() };
    assert_eq!(check_branding(&alone).unwrap_err().field, "accent_dark");
}

#[test]
fn a_client_changes_pairs_as_a_whole() {
    let tenant = Branding { name: Some("Acme".to_owned()), ..with_accent("#0e5a58", Some("#6fcfc6")) };
    let client = with_accent("#7a1f5c", None);
    let merged = client.over(&tenant);
    assert_eq!((merged.accent, merged.accent_dark), (client.accent, None));
    assert_eq!(merged.name.as_deref(), Some("Acme"));
    assert_eq!(Branding::default().over(&tenant), tenant);
}

#[test]
fn u3_a_logo_is_known_by_its_content() {
    for (bytes, format) in [
        (b"\x89PNG\r\n\x1a\nrest".as_slice(), LogoFormat::Png),
        (b"RIFF\x10\0\0\0WEBPVP8 ", LogoFormat::WebP),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><path d='M0 0'/></svg>", LogoFormat::Svg),
        (
            b"\xef\xbb\xbf<?xml version='1.0'?>\n<!-- made by hand -->\n<svg\nviewBox='0 0 1 1'><use href='#a'/></svg>",
            LogoFormat::Svg,
        ),
        (b"<svg ><g fill=\"url(#a)\" transition='on'/></svg>", LogoFormat::Svg),
    ] {
        assert_eq!(check_logo(bytes), Ok(format));
    }
}

#[test]
fn u3_a_hostile_logo_is_refused() {
    let ten_megabytes = vec![b'a'; 10 << 20];
    assert_eq!(check_logo(&ten_megabytes), Err(LogoError::TooLarge(10 << 20)));
    let mut large = b"\x89PNG\r\n\x1a\n".to_vec();
    large.resize(LARGEST_LOGO + 1, 0);
    assert!(matches!(check_logo(&large), Err(LogoError::TooLarge(_))));
    for bytes in [
        b"".as_slice(),
        b"GIF89a",
        b"\xff\xd8\xff\xe0",
        b"<!doctype html><html><svg></svg></html>",
        b"<html><body><svg/></body></html>",
        b"<svgx></svgx>",
        b"%PDF-1.7",
        b"RIFF\x10\0\0\0WAVE",
        b"<!-- <svg>",
        b"\xfe\xff\0<\0s\0v\0g",
    ] {
        assert!(
            matches!(check_logo(bytes), Err(LogoError::Format(_))),
            "{:?}",
            String::from_utf8_lossy(bytes)
        );
    }
    for inside in [
        "<script>alert(1)</script>",
        "<ScRiPt xlink:href='data:,alert(1)'/>",
        "<x:script xmlns:x='http://www.w3.org/2000/svg'>alert(1)</x:script>",
        "<g onload='alert(1)'/>",
        "<g\nonload\n=\n'alert(1)'/>",
        "<g ONCLICK=alert(1) />",
        "<foreignObject><body/></foreignObject>",
        "<a href='javascript:alert(1)'><path/></a>",
        "<a xlink:href=\"https://evil.example\"/>",
        "<image href='https://evil.example/x.png'/>",
        "<image href='data:image/svg+xml,x'/>",
        "<use href = '//evil.example/x.svg#a'/>",
        "<style>@import 'https://evil.example/x.css';</style>",
        "<g style='fill:url( https://evil.example/x )'/>",
        "<g style='fill:u\\72l(https://evil.example)'/>",
        "<animate attributeName='href' to='javascript:alert(1)'/>",
        "<set attributeName='onload' to='x'/>",
        "<a href='&#106;avascript:alert(1)'/>",
    ] {
        let svg = format!("<svg xmlns='http://www.w3.org/2000/svg'>{inside}</svg>");
        assert!(matches!(check_logo(svg.as_bytes()), Err(LogoError::ActiveSvg(_))), "{svg}");
    }
    let entity = "<?xml version='1.0'?><svg><!ENTITY x 'y'></svg>";
    assert!(matches!(check_logo(entity.as_bytes()), Err(LogoError::ActiveSvg(_))));
    let doctype = "<!DOCTYPE svg [<!ENTITY a 'b'>]><svg></svg>";
    assert_eq!(check_logo(doctype.as_bytes()), Err(LogoError::ActiveSvg("a DOCTYPE")));
}

#[test]
fn the_name_of_a_logo_is_its_own_and_no_path() {
    let (acme, other) = (TenantId::new("acme"), TenantId::new("other"));
    let id = LogoId::of(&acme, "", LogoFormat::Png, b"x");
    assert_eq!(id.to_string().parse(), Ok(id.clone()));
    for different in [
        LogoId::of(&other, "", LogoFormat::Png, b"x"),
        LogoId::of(&acme, "client", LogoFormat::Png, b"x"),
        LogoId::of(&acme, "", LogoFormat::Png, b"y"),
    ] {
        assert_ne!(id, different);
    }
    for text in
        ["", "..", "../x.png", "0123456789abcdef0123456789abcdef.gif", "0123456789ABCDEF0123456789ABCDEF.png"]
    {
        assert!(text.parse::<LogoId>().is_err(), "{text:?}");
    }
}
