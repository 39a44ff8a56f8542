use image::{Rgba, RgbaImage};

use super::*;

/// A picture with a red left half and a blue right half.
fn halves(width: u32, height: u32, alpha: u8) -> DynamicImage {
    let pixel = |x: u32, _| if x < width / 2 { Rgba([255, 0, 0, alpha]) } else { Rgba([0, 0, 255, 255]) };
    DynamicImage::from(RgbaImage::from_fn(width, height, pixel))
}

fn written(image: &DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Vec::new();
    let image = if format == ImageFormat::Jpeg { DynamicImage::from(image.to_rgb8()) } else { image.clone() };
    image.write_to(&mut Cursor::new(&mut bytes), format).unwrap();
    bytes
}

fn read(picture: &SmallPicture) -> RgbaImage {
    image::load_from_memory(&picture.image).unwrap().into_rgba8()
}

fn is_red(pixel: &Rgba<u8>) -> bool {
    pixel.0[0] > 180 && pixel.0[2] < 80
}

const CANARY: &[u8] = b"48.2082 N 16.3738 E canary";

/// An Exif segment with the orientation and a description.
fn exif(orientation: u8) -> Vec<u8> {
    let length = u8::try_from(CANARY.len()).unwrap();
    let mut tiff = b"II*\0\x08\0\0\0\x02\0".to_vec();
    tiff.extend([0x0e, 0x01, 2, 0, length, 0, 0, 0, 38, 0, 0, 0]);
    tiff.extend([0x12, 0x01, 3, 0, 1, 0, 0, 0, orientation, 0, 0, 0]);
    tiff.extend([0; 4]);
    tiff.extend(CANARY);
    [b"Exif\0\0", &tiff[..]].concat()
}

fn with_exif(jpeg: &[u8], orientation: u8) -> Vec<u8> {
    let exif = exif(orientation);
    let length = u16::try_from(exif.len() + 2).unwrap().to_be_bytes();
    [&jpeg[..2], b"\xff\xe1", &length, &exif, &jpeg[2..]].concat()
}

#[test]
fn each_format_becomes_a_small_square() {
    for format in [ImageFormat::Png, ImageFormat::Jpeg, ImageFormat::WebP] {
        let picture = small(&written(&halves(600, 400, 255), format)).unwrap();
        assert_eq!(picture.format, PictureFormat::Jpeg);
        let image = read(&picture);
        assert_eq!(image.dimensions(), (256, 256), "{format:?}");
        assert!(is_red(image.get_pixel(5, 128)) && !is_red(image.get_pixel(250, 128)), "the middle is kept");
    }
    let tiny = small(&written(&halves(40, 60, 255), ImageFormat::Png)).unwrap();
    assert_eq!(read(&tiny).dimensions(), (40, 40), "a small one is not made larger");
    let clear = small(&written(&halves(300, 300, 0), ImageFormat::Png)).unwrap();
    assert_eq!((clear.format, read(&clear).get_pixel(5, 5).0[3]), (PictureFormat::Png, 0));
}

#[test]
fn the_place_where_it_was_taken_is_gone_and_the_picture_stands_upright() {
    let jpeg = written(&halves(300, 300, 255), ImageFormat::Jpeg);
    let upload = with_exif(&jpeg, 6);
    assert!(upload.windows(CANARY.len()).any(|window| window == CANARY));
    let picture = small(&upload).unwrap();
    assert!(!picture.image.windows(6).any(|window| window == &CANARY[..6] || window == b"Exif\0\0"));
    // Turned by a quarter: left is on top.
    let image = read(&picture);
    assert!(is_red(image.get_pixel(128, 5)) && !is_red(image.get_pixel(128, 250)));
    let text = [b"tEXt", &b"Comment\0"[..], CANARY].concat();
    let png = written(&halves(300, 300, 0), ImageFormat::Png);
    let length = u32::try_from(text.len() - 4).unwrap().to_be_bytes();
    let chunk = [&length[..], &text, &crc(&text).to_be_bytes()].concat();
    let upload = [&png[..33], &chunk, &png[33..]].concat();
    let picture = small(&upload).unwrap();
    assert!(!picture.image.windows(6).any(|window| window == &CANARY[..6] || window == b"tEXtCo"));
}

/// The checksum of a chunk of a PNG.
fn crc(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |crc, byte| {
        (0..8).fold(
            crc ^ u32::from(*byte),
            |crc, _| if crc & 1 == 1 { (crc >> 1) ^ 0xedb8_8320 } else { crc >> 1 },
        )
    })
}

/// A PNG of one pixel that says it has these sides.
fn png_that_says(width: u32, height: u32) -> Vec<u8> {
    let mut png = written(&halves(1, 1, 255), ImageFormat::Png);
    png[16..20].copy_from_slice(&width.to_be_bytes());
    png[20..24].copy_from_slice(&height.to_be_bytes());
    let checksum = crc(&png[12..29]).to_be_bytes();
    png[29..33].copy_from_slice(&checksum);
    png
}

#[test]
fn a_picture_of_too_many_pixels_is_refused_before_it_is_decoded() {
    for (width, height) in [(50_000, 50_000), (50_000, 1), (1, 50_000), (10_001, 10), (9_000, 9_000)] {
        assert_eq!(
            small(&png_that_says(width, height)),
            Err(PictureError::TooManyPixels),
            "{width} {height}"
        );
    }
    assert_eq!(small(&png_that_says(10_000, 10)), Err(PictureError::Damaged), "its pixels are not there");
}

#[test]
fn other_formats_and_damaged_pictures_are_refused() {
    for other in [
        &b""[..],
        b"GIF89a\x01\0\x01\0",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"BM",
        b"%PDF-1.7",
        b"RIFF\0\0\0\0WAVE",
        b"\0\0\0\x1cftypavif",
        b"<!doctype html>",
    ] {
        assert_eq!(small(other), Err(PictureError::Format), "{other:?}");
    }
    for format in [ImageFormat::Png, ImageFormat::Jpeg, ImageFormat::WebP] {
        let good = written(&halves(64, 64, 255), format);
        for end in [12, good.len() / 4] {
            assert_eq!(small(&good[..end]), Err(PictureError::Damaged), "{format:?} cut at {end}");
        }
    }
}

#[tokio::test]
async fn only_some_pictures_wait_for_the_decoder() {
    let png = bytes::Bytes::from(written(&halves(600, 600, 255), ImageFormat::Png));
    let all = (0..40).map(|_| tokio::spawn(make_small(png.clone())));
    let mut results = Vec::new();
    for one in all.collect::<Vec<_>>() {
        results.push(one.await.unwrap().map(|picture| picture.format));
    }
    let done = results.iter().filter(|result| **result == Ok(PictureFormat::Jpeg)).count();
    let busy = results.iter().filter(|result| **result == Err(PictureError::Busy)).count();
    assert!(done >= 8 && busy >= 1 && done + busy == 40, "{done} done, {busy} busy");
}
