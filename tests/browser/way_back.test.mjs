// C1: an application that redirects the browser again after its callback. Chromium compares all redirects after a form with the
// `form-action` of the page with the form, so this chain of redirects has three origins: 127.0.0.1 with two ports, and localhost.

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { freePort, runOnce, start, temporaryFolder, waitForAnswer } from '../support/valetkey_program.mjs';
import { assertQuiet, newVisitor, openChromium } from './chromium.mjs';

const VERIFIER = 'a-verifier-of-at-least-forty-three-characters-x';
const CHALLENGE = createHash('sha256').update(VERIFIER).digest('base64url');
const user = { username: 'alice', password: 'correct horse battery 1' };

const folder = temporaryFolder();
const database = ['--database', `sqlite:${join(folder, 'valetkey.db')}`];
let browser, server, issuer;
/** The application: `callback` redirects to `second`, `second` to `third`; `third` does not redirect. */
const origins = {};
const listening = [];
let received;

before(async () => {
  issuer = `http://127.0.0.1:${await freePort()}`;
  origins.third = await listen('localhost', (request, response) => {
    response.setHeader('content-type', 'text/html');
    response.end('<!doctype html><title>end</title><p id="end">the end</p>');
  });
  origins.second = await listen('127.0.0.1', redirectTo(() => `${origins.third}/end`));
  origins.callback = await listen('127.0.0.1', async (request, response) => {
    let body = '';
    for await (const bytes of request) body += bytes;
    const query = new URL(request.url, 'http://application').searchParams;
    received = request.method === 'POST' ? new URLSearchParams(body) : query;
    const hops = new URL(request.url, 'http://application').pathname.endsWith('/one') ? 'third' : 'second';
    redirectTo(() => `${origins[hops]}/end`)(request, response);
  });
  const words = ['--username', user.username, '--email', 'alice@example.com', '--name', 'Alice', '--password-stdin'];
  runOnce(folder, ['user', 'add', ...database, ...words], user.password);
  server = start(folder, ['serve', '--issuer', issuer, '--listen', new URL(issuer).host, ...database]);
  await waitForAnswer(server, `${issuer}/.well-known/openid-configuration`);
  browser = await openChromium();
});

after(async () => {
  await browser?.close();
  await server?.stop();
  for (const one of listening) one.close();
});

async function listen(host, handle) {
  const one = createServer((request, response) => {
    if (request.url === '/favicon.ico') return response.writeHead(204).end();
    return handle(request, response);
  });
  await new Promise((resolve) => one.listen(0, '127.0.0.1', resolve));
  listening.push(one);
  return `http://${host}:${one.address().port}`;
}

function redirectTo(address) {
  return (request, response) => response.writeHead(303, { location: address() }).end();
}

/** Registers a new client for each test, so that no consent is stored. */
function addClient(hops, ...words) {
  const [callback, left] = [`${origins.callback}/callback/${hops}`, `${origins.callback}/left/${hops}`];
  const uris = ['--redirect-uri', callback, '--post-logout-redirect-uri', left];
  const client = runOnce(folder, ['client', 'add', ...database, '--name', 'Broker', ...uris, ...words]);
  return { id: client.client_id, callback, left };
}

function authorization(client, parameters = {}) {
  const query = new URLSearchParams({
    client_id: client.id, redirect_uri: client.callback, response_type: 'code', scope: 'openid', state: 's',
    code_challenge: CHALLENGE, code_challenge_method: 'S256', ...parameters,
  });
  return `${issuer}/authorize?${query}`;
}

async function withVisitor(options, work) {
  received = undefined;
  const visitor = await newVisitor(browser, options);
  visitor.context.setDefaultTimeout(10_000);
  const page = await visitor.context.newPage();
  await work(page);
  // The pages of the application have no policy. This test is not about them.
  assertQuiet(visitor, new RegExp(`^${origins.third}`));
  await visitor.context.close();
}

async function signIn(page) {
  await page.fill('#username', user.username);
  await page.fill('#password', user.password);
  await page.click('#sign-in');
}

async function assertArrived(page) {
  await page.waitForURL(`${origins.third}/end`);
  await page.locator('#end').waitFor();
}

for (const hops of ['one', 'two']) {
  const words = `${hops} more ${hops === 'one' ? 'hop' : 'hops'}`;

  test(`c1: the sign-in form leads back over ${words}`, () =>
    withVisitor({}, async (page) => {
      await page.goto(authorization(addClient(hops, '--trusted')));
      await signIn(page);
      await assertArrived(page);
      assert.ok(received.get('code'));
    }));

  test(`c1: the consent form leads back over ${words}, after allowing and after denying`, () =>
    withVisitor({}, async (page) => {
      const client = addClient(hops);
      await page.goto(authorization(client));
      await signIn(page);
      await page.click('#deny');
      await assertArrived(page);
      assert.equal(received.get('error'), 'access_denied');
      await page.goto(authorization(client));
      await page.click('#allow');
      await assertArrived(page);
      assert.ok(received.get('code'));
    }));

  test(`c1: cancelling and choosing an account lead back over ${words}`, () =>
    withVisitor({}, async (page) => {
      const client = addClient(hops, '--trusted');
      await page.goto(authorization(client));
      await page.click('#cancel');
      await assertArrived(page);
      assert.equal(received.get('error'), 'access_denied');
      await page.goto(authorization(client));
      await signIn(page);
      await assertArrived(page);
      await page.goto(authorization(client, { prompt: 'select_account' }));
      await page.click('#continue-as');
      await assertArrived(page);
    }));

  test(`c1: the sign-out form leads back over ${words}`, () =>
    withVisitor({}, async (page) => {
      const client = addClient(hops, '--trusted');
      await page.goto(authorization(client));
      await signIn(page);
      await assertArrived(page);
      const query = new URLSearchParams({ client_id: client.id, post_logout_redirect_uri: client.left });
      await page.goto(`${issuer}/logout?${query}`);
      await page.click('#sign-out');
      await assertArrived(page);
    }));

  for (const javaScriptEnabled of [true, false]) {
    test(`c1: a form post leads back over ${words} ${javaScriptEnabled ? 'with' : 'without'} JavaScript`, () =>
      withVisitor({ javaScriptEnabled }, async (page) => {
        await page.goto(authorization(addClient(hops, '--trusted'), { response_mode: 'form_post' }));
        await signIn(page);
        if (!javaScriptEnabled) await page.click('#continue');
        await assertArrived(page);
        assert.ok(received.get('code'));
      }));
  }
}

test('c1: a form without redirects to other origins has a policy that forbids them', async () => {
  const answer = await fetch(`${issuer}/login`);
  assert.match(answer.headers.get('content-security-policy'), /form-action 'self'/);
  const missing = await fetch(`${issuer}/no-such-page`, { headers: { accept: 'text/html' } });
  assert.match(missing.headers.get('content-security-policy'), /form-action 'self'/);
});
