// Several accounts in one Chromium, with and without JavaScript: add, choose and switch accounts, sign out of one and of all.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { startDemo } from '../support/valetkey_program.mjs';
import { assertQuiet, newVisitor, openChromium, photograph } from './chromium.mjs';
import { enterPassword, submit } from './steps.mjs';

let browser, demo;

before(async () => {
  [browser, demo] = await Promise.all([openChromium(), startDemo()]);
});

after(async () => {
  await browser?.close();
  await demo?.program.stop();
});

async function open(page, path) {
  await page.goto(new URL(path, demo.issuer).href);
}

async function names(page) {
  const buttons = await page.locator('button[name="account"]').allInnerTexts();
  return buttons.map((text) => text.trim());
}

for (const javaScriptEnabled of [true, false]) {
  const words = javaScriptEnabled ? 'with' : 'without';

  test(`two accounts in one browser ${words} JavaScript`, async () => {
    const [first, second] = demo.users;
    const visitor = await newVisitor(browser, { javaScriptEnabled });
    const page = await visitor.context.newPage();
    await open(page, '/login');
    await enterPassword(page, demo, first);
    await submit(page, '#accounts');
    assert.equal((await names(page)).length, 1);
    await submit(page, '#another-account');
    await enterPassword(page, demo, second);
    assert.match(await page.locator('.person').innerText(), new RegExp(second.username, 'i'));

    await submit(page, '#accounts');
    assert.equal((await names(page)).length, 2);
    if (javaScriptEnabled) await photograph(page, 'accounts-of-browser');
    await submit(page, '#continue-as-2');
    assert.match(await page.locator('.person').innerText(), new RegExp(first.username, 'i'));
    if (javaScriptEnabled) await photograph(page, 'accounts-menu');

    await open(page, '/logout');
    if (javaScriptEnabled) await photograph(page, 'accounts-sign-out');
    await submit(page, '#sign-out');
    if (javaScriptEnabled) await photograph(page, 'accounts-signed-out-of-one');
    await submit(page, '#accounts');
    assert.equal((await names(page)).length, 1, 'the other account is signed in still');
    await submit(page, '#continue-as');
    assert.match(await page.locator('.person').innerText(), new RegExp(second.username, 'i'));

    await submit(page, '#accounts');
    await submit(page, '#another-account');
    await enterPassword(page, demo, first);
    await submit(page, '#accounts');
    await submit(page, '#sign-out-all');
    assert.equal(await page.locator('#accounts').count(), 0);
    const cookies = await visitor.context.cookies();
    assert.deepEqual(cookies.map(({ name }) => name).filter((name) => /session|accounts/.test(name)), []);
    await open(page, '/accounts');
    await page.locator('#password').waitFor();
    assertQuiet(visitor);
    await visitor.context.close();
  });
}
