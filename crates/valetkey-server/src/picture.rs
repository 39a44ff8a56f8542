//! Pictures of users: decoded with limits, cropped to a square, scaled down and encoded again. No byte of the uploaded file is stored
//! or sent, so its metadata, such as the location, is gone, and it cannot be a file of another type as well.

use std::{io::Cursor, sync::LazyLock};

use image::{
    DynamicImage, ImageDecoder as _, ImageFormat, ImageReader, Limits, RgbaImage, codecs::jpeg::JpegEncoder,
};
use tokio::sync::Semaphore;
use valetkey_authorization_server::record::PictureFormat;

/// The path of pictures, below the issuer.
pub(crate) const PATH: &str = "/assets/pictures/";

/// The longest upload, in bytes.
pub(crate) const LONGEST: usize = 8 * 1024 * 1024;

/// Pixels at each side of a stored picture. A smaller one stays as it is.
const SIDE: u32 = 256;
/// The longest side of an upload, in pixels.
const LONGEST_SIDE: u32 = 10_000;
/// The most pixels of an upload.
const MOST_PIXELS: u64 = 50_000_000;
/// The most memory of one decoder, in bytes: 50 million pixels of 4 bytes, and some room.
const MOST_MEMORY: u64 = 224 * 1024 * 1024;
/// The quality of a JPEG, of 100.
const QUALITY: u8 = 85;

/// Pictures that are decoded at once, in the whole process. Others wait in line.
static DECODERS: Semaphore = Semaphore::const_new(1);
/// Uploads that are decoded or wait.
static LINE: LazyLock<Semaphore> = LazyLock::new(|| Semaphore::new(8));

/// A picture as it is stored.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct SmallPicture {
    /// The format.
    pub(crate) format: PictureFormat,
    /// The image.
    pub(crate) image: Vec<u8>,
}

/// The reason why an upload is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PictureError {
    /// Another format than PNG, JPEG or WebP.
    Format,
    /// Too many pixels.
    TooManyPixels,
    /// It can't be decoded.
    Damaged,
    /// Too many pictures are being decoded.
    Busy,
}

/// Makes a small picture, on a thread of its own.
pub(crate) async fn make_small(upload: bytes::Bytes) -> Result<SmallPicture, PictureError> {
    let Ok(_in_line) = LINE.try_acquire() else { return Err(PictureError::Busy) };
    let Ok(permit) = DECODERS.acquire().await else { return Err(PictureError::Busy) };
    let decoding = tokio::task::spawn_blocking(move || {
        // The place is taken until the work is done, whether or not somebody waits for it.
        let _permit = permit;
        small(&upload)
    });
    decoding.await.unwrap_or(Err(PictureError::Damaged))
}

fn small(upload: &[u8]) -> Result<SmallPicture, PictureError> {
    let format = format_of(upload).ok_or(PictureError::Format)?;
    let reader = || ImageReader::with_format(Cursor::new(upload), format);
    // The head alone says how large it is.
    let (width, height) = reader().into_dimensions().map_err(|_| PictureError::Damaged)?;
    let is_too_large = width.max(height) > LONGEST_SIDE || u64::from(width) * u64::from(height) > MOST_PIXELS;
    if is_too_large {
        return Err(PictureError::TooManyPixels);
    }
    let mut limits = Limits::default();
    limits.max_image_width = Some(LONGEST_SIDE);
    limits.max_image_height = Some(LONGEST_SIDE);
    limits.max_alloc = Some(MOST_MEMORY);
    let mut reader = reader();
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(|error| refusal(&error))?;
    let orientation = decoder.orientation().unwrap_or(image::metadata::Orientation::NoTransforms);
    let mut image = DynamicImage::from_decoder(decoder).map_err(|error| refusal(&error))?;
    image.apply_orientation(orientation);
    write(square(&image))
}

/// Returns the format that the first bytes say. The name of the file and what the browser says about it prove nothing.
fn format_of(upload: &[u8]) -> Option<ImageFormat> {
    let starts = |magic: &[u8]| upload.starts_with(magic);
    match upload {
        _ if starts(b"\x89PNG\r\n\x1a\n") => Some(ImageFormat::Png),
        _ if starts(b"\xff\xd8\xff") => Some(ImageFormat::Jpeg),
        _ if starts(b"RIFF") && upload.get(8..12) == Some(b"WEBP") => Some(ImageFormat::WebP),
        _ => None,
    }
}

fn refusal(error: &image::ImageError) -> PictureError {
    match error {
        image::ImageError::Limits(_) => PictureError::TooManyPixels,
        _ => PictureError::Damaged,
    }
}

/// Returns the square in the middle.
fn square(image: &DynamicImage) -> RgbaImage {
    let (width, height) = (image.width(), image.height());
    let side = width.min(height);
    let cut = image.crop_imm((width - side) / 2, (height - side) / 2, side, side);
    match side > SIDE {
        true => cut.thumbnail_exact(SIDE, SIDE).into_rgba8(),
        false => cut.into_rgba8(),
    }
}

/// Writes a JPEG, or a PNG where the picture is transparent somewhere.
fn write(picture: RgbaImage) -> Result<SmallPicture, PictureError> {
    let mut image = Vec::new();
    if picture.pixels().any(|pixel| pixel.0[3] < u8::MAX) {
        let written = DynamicImage::from(picture).write_to(&mut Cursor::new(&mut image), ImageFormat::Png);
        written.map_err(|_| PictureError::Damaged)?;
        return Ok(SmallPicture { format: PictureFormat::Png, image });
    }
    let opaque = DynamicImage::from(picture).into_rgb8();
    let written = JpegEncoder::new_with_quality(&mut image, QUALITY).encode_image(&opaque);
    written.map_err(|_| PictureError::Damaged)?;
    Ok(SmallPicture { format: PictureFormat::Jpeg, image })
}

#[cfg(test)]
mod tests;
