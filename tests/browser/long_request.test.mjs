// An authorization request that is too long for an address of the server, as a link and as a form of another site.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { startDemo } from '../support/valetkey_program.mjs';
import { assertQuiet, newVisitor, openChromium } from './chromium.mjs';
import { allow, assertPasswordPage, enterPassword, signedInAs, startSignIn } from './steps.mjs';

const LONGEST_ADDRESS = 4096;

let browser, demo;

before(async () => {
  [browser, demo] = await Promise.all([openChromium(), startDemo()]);
});

after(async () => {
  await browser?.close();
  await demo?.program.stop();
});

/** Starts at the application and returns its authorization request with a login hint of this length. */
async function longRequest(page, length) {
  await startSignIn(page, demo);
  await assertPasswordPage(page, demo);
  const request = new URL(page.url());
  request.searchParams.set('login_hint', 'x'.repeat(length));
  return request;
}

/** Collects all addresses of the server that a page opens. */
function listen(page, from) {
  const addresses = [];
  page.on('request', (request) => {
    if (request.isNavigationRequest() && request.url().startsWith(demo.issuer)) addresses.push(request.url());
  });
  return () => addresses.filter((address) => address !== from.href);
}

test('a long request goes through sign-in and consent by short addresses', async () => {
  const visitor = await newVisitor(browser);
  const page = await visitor.context.newPage();
  const request = await longRequest(page, 10_000);
  const addresses = listen(page, request);
  await page.goto(request.href);
  await enterPassword(page, demo, demo.users[0]);
  await allow(page);
  assert.ok((await signedInAs(page, demo)).trim().length > 0);
  assert.ok(addresses().some((address) => address.includes('/consent?')), addresses().join('\n'));
  for (const address of addresses()) assert.ok(address.length <= LONGEST_ADDRESS, `${address.length}: ${address}`);
  assertQuiet(visitor);
  await visitor.context.close();
});

test('a long request that another site posts finds the session', async () => {
  const stranger = await newVisitor(browser);
  const request = await longRequest(await stranger.context.newPage(), 10_000);
  await stranger.context.close();

  const visitor = await newVisitor(browser);
  const page = await visitor.context.newPage();
  await page.goto(`${demo.issuer}/login`);
  await enterPassword(page, demo, demo.users[1]);

  const other = await visitor.context.newPage();
  const inputs = [...request.searchParams].map(([name, value]) => `<input type="hidden" name="${name}" value="${value}">`);
  const form = `<form method="post" action="${demo.issuer}/authorize">${inputs.join('')}<button id="go">Go</button></form>`;
  const body = `<!doctype html><title>other</title>${form}`;
  const headers = { 'content-security-policy': "default-src 'none'" };
  await other.route('http://other.example/**', (route) => route.fulfill({ contentType: 'text/html', headers, body }));
  await other.goto('http://other.example/');
  const addresses = listen(other, request);
  await other.click('#go');
  await other.locator('#allow').waitFor();
  for (const address of addresses()) assert.ok(address.length <= LONGEST_ADDRESS, `${address.length}: ${address}`);
  assertQuiet(visitor);
  await visitor.context.close();
});
