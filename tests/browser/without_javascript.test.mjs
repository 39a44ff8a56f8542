// All pages as plain forms, in Chromium without JavaScript.

import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after, before, test } from 'node:test';

import { startDemo } from '../support/valetkey_program.mjs';
import { assertQuiet, newVisitor, openChromium } from './chromium.mjs';
import { allow, callApi, enterPassword, signIn, signOut } from './steps.mjs';

let browser, demo;

before(async () => {
  [browser, demo] = await Promise.all([openChromium(), startDemo()]);
});

after(async () => {
  await browser?.close();
  await demo?.program.stop();
});

for (const javaScriptEnabled of [false, true]) {
  const words = javaScriptEnabled ? 'with' : 'without';

  test(`the response arrives as a form post ${words} JavaScript`, async () => {
    const visitor = await newVisitor(browser, { javaScriptEnabled });
    const page = await visitor.context.newPage();
    const receiver = await startReceiver();
    try {
      await page.goto(await authorizationUrl(receiver.port));
      await enterPassword(page, demo, demo.users[javaScriptEnabled ? 1 : 0]);
      await allow(page);
      if (!javaScriptEnabled) await page.locator('form button').click();
      const { method, parameters } = await receiver.received;
      assert.equal(method, 'POST');
      assert.ok(parameters.get('code'));
      assert.equal(parameters.get('state'), 'state-of-the-test');
      assert.equal(parameters.get('iss'), demo.issuer.replace(/\/$/, ''));
      await page.getByText('received').waitFor();
    } finally {
      receiver.close();
    }
    assertQuiet(visitor, /favicon/);
    await visitor.context.close();
  });
}

test('the whole flow works without JavaScript', async () => {
  const visitor = await newVisitor(browser, { javaScriptEnabled: false });
  const page = await visitor.context.newPage();
  // Both users have consented in the tests above, so this test needs a new demo to see the consent page.
  const fresh = await startDemo();
  try {
    await signIn(page, fresh, fresh.users[0]);
    assert.ok((await callApi(page)).trim().length > 0);
    await page.goto(fresh.app);
    await signOut(page, fresh);
  } finally {
    await fresh.program.stop();
  }
  assertQuiet(visitor);
  await visitor.context.close();
});

/** Returns the application's authorization request, changed to get a form post on a port of the test. */
async function authorizationUrl(port) {
  const page = await (await browser.newContext()).newPage();
  const request = page.waitForRequest((candidate) => new URL(candidate.url()).searchParams.has('redirect_uri'));
  await page.goto(demo.app);
  await page.click('#sign-in');
  const url = new URL((await request).url());
  await page.context().close();
  // The port of a loopback address may differ from the registered one.
  const redirectUri = new URL(url.searchParams.get('redirect_uri'));
  redirectUri.port = String(port);
  url.searchParams.set('redirect_uri', redirectUri.href);
  url.searchParams.set('response_mode', 'form_post');
  url.searchParams.set('state', 'state-of-the-test');
  return url.href;
}

/** Starts a server in place of the application. It accepts one form and stores it. */
async function startReceiver() {
  let keep;
  const received = new Promise((resolve) => (keep = resolve));
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const bytes of request) body += bytes;
    if (request.method === 'POST') keep({ method: request.method, parameters: new URLSearchParams(body) });
    response.setHeader('content-security-policy', "default-src 'none'").setHeader('content-type', 'text/html');
    response.end('<!doctype html><title>received</title><p>received</p>');
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { port: server.address().port, received, close: () => (server.closeAllConnections(), server.close()) };
}
