// Passkeys in Chromium with its virtual authenticator: register, sign in with the button and by autofill, remove, signals.

import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { freePort, runOnce, start, temporaryFolder, waitForAnswer } from '../support/valetkey_program.mjs';
import { assertQuiet, newVisitor, openChromium, photograph } from './chromium.mjs';
import { newPage } from './virtual_authenticator.mjs';

const folder = temporaryFolder();
const database = ['--database', `sqlite:${join(folder, 'valetkey.db')}`];
const alice = { username: 'alice', password: 'correct horse battery 1' };
const PASSKEYS = '/account/security/passkeys';
let browser, server, issuer;

before(async () => {
  // Browsers offer passkeys at a domain name only.
  issuer = `http://localhost:${await freePort()}`;
  const words = ['--username', alice.username, '--email', 'alice@example.com', '--name', 'Alice Liddell', '--password-stdin'];
  runOnce(folder, ['user', 'add', ...database, ...words], alice.password);
  server = start(folder, ['serve', '--issuer', issuer, '--listen', `127.0.0.1:${new URL(issuer).port}`, ...database]);
  await waitForAnswer(server, `${issuer}/.well-known/openid-configuration`);
  browser = await openChromium();
});

after(async () => {
  await browser?.close();
  await server?.stop();
});

async function signInWithPassword(page) {
  await page.fill('#username', alice.username);
  await page.fill('#password', alice.password);
  await Promise.all([page.waitForURL((url) => url.pathname !== '/login'), page.click('#sign-in')]);
}

async function signOut(page) {
  await page.goto(`${issuer}/account`);
  await page.click('#sign-out');
  await page.waitForURL((url) => url.pathname.endsWith('/sign-out'));
}

const isSignedIn = (page) => page.waitForURL((url) => url.pathname === '/account');
const pathOf = (page) => new URL(page.url()).pathname;

test('a passkey is registered, signs in with the button and by autofill, and does not sign in after its removal', async () => {
  const visitor = await newVisitor(browser);
  const { page, credentials, touches } = await newPage(visitor);
  await touches(false);
  await page.goto(`${issuer}${PASSKEYS}`);
  await photograph(page, 'passkeys-sign-in');
  await signInWithPassword(page);
  assert.equal(pathOf(page), PASSKEYS);
  await photograph(page, 'passkeys-empty');

  await touches(true);
  await page.fill('#new-name', 'Laptop');
  await page.click('#add-passkey');
  await page.locator('#notice').waitFor();
  assert.match(await page.locator('#notice').innerText(), /Laptop was added/);
  assert.match(await page.locator('main').innerText(), /Synced between your devices/);
  await photograph(page, 'passkeys-one');
  const [id] = await credentials();
  const accepted = await page.evaluate(() => window.signals);
  assert.deepEqual(accepted.map(({ method }) => method), ['signalAllAcceptedCredentials', 'signalCurrentUserDetails']);
  assert.deepEqual(accepted[0].allAcceptedCredentialIds, [id]);
  assert.deepEqual([accepted[0].rpId, accepted[1].name], ['localhost', 'alice']);

  await page.fill('#name-1', 'Phone');
  await page.click('#rename-1');
  await page.getByText('now called Phone').waitFor();

  await page.evaluate(() => (sessionStorage.withoutAutofill = 'yes'));
  await signOut(page);
  await page.goto(`${issuer}/login`);
  assert.equal(await page.locator('#username').getAttribute('autocomplete'), 'username webauthn');
  await page.click('#use-passkey');
  await isSignedIn(page);

  await page.evaluate(() => sessionStorage.clear());
  await signOut(page);
  // The test clicks nothing: the virtual authenticator chooses the passkey that autofill offers.
  await page.goto(`${issuer}/login`);
  await isSignedIn(page);

  await page.goto(`${issuer}${PASSKEYS}`);
  assert.match(await page.locator('main').innerText(), /Last used\s+just now/);
  await page.click('#remove-1');
  await page.getByText('Phone was removed').waitFor();
  await photograph(page, 'passkeys-removed');
  const [none] = await page.evaluate(() => window.signals);
  assert.deepEqual([none.method, none.allAcceptedCredentialIds], ['signalAllAcceptedCredentials', []]);
  assert.equal(none.userId, accepted[0].userId);

  await page.evaluate(() => (sessionStorage.withoutAutofill = 'yes'));
  await signOut(page);
  await page.goto(`${issuer}/login`);
  await page.click('#use-passkey');
  await page.locator('#login-failure').waitFor();
  assert.match(await page.locator('#login-failure').innerText(), /That passkey did not work/);
  await photograph(page, 'passkeys-failed');
  const [unknown] = await page.evaluate(() => window.signals);
  assert.deepEqual(unknown, { method: 'signalUnknownCredential', rpId: 'localhost', credentialId: id });
  await page.goto(`${issuer}/account`);
  assert.equal(pathOf(page), '/login', 'nobody is signed in');
  assertQuiet(visitor);
  await visitor.context.close();
});

test('a device creates no second passkey for an account, and the page says so', async () => {
  const visitor = await newVisitor(browser);
  const { page, credentials } = await newPage(visitor);
  await page.goto(`${issuer}${PASSKEYS}`);
  await signInWithPassword(page);
  await page.click('#add-passkey');
  await page.locator('#notice').waitFor();
  await page.click('#add-passkey');
  await page.getByText('This device has a passkey for your account already.').waitFor();
  assert.equal((await credentials()).length, 1);
  assertQuiet(visitor);
  await visitor.context.close();
});

test('without JavaScript the page of passkeys says what is missing, and the password still signs in', async () => {
  const visitor = await newVisitor(browser, { javaScriptEnabled: false });
  const page = await visitor.context.newPage();
  await page.goto(`${issuer}${PASSKEYS}`);
  assert.equal(await page.locator('#use-passkey').count(), 0, 'the script makes the button');
  await page.fill('#username', alice.username);
  await page.fill('#password', alice.password);
  await page.click('#sign-in');
  await page.waitForURL((url) => url.pathname === PASSKEYS);
  // The browser parses its content as elements only if scripts are disabled.
  assert.match(await page.locator('noscript p').textContent(), /Passkeys need JavaScript/);
  assert.equal(await page.locator('#add-passkey').count(), 0);
  await visitor.context.close();
});
