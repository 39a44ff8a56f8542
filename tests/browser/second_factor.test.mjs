// An authenticator app and recovery codes in Chromium, with and without JavaScript.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { startDemo } from '../support/valetkey_program.mjs';
import { AuthenticatorApp } from './authenticator_app.mjs';
import { assertQuiet, newVisitor, openChromium, photograph } from './chromium.mjs';
import { allow, enterPassword, signedInAs, startSignIn, submit } from './steps.mjs';

const AUTHENTICATOR = '/account/security/authenticator';
const MULTI_FACTOR = 'urn:valetkey:acr:multi-factor';

let browser;

before(async () => {
  browser = await openChromium();
});

after(async () => {
  await browser?.close();
});

/** Adds an authenticator app on the account page, and ends on the page with the recovery codes. */
async function enrol(page, demo, user, photographs) {
  await page.goto(new URL('/login', demo.issuer).href);
  await enterPassword(page, demo, user);
  await page.goto(new URL(AUTHENTICATOR, demo.issuer).href);
  if (photographs) await photograph(page, 'authenticator-add');
  const app = new AuthenticatorApp(await page.locator('#key').textContent());
  await page.fill('#code', '000000');
  await submit(page, '#confirm');
  assert.match(await page.title(), /^Error:/);
  await page.fill('#code', await app.code());
  await submit(page, '#confirm');
  const codes = await page.locator('#codes code').allInnerTexts();
  assert.equal(codes.length, 10);
  return { app, codes };
}

async function signOut(page, demo) {
  await page.goto(new URL('/account', demo.issuer).href);
  await submit(page, '#sign-out');
}

/** Starts a sign-in with `acr_values` at the application, after its session was removed. */
async function stepUp({ context, cookieOrigins }, page, demo) {
  for (const [name, origin] of cookieOrigins) {
    if (origin === new URL(demo.app).origin) await context.clearCookies({ name });
  }
  await page.goto(demo.app);
  const link = new URL(await page.locator('#sign-in').getAttribute('href'), demo.app);
  const answer = await context.request.get(link.href, { maxRedirects: 0 });
  const request = new URL(answer.headers().location);
  request.searchParams.set('acr_values', MULTI_FACTOR);
  await page.goto(request.href);
}

for (const javaScriptEnabled of [true, false]) {
  const words = javaScriptEnabled ? 'with' : 'without';

  test(`an authenticator app is added and required, and each recovery code works once, ${words} JavaScript`, async () => {
    const demo = await startDemo();
    const visitor = await newVisitor(browser, { javaScriptEnabled, acceptDownloads: true });
    const page = await visitor.context.newPage();
    const user = demo.users[0];
    const shown = javaScriptEnabled;
    try {
      const { app, codes } = await enrol(page, demo, user, shown);
      if (shown) await photograph(page, 'recovery-codes-new');
      const [download] = await Promise.all([page.waitForEvent('download'), page.click('#download')]);
      assert.equal(download.suggestedFilename(), 'recovery-codes.txt');
      await submit(page, '#continue');
      assert.equal(new URL(page.url()).pathname, '/account/security');
      if (shown) await photograph(page, 'security-with-second-factor');

      await signOut(page, demo);
      await startSignIn(page, demo);
      await enterPassword(page, demo, user);
      const secondStep = page.url();
      assert.equal(new URL(secondStep).pathname, '/login/second');
      if (shown) await photograph(page, 'second-step');
      await page.fill('#code', '000000');
      await submit(page, '#verify');
      assert.match(await page.locator('[role=alert]').innerText(), /That code is wrong/);
      if (shown) await photograph(page, 'second-step-wrong-code');
      const code = await app.code();
      await page.fill('#code', ` ${code.slice(0, 3)} ${code.slice(3)}`);
      await submit(page, '#verify');
      await allow(page);
      await signedInAs(page, demo);

      await signOut(page, demo);
      await page.goto(secondStep);
      assert.equal(await page.locator('#verify').count(), 0, 'the page of the used step asks for the password');
      await page.goto(new URL('/login', demo.issuer).href);
      await enterPassword(page, demo, user);
      await submit(page, '#use-recovery-code');
      if (shown) await photograph(page, 'second-step-recovery-code');
      await page.fill('#code', codes[0].toUpperCase());
      await submit(page, '#verify');
      assert.equal(new URL(page.url()).pathname, '/account');
      await page.goto(new URL('/account/security/recovery-codes', demo.issuer).href);
      assert.match(await page.locator('main').innerText(), /9 recovery codes left/);
      if (shown) await photograph(page, 'recovery-codes');

      await signOut(page, demo);
      await page.goto(new URL('/login', demo.issuer).href);
      await enterPassword(page, demo, user);
      await page.fill('#code', codes[0]);
      await submit(page, '#verify');
      assert.match(await page.locator('[role=alert]').innerText(), /was used before/);
    } finally {
      await demo.program.stop();
    }
    assertQuiet(visitor);
    await visitor.context.close();
  });
}

test('an application that asks for two factors gets the second step only, or an authenticator first', async () => {
  const demo = await startDemo();
  const visitor = await newVisitor(browser);
  const page = await visitor.context.newPage();
  try {
    const [first, second] = demo.users;
    await startSignIn(page, demo);
    await enterPassword(page, demo, first);
    await allow(page);
    await signedInAs(page, demo);
    const elsewhere = await newVisitor(browser);
    const { app } = await enrol(await elsewhere.context.newPage(), demo, first);
    await elsewhere.context.close();
    await stepUp(visitor, page, demo);
    await page.locator('#verify').waitFor();
    assert.equal(await page.locator('#password').count(), 0, 'the password is not asked for again');
    await photograph(page, 'second-step-up');
    await page.fill('#code', await app.code());
    await submit(page, '#verify');
    await signedInAs(page, demo);

    const newcomer = await newVisitor(browser);
    const other = await newcomer.context.newPage();
    await stepUp(newcomer, other, demo);
    await enterPassword(other, demo, second);
    await photograph(other, 'authenticator-required');
    const added = new AuthenticatorApp(await other.locator('#key').textContent());
    await other.fill('#code', await added.code());
    await submit(other, '#confirm');
    await submit(other, '#continue');
    await allow(other);
    await signedInAs(other, demo);
    assertQuiet(newcomer);
  } finally {
    await demo.program.stop();
  }
  assertQuiet(visitor);
  await visitor.context.close();
});

for (const javaScriptEnabled of [true, false]) {
  const words = javaScriptEnabled ? 'with' : 'without';

  test(`a device is trusted, listed and forgotten ${words} JavaScript`, async () => {
    const demo = await startDemo();
    const visitor = await newVisitor(browser, { javaScriptEnabled });
    const page = await visitor.context.newPage();
    const [user] = demo.users;
    const shown = javaScriptEnabled;
    const enterPasswordAgain = async () => {
      await signOut(page, demo);
      await page.goto(new URL('/login', demo.issuer).href);
      await enterPassword(page, demo, user);
    };
    try {
      const { app } = await enrol(page, demo, user, false);
      await enterPasswordAgain();
      await page.check('#trust');
      if (shown) await photograph(page, 'second-step-trust');
      await page.fill('#code', await app.code());
      await submit(page, '#verify');
      assert.equal(new URL(page.url()).pathname, '/account');

      await enterPasswordAgain();
      assert.equal(new URL(page.url()).pathname, '/account', 'no second step');
      await page.goto(new URL(AUTHENTICATOR, demo.issuer).href);
      assert.equal(new URL(page.url()).pathname, '/login', 'a factor is changed with both steps only');
      await page.goto(new URL('/account/devices', demo.issuer).href);
      if (shown) await photograph(page, 'devices-trusted');
      await submit(page, '#forget-1');
      assert.match(await page.locator('main').innerText(), /asked for your second step on that device again/);
      if (shown) await photograph(page, 'devices-forgotten');

      await enterPasswordAgain();
      assert.equal(new URL(page.url()).pathname, '/login/second');
      assertQuiet(visitor);
    } finally {
      await demo.program.stop();
      await visitor.context.close();
    }
  });
}
