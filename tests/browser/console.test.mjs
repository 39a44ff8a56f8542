// The console of administrators in Chromium: the set-up link, an administrator with a passkey, a new application with a trial
// of its sign-in, and a user without permission. Every page with axe.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { freePort, runOnce, start, temporaryFolder, waitForAnswer, waitUntil } from '../support/valetkey_program.mjs';
import { assertQuiet, newVisitor, openChromium, photograph } from './chromium.mjs';
import { newPage } from './virtual_authenticator.mjs';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

const folder = temporaryFolder();
const database = ['--database', `sqlite:${join(folder, 'valetkey.db')}`];
const alice = { username: 'alice', password: 'correct horse battery 1' };
const ada = { username: 'ada', email: 'ada@example.com', name: 'Ada Lovelace', password: 'a good long password' };
let browser, server, issuer, setUpLink;

before(async () => {
  // Browsers offer passkeys at a domain name only.
  issuer = `http://localhost:${await freePort()}`;
  runOnce(folder, ['user', 'add', ...database, '--username', alice.username, '--email', 'alice@example.com', '--name', 'Alice Liddell', '--password-stdin'], alice.password);
  const listen = `127.0.0.1:${new URL(issuer).port}`;
  server = start(folder, ['serve', '--issuer', issuer, '--listen', listen, ...database, '--json']);
  await waitForAnswer(server, `${issuer}/.well-known/openid-configuration`);
  const line = await waitUntil(server, 'the line of JSON', async () => server.output().match(/^\{.*\}$/m)?.[0]);
  setUpLink = JSON.parse(line).set_up_uri;
  browser = await openChromium();
});

after(async () => {
  await browser?.close();
  await server?.stop();
});

const pathOf = (page) => new URL(page.url()).pathname;

/** Presses a button or a link, and waits for the next page. */
async function press(page, selector) {
  await Promise.all([page.waitForEvent('load'), page.click(selector)]);
}

/** Takes screenshots of a page, and fails if axe finds something. The Content-Security-Policy allows no script, so axe runs in a copy of the browser without it. */
async function examine(page, name) {
  await photograph(page, `console-${name}`);
  const storageState = await page.context().storageState();
  const twin = await browser.newContext({ locale: 'en-GB', bypassCSP: true, storageState });
  const copy = await twin.newPage();
  await copy.goto(page.url());
  await copy.evaluate(AXE);
  const { violations } = await copy.evaluate((rules) => globalThis.axe.run({ runOnly: rules, resultTypes: ['violations'] }), RULES);
  await twin.close();
  assert.deepEqual(violations.map(({ id, nodes }) => `${name}: ${id}: ${nodes.map((node) => node.html).join(' | ')}`), []);
}

test('the set-up link makes an administrator with a passkey, who registers an application, tries its sign-in and undoes an edit', async () => {
  const visitor = await newVisitor(browser);
  const { page } = await newPage(visitor);
  await page.goto(setUpLink);
  await examine(page, 'set-up');
  await page.fill('#username', ada.username);
  await page.fill('#email', ada.email);
  await page.fill('#name', ada.name);
  await page.fill('#new-password', ada.password);
  await press(page, '#save');
  assert.equal(pathOf(page), '/login/second');
  // The page of the authenticator app offers a passkey instead.
  await press(page, '#use-passkey');
  await press(page, '#add-passkey');
  // The new passkey is used at once.
  await page.click('#use-passkey');
  await page.waitForURL((url) => url.pathname === '/admin');
  assert.match(await page.locator('#notice').innerText(), /set up/);
  await examine(page, 'overview');

  await page.goto(setUpLink);
  await page.getByText('This link no longer works').waitFor();
  await examine(page, 'link-gone');

  await page.goto(`${issuer}/admin/applications`);
  await examine(page, 'applications-none');
  await press(page, '#new');
  await examine(page, 'new-application');
  await page.fill('#name', 'Notes');
  await page.fill('#redirect-uris', 'https://notes.example/oidc/callback/');
  await press(page, '#save');
  const secret = await page.locator('#client-secret').innerText();
  assert.ok(secret.length >= 32);
  await page.locator('summary').first().click();
  await examine(page, 'credentials');
  await press(page, '#next');
  assert.match(pathOf(page), /^\/admin\/applications\/notes-/);
  await examine(page, 'application');
  assert.ok(!(await page.content()).includes(secret), 'the secret is shown once');

  // "Try it": a real sign-in as the application, and what came back.
  await press(page, '#try');
  await examine(page, 'try');
  await press(page, '#try');
  assert.equal(pathOf(page), '/consent');
  assert.match(await page.locator('body').innerText(), /Notes/);
  await press(page, '#allow');
  assert.match(pathOf(page), /^\/admin\/applications\/notes-[^/]+\/try\/callback$/);
  const tried = await page.locator('main').innerText();
  for (const words of ['Signed in as', ada.username, 'https://notes.example/oidc/callback/', 'authorization_code', 'S256', ada.email]) {
    assert.ok(tried.includes(words), `${words}: ${tried}`);
  }
  assert.equal(await page.locator('#failure').count(), 0, tried);
  assert.ok(!tried.includes('eyJ'), 'no token is shown');
  await photograph(page, 'console-tried');
  // The answer counts once. Opening it again shows the refusal of the token endpoint.
  await page.reload();
  assert.match(await page.locator('#failure').innerText(), /invalid_grant/);
  await examine(page, 'tried-twice');
  await press(page, '#back');

  // An edit, and its undo.
  await page.fill('#name', 'Board');
  await press(page, '#save');
  await examine(page, 'saved-with-undo');
  assert.equal(await page.inputValue('#name'), 'Board');
  await press(page, '#undo');
  assert.equal(await page.inputValue('#name'), 'Notes');

  await page.goto(`${issuer}/admin/users?q=ali`);
  await examine(page, 'users');
  await press(page, '.rows a');
  await examine(page, 'user');
  await press(page, '#action-disable');
  await examine(page, 'disable');
  await page.goto(`${issuer}/admin/events`);
  await examine(page, 'events');
  // It loads itself again, without script.
  await press(page, '#follow');
  await examine(page, 'events-followed');
  await page.waitForEvent('load');
  await press(page, '#stop');
  await page.goto(`${issuer}/admin/keys`);
  await examine(page, 'keys');
  await editSettings(page);
  await addTenant(page);
  assertQuiet(visitor, /410/);
  await visitor.context.close();
});

/** Edits the look of the pages, and uploads a logo. */
async function editSettings(page) {
  await page.goto(`${issuer}/admin/settings`);
  await examine(page, 'settings');
  await press(page, '#edit-branding');
  await examine(page, 'settings-branding');
  await page.fill('#accent', '#ffd400');
  await press(page, '#save');
  assert.match(await page.locator('#failure').innerText(), /Colour of buttons and links.*contrast/);
  assert.equal(await page.locator('[aria-invalid]').getAttribute('id'), 'accent');
  await photograph(page, 'console-settings-wrong-colour');
  await page.fill('#accent', '#7a1f5c');
  await press(page, '#save');
  assert.match(await page.locator('#notice').innerText(), /saved/);
  await press(page, '#edit-sessions');
  await examine(page, 'settings-sessions');
  await press(page, '#back');
  await press(page, '#logos');
  await examine(page, 'logos-none');
  const logo = '<svg xmlns="http://www.w3.org/2000/svg" width="120" height="40"><rect width="120" height="40" fill="#7a1f5c"/></svg>';
  await page.setInputFiles('#light', { name: 'logo.svg', mimeType: 'image/svg+xml', buffer: Buffer.from(logo) });
  await press(page, '#upload-light');
  await press(page, '#logos');
  await page.waitForFunction(() => document.querySelector('.logo-sample img')?.naturalWidth === 120);
  await examine(page, 'logos');
}

/** Adds a tenant, makes the link for its first administrator, and removes the tenant. */
async function addTenant(page) {
  await page.goto(`${issuer}/admin/tenants`);
  await examine(page, 'tenants');
  await press(page, '#new');
  await examine(page, 'new-tenant');
  await page.fill('#name', 'acme');
  await page.fill('#issuer', `${issuer}/acme`);
  await press(page, '#save');
  await examine(page, 'tenant');
  await press(page, '#set-up-link');
  await examine(page, 'tenant-set-up-link');
  await press(page, '#confirm');
  await examine(page, 'tenant-link');
  assert.ok((await page.locator('#link').innerText()).startsWith(`${issuer}/acme/admin/set-up?`));
  await press(page, '#next');
  await press(page, '#remove');
  await examine(page, 'tenant-remove');
  await press(page, '#confirm');
  assert.match(await page.locator('#notice').innerText(), /acme is removed/);
}

test('a user without permission is refused and goes back to the account', async () => {
  const visitor = await newVisitor(browser);
  const page = await visitor.context.newPage();
  await page.goto(`${issuer}/admin/users`);
  await page.fill('#username', alice.username);
  await page.fill('#password', alice.password);
  await press(page, '#sign-in');
  await page.getByText('You have no access here').waitFor();
  await examine(page, 'no-permission');
  await press(page, '#next');
  assert.equal(pathOf(page), '/account');
  assertQuiet(visitor, /403/);
  await visitor.context.close();
});
