// The demo's flow in Chromium: sign in, call the API, sign out.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { startDemo } from '../support/valetkey_program.mjs';
import { assertQuiet, newVisitor, openChromium, photograph } from './chromium.mjs';
import {
  allow, assertPasswordPage, callApi, enterPassword, signedInAs, signIn, signOut, startSignIn,
} from './steps.mjs';

let browser, demo;

before(async () => {
  [browser, demo] = await Promise.all([openChromium(), startDemo()]);
});

after(async () => {
  await browser?.close();
  await demo?.program.stop();
});

test('the line of JSON has three addresses, and two users and an administrator with passwords', () => {
  const origins = [demo.issuer, demo.app, demo.api].map((address) => new URL(address).origin);
  assert.equal(new Set(origins).size, 3, `three different origins, not ${origins}`);
  assert.equal(demo.users.length, 2);
  const everybody = [...demo.users, demo.administrator];
  for (const user of everybody) assert.ok(user.username && user.password.length >= 8);
  assert.equal(new Set(everybody.map((user) => user.password)).size, 3);
  assert.ok(demo.client_id);
});

test('sign in, consent, call the API, sign out', async () => {
  const visitor = await newVisitor(browser);
  const page = await visitor.context.newPage();
  const [user] = demo.users;

  await page.goto(demo.app);
  await photograph(page, 'application-signed-out');
  await startSignIn(page, demo);
  await assertPasswordPage(page, demo);
  await photograph(page, 'login');
  await enterPassword(page, demo, user);

  await page.locator('#allow').waitFor();
  assert.equal(await page.locator('#deny').count(), 1);
  await photograph(page, 'consent');
  await allow(page);

  const name = await signedInAs(page, demo);
  assert.ok(name.trim().length > 0);
  await photograph(page, 'application');
  const answer = await callApi(page);
  assert.ok(answer.trim().length > 0, 'the answer of the API is shown');
  assert.doesNotMatch(answer, /invalid_token|insufficient_scope|unauthori[sz]ed/i);
  await photograph(page, 'api-answer');

  await page.goto(demo.app);
  await signOut(page, demo);
  await startSignIn(page, demo);
  await assertPasswordPage(page, demo);
  assertQuiet(visitor);
  await visitor.context.close();
});

test('a second sign-in needs no password', async () => {
  const visitor = await newVisitor(browser);
  const page = await visitor.context.newPage();
  const name = await signIn(page, demo, demo.users[1]);

  const ofTheApplication = [...visitor.cookieOrigins].filter(([, origin]) => origin === new URL(demo.app).origin);
  assert.ok(ofTheApplication.length > 0, 'the application keeps its session in a cookie');
  for (const [cookie] of ofTheApplication) await visitor.context.clearCookies({ name: cookie });

  await startSignIn(page, demo);
  assert.equal(await signedInAs(page, demo), name);
  assertQuiet(visitor);
  await visitor.context.close();
});

test('the API refuses a request without a token', async () => {
  const answer = await fetch(demo.api);
  const challenged = [401, 404].includes(answer.status);
  assert.ok(challenged, `the address of the API answered ${answer.status}`);
  const forged = await fetch(demo.api, { headers: { authorization: 'Bearer e30.e30.e30' } });
  if (answer.status === 401) {
    assert.equal(answer.headers.get('www-authenticate').includes('error='), false);
    assert.equal(forged.status, 401);
    assert.match(forged.headers.get('www-authenticate'), /error="invalid_token"/);
  }
});
