// A page with the operator's brand in Chromium: its colours and its logo, without errors about the policy. The choice in the
// language menu changes the page and is remembered.

import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { freePort, start, temporaryFolder, waitForAnswer } from '../support/valetkey_program.mjs';
import { assertQuiet, newVisitor, openChromium, photograph } from './chromium.mjs';

const SVG = (colour) =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 32"><rect width="120" height="32" fill="${colour}"/></svg>`;
const BRAND = `[branding]
name = "Acme"
logo = "light.svg"
logo_dark = "dark.svg"
accent = "#7a1f5c"
background = "#faf0f6"
corner_radius = 4
support_uri = "mailto:help@acme.example"
`;

let browser, server, issuer;

before(async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'light.svg'), SVG('#7a1f5c'));
  writeFileSync(join(folder, 'dark.svg'), SVG('#ffffff'));
  writeFileSync(join(folder, 'valetkey.toml'), BRAND);
  const port = await freePort();
  issuer = `http://127.0.0.1:${port}`;
  server = start(folder, ['serve', '--config', 'valetkey.toml', '--listen', `127.0.0.1:${port}`]);
  [browser] = await Promise.all([openChromium(), waitForAnswer(server, `${issuer}/health`)]);
});

after(async () => {
  await browser?.close();
  await server?.stop();
});

async function facts(page) {
  return page.evaluate(() => {
    const of = (selector, property) => getComputedStyle(document.querySelector(selector))[property];
    const logo = document.querySelector('.brand img');
    return {
      button: of('#sign-in', 'backgroundColor'),
      ground: of('body', 'backgroundColor'),
      radius: of('.card', 'borderTopLeftRadius'),
      logo: logo.naturalWidth > 0 && logo.currentSrc,
    };
  });
}

test('u3: a page looks like the operator in light and in dark, under the strict policy', async () => {
  const logos = new Set();
  for (const [colorScheme, button, ground] of [
    ['light', 'rgb(122, 31, 92)', 'rgb(250, 240, 246)'],
    ['dark', undefined, 'rgb(18, 23, 26)'],
  ]) {
    const visitor = await newVisitor(browser, { colorScheme });
    const page = await visitor.context.newPage();
    await page.goto(`${issuer}/login`);
    const seen = await facts(page);
    assert.equal(seen.ground, ground);
    assert.equal(seen.radius, '4px');
    if (button) assert.equal(seen.button, button);
    else assert.notEqual(seen.button, 'rgb(122, 31, 92)', 'the nearest readable colour');
    assert.ok(seen.logo, 'the logo is loaded');
    logos.add(seen.logo);
    assert.match(await page.title(), / – Acme$/);
    assertQuiet(visitor);
    await visitor.context.close();
  }
  assert.equal(logos.size, 2, 'a logo for each');
});

test('u3: a logo is not opened as a page', async () => {
  const visitor = await newVisitor(browser);
  const page = await visitor.context.newPage();
  await page.goto(`${issuer}/login`);
  const { logo } = await facts(page);
  const answer = await page.goto(logo);
  assert.equal(answer.status(), 404);
  await visitor.context.close();
});

test('u16: the language of the menu is remembered', async () => {
  const visitor = await newVisitor(browser);
  const page = await visitor.context.newPage();
  await page.goto(`${issuer}/login`);
  await page.selectOption('#language', 'de');
  await page.click('#change-language');
  assert.equal(new URL(page.url()).pathname, '/login');
  assert.equal(await page.locator('html').getAttribute('lang'), 'de');
  await photograph(page, 'branding-login-german');
  await page.goto(`${issuer}/`);
  assert.equal(await page.locator('html').getAttribute('lang'), 'de');
  assertQuiet(visitor);
});
