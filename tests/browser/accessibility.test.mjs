// Runs axe on all states of all pages of the server in light mode. In each other mode it runs on a fifth of the states, each time a
// different fifth: dark, 320 pixels, text of 200 %, forced colours, and right to left in the pseudo-language. In each language it runs
// on a few states and a mail at 320 pixels.

import assert from 'node:assert/strict';
import { readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';

import { openChromium } from './chromium.mjs';
import { renderSamples } from './samples.mjs';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const MODES = [
  { name: 'light', language: 'en', context: { colorScheme: 'light', viewport: { width: 1280, height: 800 } } },
  { name: 'dark', every: 5, from: 0, language: 'en', context: { colorScheme: 'dark', viewport: { width: 1280, height: 800 } } },
  { name: '320 pixels', every: 5, from: 1, language: 'de', context: { viewport: { width: 320, height: 640 } } },
  { name: 'text of 200 %', every: 5, from: 2, language: 'en', size: '200%', context: { viewport: { width: 640, height: 800 } } },
  { name: 'forced colours', every: 5, from: 3, language: 'en', context: { forcedColors: 'active' } },
  { name: 'right to left', every: 5, from: 4, language: 'ar-XB', context: { viewport: { width: 320, height: 640 } } },
];

// The most different states: a form, a list with values from left to right, rows with buttons, facts, codes.
const IN_EACH_LANGUAGE = [
  'login-providers',
  'consent-every-scope',
  'account-security-second-factors',
  'account-devices-three',
  'error-for-developers',
];
const MAIL = join('mails', 'new-device');

let browser, folder;

before(async () => {
  folder = renderSamples();
  browser = await openChromium();
});

after(async () => {
  await browser?.close();
  if (folder) rmSync(folder, { recursive: true });
});

/** Returns the files of all samples in a language. */
function samples(language) {
  const files = readdirSync(folder).filter((name) => name.endsWith(`-${language}.html`));
  assert.ok(files.length > 40, `${files.length} samples in ${language}`);
  return files;
}

/** Returns each `every`-th sample from the sample `from` on, or all samples. */
function partOf(language, every = 1, from = 0) {
  return samples(language).filter((_, index) => index % every === from);
}

async function eachSample(mode, check) {
  const context = await browser.newContext({ reducedMotion: 'reduce', ...mode.context });
  // Do not run the script of the page that sends itself to the application, so that the page can be examined.
  await context.route(/form-post/, (route) => (/\.js$/.test(route.request().url()) ? route.abort() : route.continue()));
  const page = await context.newPage();
  for (const file of partOf(mode.language, mode.every, mode.from)) {
    await page.goto(pathToFileURL(join(folder, file)).href);
    if (mode.size) await page.addStyleTag({ content: `html { font-size: ${mode.size} }` });
    await check(page, file);
  }
  await context.close();
}

/** Returns what axe finds on the page, and the elements that do not fit into the window. */
async function findings(page, file, rules) {
  await page.evaluate(AXE);
  const { violations } = await page.evaluate((rules) => globalThis.axe.run({ runOnly: rules, resultTypes: ['violations'] }), rules);
  const found = violations.map(
    ({ id, nodes }) => `${file}: ${id}: ${nodes.map((node) => `${node.html} ${node.failureSummary}`).join(' | ')}`,
  );
  const width = await page.evaluate(() => document.documentElement.scrollWidth - globalThis.innerWidth);
  if (width > 0) found.push(`${file}: ${width} pixels wider than the window`);
  // A title beside a long text must not shrink to a column of letters.
  const narrow = await page.locator('.row > h2, .row > h3').evaluateAll((titles) =>
    titles.filter((title) => title.getBoundingClientRect().width < 100).map((title) => title.textContent.trim()),
  );
  found.push(...narrow.map((title) => `${file}: too narrow: ${title}`));
  return found;
}

for (const mode of MODES) {
  test(`axe finds nothing: ${mode.name}`, async () => {
    const found = [];
    await eachSample(mode, async (page, file) => found.push(...(await findings(page, file, RULES))));
    assert.deepEqual(found, []);
  });
}

/** Returns the tags of all languages, from the menu of a page. */
async function languages(page) {
  await page.goto(pathToFileURL(join(folder, `${IN_EACH_LANGUAGE[0]}-en.html`)).href);
  return page.locator('#language option').evaluateAll((options) => options.map((option) => option.value));
}

test('axe finds nothing in any language, nothing is cut, and pages from right to left are mirrored', async () => {
  const context = await browser.newContext({ reducedMotion: 'reduce', viewport: { width: 320, height: 640 } });
  const page = await context.newPage();
  const tags = await languages(page);
  assert.ok(tags.length > 10, `${tags}`);
  const found = [];
  for (const tag of tags) {
    let short = 0;
    for (const state of [...IN_EACH_LANGUAGE, MAIL]) {
      const file = `${state}-${tag}.html`;
      await page.goto(pathToFileURL(join(folder, file)).href);
      // Mail programs show a mail inside a page that has the landmarks.
      const rules = state === MAIL ? RULES.filter((rule) => rule !== 'best-practice') : RULES;
      found.push(...(await findings(page, file, rules)));
      const { cut, starts, codes } = await page.evaluate(layout);
      found.push(...cut.map((what) => `${file}: cut: ${what}`));
      short += starts.length;
      const start = tag === 'ar' || tag === 'he' ? 'right' : 'left';
      found.push(...starts.filter((side) => side !== start).map((side) => `${file}: starts ${side}`));
      found.push(...codes.filter((direction) => direction !== 'ltr').map(() => `${file}: a code from right to left`));
    }
    assert.ok(short > 5, `${tag}: ${short} headings and labels that are shorter than their line`);
  }
  await context.close();
  assert.deepEqual(found, []);
});

/** Runs in the page. Returns the texts that are cut, the side where labels and headings start, and the direction of codes. */
function layout() {
  const all = (selector) => [...document.querySelectorAll(selector)];
  const isCut = (element) => element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1;
  const side = (element) => {
    const range = document.createRange();
    range.selectNodeContents(element);
    const [text, box] = [range.getBoundingClientRect(), element.getBoundingClientRect()];
    if (box.width - text.width < 2) return undefined;
    return text.left - box.left < box.right - text.right ? 'left' : 'right';
  };
  return {
    cut: all('button, a.button').filter(isCut).map((element) => element.outerHTML.slice(0, 120)),
    starts: all('main label, h1, dt').map(side).filter(Boolean),
    codes: all('code').map((element) => getComputedStyle(element).direction),
  };
}

test('light sees every state, and another mode sees each of them too', () => {
  const seen = ({ language, every, from }) => partOf(language, every, from).map((name) => name.replace(`-${language}.html`, ''));
  const all = samples('en').map((name) => name.replace('-en.html', ''));
  assert.deepEqual(seen(MODES[0]), all);
  const others = new Set(MODES.slice(1).flatMap(seen));
  assert.deepEqual(all.filter((state) => !others.has(state)), []);
});

test('no page is larger than 50 KB, with its style and script', () => {
  const size = (name) => {
    const html = readFileSync(join(folder, name), 'utf8');
    const assets = new Set([...html.matchAll(/"(assets\/[^"]+)"/g)].map(([, path]) => path));
    return Buffer.byteLength(html) + [...assets].reduce((sum, path) => sum + statSync(join(folder, path)).size, 0);
  };
  const pages = readdirSync(folder).filter((name) => name.endsWith('.html') && name !== 'index.html');
  assert.ok(size(pages[0]) > statSync(join(folder, pages[0])).size, 'assets count');
  assert.deepEqual(pages.map((name) => [name, size(name)]).filter(([, bytes]) => bytes > 50_000), []);
});

test('the keyboard reaches every control, and the focus is visible', async () => {
  await eachSample({ language: 'en', every: 3, context: {} }, async (page, file) => {
    const controls = 'a[href], button, input:not([type=hidden]), select, textarea, summary';
    const wanted = await page.locator(controls).filter({ visible: true }).count();
    await page.evaluate(() => document.activeElement?.blur());
    const reached = new Set();
    // A date has a stop for day, month, year and calendar.
    const dates = await page.locator('input[type=date]').filter({ visible: true }).count();
    for (let step = 0; step < wanted + 2 + 3 * dates; step += 1) {
      await page.keyboard.press('Tab');
      const focus = await page.evaluate((selector) => {
        const element = document.activeElement;
        if (!element?.matches(selector)) return undefined;
        const { outlineStyle, outlineWidth } = getComputedStyle(element);
        return {
          index: [...document.querySelectorAll(selector)].indexOf(element),
          isVisible: outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2,
          what: element.outerHTML.slice(0, 80),
        };
      }, controls);
      if (!focus) continue;
      assert.ok(focus.isVisible, `${file}: no outline on ${focus.what}`);
      reached.add(focus.index);
    }
    // All radio buttons of a group are one tab stop.
    const groups = await page.evaluate(() => {
      const radios = [...document.querySelectorAll('input[type=radio]')];
      return radios.length - new Set(radios.map((radio) => radio.name)).size;
    });
    assert.equal(reached.size, wanted - groups, `${file}: controls that the Tab key reaches`);
  });
});

test('what changed or went wrong is in a live region', async () => {
  await eachSample({ language: 'en', context: {} }, async (page, file) => {
    assert.equal(await page.locator('.notice.good:not([role=status])').count(), 0, file);
    // These pages consist only of the message.
    const isReport = file.startsWith('error-') || file.startsWith('mail-result-');
    const isError = (await page.title()).startsWith('Error: ') && !isReport;
    assert.equal(await page.locator('.notice.bad[role=alert]:not([hidden])').count(), isError ? 1 : 0, file);
  });
});
