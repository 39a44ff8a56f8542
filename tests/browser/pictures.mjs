// Takes the pictures in docs/pictures again: node tests/browser/pictures.mjs [FOLDER]
// With a FOLDER it writes all looks there, dark and 320 pixels too, to look at.

import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { crc32, deflateSync } from 'node:zlib';

import { openChromium } from './chromium.mjs';
import { renderSamples } from './samples.mjs';

/** The samples by the name of the picture. */
const PICTURES = {
  'sign-in': 'login-providers',
  'second-step': 'second-step-trust',
  'sign-up': 'ask-mail-sign-up',
  registration: 'choose-password-register-by-code',
  reset: 'choose-password-reset-by-code',
  'account-chooser': 'account-chooser-own',
  profile: 'account-profile-full',
  security: 'account-security-second-factors',
  devices: 'account-devices-three',
  apps: 'account-apps-two-applications',
  data: 'account-data-both',
};
/** Two languages of docs/decisions/0022-branding-and-languages.md. */
const IN_LANGUAGES = [
  { name: 'sign-in-phone-ar', sample: 'login-providers', language: 'ar' },
  { name: 'security-phone-ja', sample: 'account-security-second-factors', language: 'ja' },
];
const LOOKS = {
  light: { colorScheme: 'light', viewport: { width: 900, height: 600 } },
  phone: { colorScheme: 'light', viewport: { width: 360, height: 640 } },
  dark: { colorScheme: 'dark', viewport: { width: 900, height: 600 } },
  'phone-dark': { colorScheme: 'dark', viewport: { width: 360, height: 640 } },
  narrow: { colorScheme: 'light', viewport: { width: 320, height: 640 } },
};

const target = process.argv[2];
const folder = target ?? join('docs', 'pictures');
const looks = target ? Object.keys(LOOKS) : ['light', 'phone'];
mkdirSync(folder, { recursive: true });
const samples = renderSamples();
const browser = await openChromium();
try {
  for (const look of looks) {
    for (const [name, sample] of Object.entries(PICTURES)) await take(`${name}-${look}`, sample, 'en', LOOKS[look]);
  }
  for (const { name, sample, language } of IN_LANGUAGES) {
    const hasFont = execFileSync('fc-list', [`:lang=${language}`]).length > 0;
    if (hasFont) await take(name, sample, language, LOOKS.phone);
    else console.log(`${name} stays as it is: expected a font for ${language}, there is none`);
  }
} finally {
  await browser.close();
  rmSync(samples, { recursive: true });
}

async function take(name, sample, language, look) {
  const context = await browser.newContext({ reducedMotion: 'reduce', ...look });
  const page = await context.newPage();
  await page.goto(pathToFileURL(join(samples, `${sample}-${language}.html`)).href);
  const picture = await page.screenshot({ fullPage: true });
  writeFileSync(join(folder, `${name}.png`), await withPalette(page, picture));
  await context.close();
}

/** Returns the picture with a palette, which is a third as large. The page decodes the picture; rare colours get the nearest common one. */
async function withPalette(page, picture) {
  const { width, height, indexes, palette } = await page.evaluate(indexed, picture.toString('base64'));
  const rows = Buffer.alloc(height * (width + 1));
  const pixels = Buffer.from(indexes, 'base64');
  for (let row = 0; row < height; row += 1) pixels.copy(rows, row * (width + 1) + 1, row * width, (row + 1) * width);
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 3, 0, 0, 0], 8);
  const chunks = [chunk('IHDR', head), chunk('PLTE', Buffer.from(palette)), chunk('IDAT', deflateSync(rows, { level: 9 }))];
  return Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), ...chunks, chunk('IEND', Buffer.alloc(0))]);
}

function chunk(name, data) {
  const body = Buffer.concat([Buffer.from(name), data]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}

/** Runs in the page. Returns the size of a picture, its 256 commonest colours, and the index of the nearest one for each pixel. */
async function indexed(base64) {
  const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
  const { width, height } = bitmap;
  const drawing = new OffscreenCanvas(width, height).getContext('2d');
  drawing.drawImage(bitmap, 0, 0);
  const { data } = drawing.getImageData(0, 0, width, height);
  const colours = new Uint32Array(width * height);
  const counts = new Map();
  for (let pixel = 0; pixel < colours.length; pixel += 1) {
    const colour = (data[pixel * 4] << 16) | (data[pixel * 4 + 1] << 8) | data[pixel * 4 + 2];
    colours[pixel] = colour;
    counts.set(colour, (counts.get(colour) ?? 0) + 1);
  }
  const palette = [...counts].sort(([, one], [, other]) => other - one).slice(0, 256).map(([colour]) => colour);
  const parts = (colour) => [colour >> 16, (colour >> 8) & 255, colour & 255];
  const distance = (one, other) => parts(one).reduce((sum, part, index) => sum + (part - parts(other)[index]) ** 2, 0);
  const nearest = new Map(palette.map((colour, index) => [colour, index]));
  for (const colour of counts.keys()) {
    if (nearest.has(colour)) continue;
    const distances = palette.map((known) => distance(known, colour));
    nearest.set(colour, distances.indexOf(Math.min(...distances)));
  }
  let indexes = '';
  for (const colour of colours) indexes += String.fromCharCode(nearest.get(colour));
  return { width, height, indexes: btoa(indexes), palette: palette.flatMap(parts) };
}
