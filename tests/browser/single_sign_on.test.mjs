// The example single-sign-on in Chromium: two applications and an API behind `valetkey serve`.

import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { example, freePort, runOnce, start, temporaryFolder, waitForAnswer } from '../support/valetkey_program.mjs';
import { AuthenticatorApp } from './authenticator_app.mjs';
import { assertQuiet, newVisitor, openChromium, photograph } from './chromium.mjs';

/** Errors on the console of Chromium for pages with this status. */
const REFUSED = /status of 403/;
const SCOPE = 'openid profile email roles stock.read';

const folder = temporaryFolder();
const database = ['--database', `sqlite:${join(folder, 'valetkey.db')}`];
const alice = { username: 'alice', name: 'Alice Liddell', password: 'correct horse battery 1' };
const bob = { username: 'bob', name: 'Bob Cratchit', password: 'correct horse battery 2' };
const carol = { username: 'carol', name: 'Carol Jones', password: 'correct horse battery 3' };
let browser, server, applications, issuer, shop, warehouse, api;

before(async () => {
  // Browsers share cookies between ports, so the two applications have different host names.
  const origin = async (host) => `http://${host}:${await freePort()}`;
  [issuer, shop, api] = [await origin('127.0.0.1'), await origin('127.0.0.1'), await origin('127.0.0.1')];
  warehouse = await origin('localhost');
  addUser(alice, 'admin');
  addUser(bob, 'reader');
  addUser(carol, 'buyer');
  const [shopClient, warehouseClient] = [addClient('Shop', shop), addClient('Warehouse', warehouse)];
  server = start(folder, ['serve', '--issuer', issuer, '--listen', new URL(issuer).host, ...database]);
  await waitForAnswer(server, `${issuer}/.well-known/openid-configuration`);
  const environment = {
    ISSUER: issuer, API: api, SHOP: shop, WAREHOUSE: warehouse, SCOPE, ROLES_CLAIM: '/roles',
    SHOP_CLIENT_ID: shopClient.client_id, SHOP_CLIENT_SECRET: shopClient.client_secret,
    WAREHOUSE_CLIENT_ID: warehouseClient.client_id, WAREHOUSE_CLIENT_SECRET: warehouseClient.client_secret,
  };
  applications = start(folder, [], { program: example('single-sign-on'), environment });
  for (const address of [shop, warehouse, api]) await waitForAnswer(applications, address);
  browser = await openChromium();
});

after(async () => {
  await browser?.close();
  await applications?.stop();
  await server?.stop();
});

function addUser(user, role) {
  const words = ['--username', user.username, '--email', `${user.username}@example.com`, '--name', user.name];
  runOnce(folder, ['user', 'add', ...database, ...words, '--role', role, '--password-stdin'], user.password);
}

function addClient(name, address) {
  return runOnce(folder, [
    'client', 'add', ...database, '--name', name, '--scope', SCOPE, '--audience', api,
    '--redirect-uri', `${address}/auth/sso`, '--post-logout-redirect-uri', `${address}/`,
    '--backchannel-logout-uri', `${address}/backchannel-logout`,
  ]);
}

/** Opens a browser that is signed in to the shop, after a password and a consent. */
async function visitorOfShop(user) {
  const visitor = await newVisitor(browser);
  const page = await visitor.context.newPage();
  await page.goto(shop);
  await page.click('#sign-in');
  await page.fill('#username', user.username);
  await page.fill('#password', user.password);
  await page.click('#sign-in');
  await page.click('#allow');
  await page.waitForURL((url) => url.origin === shop);
  return { visitor, page };
}

test('one sign-in is valid for both applications, and one sign-out ends both sessions', async () => {
  const { visitor, page } = await visitorOfShop(alice);
  assert.equal(await page.locator('#name').innerText(), alice.name);
  assert.equal(await page.locator('#email').innerText(), 'alice@example.com');
  assert.equal(await page.locator('#roles').innerText(), 'admin');
  await photograph(page, 'single-sign-on-shop');

  await page.click('#other');
  assert.equal(new URL(page.url()).origin, warehouse);
  await photograph(page, 'single-sign-on-signed-out');
  await page.click('#sign-in');
  await page.locator('#allow').waitFor();
  assert.equal(await page.locator('#password').count(), 0, 'no password is asked for again');
  await page.click('#allow');
  await page.waitForURL((url) => url.origin === warehouse);
  assert.equal(await page.locator('#name').innerText(), alice.name);

  await page.click('#back-office');
  assert.match(await page.locator('#back-office').innerText(), /open to Alice Liddell/);
  await photograph(page, 'single-sign-on-back-office');
  await page.click('#home');
  await page.click('#stock');
  assert.match(await page.locator('#answer').innerText(), /^200 [^]*"teapots": 12/);
  await photograph(page, 'single-sign-on-stock');

  await page.goto(shop);
  await page.click('#sign-out');
  await page.waitForLoadState();
  if (new URL(page.url()).origin === issuer) await page.click('#sign-out');
  await page.waitForURL((url) => url.origin === shop);
  await page.locator('#sign-in').waitFor();
  await page.goto(warehouse);
  await page.locator('#sign-in').waitFor();
  assert.equal(await page.locator('#name').count(), 0, 'the session at the warehouse has ended too');
  await page.click('#sign-in');
  await page.locator('#password').waitFor();
  assertQuiet(visitor);
  await visitor.context.close();
});

test('the back office refuses a user without the role', async () => {
  const { visitor, page } = await visitorOfShop(bob);
  await page.click('#back-office');
  assert.match(await page.locator('body').innerText(), /Insufficient permissions/);
  assert.equal(await page.locator('#back-office').count(), 0);
  await photograph(page, 'single-sign-on-forbidden');
  assertQuiet(visitor, REFUSED);
  await visitor.context.close();
});

test('the API refuses a request without a token', async () => {
  assert.equal((await fetch(`${api}/stock`)).status, 401);
  const forged = await fetch(`${api}/stock`, { headers: { authorization: 'Bearer e30.e30.e30' } });
  assert.equal(forged.status, 401);
});

test('an API that wants two factors sends the user to a second step and gets its answer (RFC 9470)', async () => {
  const { visitor, page } = await visitorOfShop(carol);
  await page.click('#prices');
  // Carol has no second factor yet and adds one. She has to type her password first, because an unlocked browser is not enough.
  await page.locator('#password').waitFor();
  assert.equal(new URL(page.url()).origin, issuer);
  await page.fill('#password', carol.password);
  await page.click('#sign-in');
  const authenticator = new AuthenticatorApp(await page.locator('#key').textContent());
  await page.fill('#code', await authenticator.code());
  await page.click('#confirm');
  await page.click('#continue');
  await page.waitForURL(`${shop}/prices`);
  assert.match(await page.locator('#answer').innerText(), /^200 [^]*"teapot": "14.50"/);
  await photograph(page, 'single-sign-on-prices');

  await page.goto(`${shop}/stock`);
  await page.goto(`${shop}/prices`);
  assert.match(await page.locator('#answer').innerText(), /^200 /, 'nothing is asked twice');
  assert.equal(new URL(page.url()).origin, shop);
  assertQuiet(visitor);
  await visitor.context.close();
});
