// Opens Chromium and collects the errors on its console.

import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';

const EXECUTABLE = process.env.VALETKEY_CHROMIUM ?? '/usr/bin/chromium';
const SCREENSHOTS = process.env.VALETKEY_SCREENSHOTS ?? join('target', 'screenshots');
const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
const LOOKS = [
  { name: 'light', colorScheme: 'light', width: 1280, height: 800 },
  { name: 'dark', colorScheme: 'dark', width: 1280, height: 800 },
  { name: 'phone', colorScheme: 'light', width: 375, height: 740 },
  { name: 'phone-dark', colorScheme: 'dark', width: 375, height: 740 },
  { name: 'narrow', colorScheme: 'light', width: 320, height: 640 },
];

export function openChromium() {
  return chromium.launch({ executablePath: EXECUTABLE, args: ARGUMENTS });
}

/** Opens a browser context without cookies that collects the errors of all pages. */
export async function newVisitor(browser, options = {}) {
  const context = await browser.newContext({ locale: 'en-GB', reducedMotion: 'reduce', ...options });
  context.setDefaultTimeout(20_000);
  const complaints = [];
  const cookieOrigins = new Map();
  context.on('console', (message) => {
    if (message.type() === 'error' || /content security policy/i.test(message.text())) {
      complaints.push(`${message.location().url}: ${message.text()}`);
    }
  });
  context.on('weberror', (error) => complaints.push(String(error.error())));
  context.on('response', async (response) => {
    if (response.status() >= 500) complaints.push(`${response.url()} answered ${response.status()}`);
    const origin = new URL(response.url()).origin;
    const headers = await response.headersArray().catch(() => []);
    complaints.push(...complaintsAboutPolicy(response, headers));
    for (const { name, value } of headers) {
      if (name.toLowerCase() === 'set-cookie') cookieOrigins.set(value.split('=')[0].trim(), origin);
    }
  });
  return { context, complaints, cookieOrigins };
}

/** Reports a page without a Content-Security-Policy, or with one that allows inline code. */
function complaintsAboutPolicy(response, headers) {
  const find = (wanted) => headers.find(({ name }) => name.toLowerCase() === wanted)?.value ?? '';
  const isPage = find('content-type').startsWith('text/html') && response.status() !== 304;
  const policy = find('content-security-policy');
  if (!isPage || (policy && !policy.includes('unsafe-'))) return [];
  return [`${response.url()} has the Content-Security-Policy ${JSON.stringify(policy)}`];
}

/** Fails if a page had an error. `expected` matches the errors that a test causes, such as a status of 401. */
export function assertQuiet(visitor, expected) {
  const surprising = visitor.complaints.filter((complaint) => !expected?.test(complaint));
  assert.deepEqual(surprising, []);
}

/** Takes screenshots of a page in all sizes and colour schemes. Fails if the page needs to scroll sideways in one of them. */
export async function photograph(page, name) {
  mkdirSync(SCREENSHOTS, { recursive: true });
  const before = page.viewportSize();
  for (const look of LOOKS) {
    await page.emulateMedia({ colorScheme: look.colorScheme });
    await page.setViewportSize({ width: look.width, height: look.height });
    const tooWide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    assert.ok(tooWide <= 0, `${name} is ${tooWide} pixels too wide at ${look.width} pixels`);
    await page.screenshot({ path: join(SCREENSHOTS, `${name}-${look.name}.png`), fullPage: true });
  }
  await page.emulateMedia({ colorScheme: null });
  await page.setViewportSize(before);
}
