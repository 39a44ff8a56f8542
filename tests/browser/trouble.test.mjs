// Common errors: a wrong password, a denied consent, changed cookies, two tabs at the same time.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { startDemo } from '../support/valetkey_program.mjs';
import { assertQuiet, newVisitor, openChromium } from './chromium.mjs';
import {
  allow, assertPasswordPage, assertSignedOut, enterPassword, signedInAs, signIn, startSignIn,
} from './steps.mjs';

/** Errors on the console of Chromium for pages with this status. */
const REFUSED = /status of 4\d\d/;

let browser, demo;

before(async () => {
  [browser, demo] = await Promise.all([openChromium(), startDemo()]);
});

after(async () => {
  await browser?.close();
  await demo?.program.stop();
});

async function withVisitor(work, expected) {
  const visitor = await newVisitor(browser);
  await work(await visitor.context.newPage(), visitor);
  assertQuiet(visitor, expected);
  await visitor.context.close();
}

test('a denied consent leads back to the application, which explains it and offers another attempt', () =>
  withVisitor(async (page) => {
    await startSignIn(page, demo);
    await enterPassword(page, demo, demo.users[0]);
    await page.click('#deny');
    await page.waitForURL((url) => url.origin === new URL(demo.app).origin);
    const text = await page.locator('body').innerText();
    assert.match(text, /not (allow|sign|grant)|denied|declined|refused|cancelled/i);
    await page.goto(demo.app);
    await assertSignedOut(page, demo);
  }, REFUSED));

test('a wrong password and an unknown username get the same message', () =>
  withVisitor(async (page) => {
    const [user] = demo.users;
    await startSignIn(page, demo);
    await enterPassword(page, demo, user, `${user.password}x`);
    const wrongPassword = await page.getByRole('alert').innerText();
    await assertPasswordPage(page, demo);
    assert.equal(await page.inputValue('#username'), user.username, 'the username is filled in already');
    assert.equal(await page.inputValue('#password'), '');

    await enterPassword(page, demo, { username: 'nobody-at-all', password: 'x' });
    assert.equal(await page.getByRole('alert').innerText(), wrongPassword);

    await enterPassword(page, demo, user);
    await allow(page);
    await signedInAs(page, demo);
  }, REFUSED));

test('a browser with changed cookies has to sign in again', () =>
  withVisitor(async (page, visitor) => {
    await signIn(page, demo, demo.users[1]);
    const cookies = await visitor.context.cookies();
    assert.ok(cookies.length >= 2, 'server and application both keep a session');
    await visitor.context.clearCookies();
    await visitor.context.addCookies(cookies.map((cookie) => ({ ...cookie, value: changed(cookie.value) })));

    await page.goto(demo.app);
    await assertSignedOut(page, demo);
    await startSignIn(page, demo);
    await assertPasswordPage(page, demo);
    await enterPassword(page, demo, demo.users[1]);
    await signedInAs(page, demo);
  }));

test('two tabs can sign in at the same time', () =>
  withVisitor(async (first, visitor) => {
    const second = await visitor.context.newPage();
    for (const page of [first, second]) await startSignIn(page, demo);
    for (const page of [first, second]) {
      await assertPasswordPage(page, demo);
      await enterPassword(page, demo, demo.users[1]);
      await signedInAs(page, demo);
    }
  }));

/** Returns the value with a different letter in the middle. */
function changed(value) {
  const middle = Math.floor(value.length / 2);
  const letter = value[middle] === 'A' ? 'B' : 'A';
  return value.slice(0, middle) + letter + value.slice(middle + 1);
}
