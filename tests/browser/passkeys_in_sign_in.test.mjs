// Passkeys during a sign-in in Chromium with its virtual authenticator: as a second step, a new passkey if one is required, and the
// offer of a passkey after a password.

import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { freePort, runOnce, start, temporaryFolder, waitForAnswer } from '../support/valetkey_program.mjs';
import { assertQuiet, newVisitor, openChromium, photograph } from './chromium.mjs';
import { submit } from './steps.mjs';
import { imitateConditionalCreation, newPage } from './virtual_authenticator.mjs';

const alice = { username: 'alice', password: 'correct horse battery 1' };
let browser;

before(async () => {
  browser = await openChromium();
});

after(async () => {
  await browser?.close();
});

/** Starts a server whose tenant requires this strength for every sign-in, at a domain name, because browsers offer passkeys only there. */
async function startServer(strength) {
  const folder = temporaryFolder();
  const database = ['--database', `sqlite:${join(folder, 'valetkey.db')}`];
  const issuer = `http://localhost:${await freePort()}`;
  const words = ['--username', alice.username, '--email', 'alice@example.com', '--name', 'Alice Liddell', '--password-stdin'];
  runOnce(folder, ['user', 'add', ...database, ...words], alice.password);
  const serve = () => start(folder, ['serve', '--issuer', issuer, '--listen', `127.0.0.1:${new URL(issuer).port}`, ...database]);
  let program = serve();
  await waitForAnswer(program, `${issuer}/.well-known/openid-configuration`);
  if (strength) {
    await program.stop();
    runOnce(folder, ['tenant', 'edit', 'default', ...database, '--require', strength]);
    program = serve();
    await waitForAnswer(program, `${issuer}/.well-known/openid-configuration`);
  }
  return { issuer, stop: () => program.stop() };
}

async function enterPassword(page) {
  await page.fill('#username', alice.username);
  await page.fill('#password', alice.password);
  await submit(page, '#sign-in');
}

async function signOut(page, issuer) {
  await page.goto(`${issuer}/account`);
  await submit(page, '#sign-out');
}

const isSignedIn = (page) => page.waitForURL((url) => url.pathname === '/account');
const pathOf = (page) => new URL(page.url()).pathname;

test('a user without a passkey adds one where it is required, and uses it as the second step from then on', async () => {
  const server = await startServer('phishing-resistant');
  const visitor = await newVisitor(browser);
  try {
    const { page, credentials, touches } = await newPage(visitor);
    await touches(false);
    await page.goto(`${server.issuer}/login`);
    await enterPassword(page);
    await page.locator('#add-passkey').waitFor();
    await photograph(page, 'sign-in-add-passkey');
    await touches(true);
    await submit(page, '#add-passkey');
    assert.equal(pathOf(page), '/login/second');
    assert.match(await page.locator('#notice').innerText(), /Your passkey was added/);
    assert.equal((await credentials()).length, 1);
    await photograph(page, 'second-step-passkey-added');
    await page.click('#use-passkey');
    await isSignedIn(page);

    await signOut(page, server.issuer);
    await page.evaluate(() => (sessionStorage.withoutAutofill = 'yes'));
    await page.goto(`${server.issuer}/login`);
    await enterPassword(page);
    const secondStep = page.url();
    assert.equal(new URL(secondStep).pathname, '/login/second');
    const options = JSON.parse(await page.locator('#passkey-sign-in').getAttribute('data-options'));
    assert.deepEqual(options.allowCredentials.map(({ id }) => id), await credentials());
    await photograph(page, 'second-step-passkey');
    await page.click('#use-passkey');
    await isSignedIn(page);

    await signOut(page, server.issuer);
    await page.goto(secondStep);
    // The sign-in starts over.
    await page.locator('#use-passkey').waitFor();
    assert.equal(await page.locator('#password').count(), 1);
  } finally {
    await server.stop();
  }
  assertQuiet(visitor);
  await visitor.context.close();
});

test('a device without a passkey of the user sends nothing, and a forged response is refused', async () => {
  const server = await startServer('two-factors');
  const visitor = await newVisitor(browser);
  try {
    const { page } = await newPage(visitor);
    await page.goto(`${server.issuer}/login`);
    await enterPassword(page);
    await submit(page, '#use-passkey');
    await submit(page, '#add-passkey');
    await page.click('#use-passkey');
    await isSignedIn(page);

    const elsewhere = await newVisitor(browser);
    const other = await newPage(elsewhere);
    await other.page.goto(`${server.issuer}/login`);
    await enterPassword(other.page);
    await other.page.click('#use-passkey');
    await other.page.waitForTimeout(500);
    assert.equal(pathOf(other.page), '/login/second', 'this device has no passkey of the user, so nothing is sent');
    const form = await other.page.locator('#passkey-sign-in');
    await form.evaluate((element) => {
      element.elements.namedItem('response').value = '{}';
      element.submit();
    });
    await other.page.locator('#second-step-failure').waitFor();
    assert.match(await other.page.title(), /^Error:/);
    await photograph(other.page, 'second-step-passkey-failed');
    assertQuiet(elsewhere);
    await elsewhere.context.close();
  } finally {
    await server.stop();
  }
  assertQuiet(visitor);
  await visitor.context.close();
});

test('without JavaScript the second step says what is missing, and an authenticator app is set up instead', async () => {
  const server = await startServer('two-factors');
  const visitor = await newVisitor(browser, { javaScriptEnabled: false });
  try {
    const page = await visitor.context.newPage();
    await page.goto(`${server.issuer}/login`);
    await enterPassword(page);
    await submit(page, '#use-passkey');
    assert.match(await page.locator('noscript p').textContent(), /Passkeys need JavaScript/);
    assert.equal(await page.locator('#add-passkey').isVisible(), false);
    await submit(page, '#use-authenticator');
    assert.equal(await page.locator('#key').count(), 1);
  } finally {
    await server.stop();
  }
  assertQuiet(visitor);
  await visitor.context.close();
});

test('after a password, a browser that creates passkeys automatically creates one, and the sign-in continues', async () => {
  const server = await startServer();
  const visitor = await newVisitor(browser);
  try {
    const { page, credentials } = await newPage(visitor);
    await imitateConditionalCreation(page, { conditionalCreate: true, makes: true });
    await page.goto(`${server.issuer}/login`);
    await page.waitForFunction(() => document.getElementById('passkey-offer').value !== '');
    await enterPassword(page);
    await isSignedIn(page);
    assert.deepEqual(JSON.parse(await page.evaluate(() => sessionStorage.creations)), ['conditional']);
    assert.equal((await credentials()).length, 1);
    await page.goto(`${server.issuer}/account/security/passkeys`);
    assert.equal(await page.locator('#remove-1').count(), 1);
  } finally {
    await server.stop();
  }
  assertQuiet(visitor);
  await visitor.context.close();
});

test('if the browser creates no passkey, the offer has two choices, and "not now" is remembered', async () => {
  const server = await startServer();
  const visitor = await newVisitor(browser);
  try {
    const { page } = await newPage(visitor);
    await imitateConditionalCreation(page, { conditionalCreate: true, makes: false });
    await page.goto(`${server.issuer}/login`);
    await page.waitForFunction(() => document.getElementById('passkey-offer').value !== '');
    await enterPassword(page);
    assert.equal(pathOf(page), '/login/passkey-offer');
    await page.waitForFunction(() => window.creations.length === 1);
    assert.equal(await page.locator('#passkey-message').isVisible(), false, 'nothing is said of it');
    await photograph(page, 'passkey-offer');
    await page.click('#not-now');
    await isSignedIn(page);
    await signOut(page, server.issuer);
    await page.goto(`${server.issuer}/login`);
    await page.waitForFunction(() => document.getElementById('passkey-offer').value !== '');
    await enterPassword(page);
    assert.equal(pathOf(page), '/account', 'nothing is offered again');
  } finally {
    await server.stop();
  }
  assertQuiet(visitor);
  await visitor.context.close();
});

test('a browser that does not create passkeys automatically sees no offer', async () => {
  const server = await startServer();
  try {
    for (const javaScriptEnabled of [true, false]) {
      const visitor = await newVisitor(browser, { javaScriptEnabled });
      const { page } = await newPage(visitor);
      if (javaScriptEnabled) await imitateConditionalCreation(page, { conditionalCreate: false, makes: false });
      await page.goto(`${server.issuer}/login`);
      await enterPassword(page);
      assert.equal(pathOf(page), '/account');
      assertQuiet(visitor);
      await visitor.context.close();
    }
  } finally {
    await server.stop();
  }
});
