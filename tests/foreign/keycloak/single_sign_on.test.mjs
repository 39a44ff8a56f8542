// The example single-sign-on with a realm of Keycloak, in Chromium. The example's own script makes the realm.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { assertQuiet, newVisitor, openChromium } from '../../browser/chromium.mjs';
import { example, freePort, start, temporaryFolder, waitForAnswer } from '../../support/valetkey_program.mjs';
import { Realm, runScript, startKeycloak } from './keycloak.mjs';

/** Errors on the console of Chromium for pages with this status. */
const REFUSED = /status of 403/;
const PASSWORD = 'correct horse battery 1';

const folder = temporaryFolder();
let browser, keycloak, settings, applications, shop, warehouse, api;

before(async () => {
  const origin = async (host) => `http://${host}:${await freePort()}`;
  [shop, warehouse, api] = [await origin('127.0.0.1'), await origin('localhost'), await origin('127.0.0.1')];
  keycloak = await startKeycloak(folder);
  settings = await runScript(keycloak, { SHOP: shop, WAREHOUSE: warehouse, API: api, USER_PASSWORD: PASSWORD });
  await startApplications();
  browser = await openChromium();
});

after(async () => {
  await browser?.close();
  await applications?.stop();
  await keycloak?.program.stop();
});

async function startApplications(more = {}) {
  const environment = { ...settings, ...more };
  applications = start(folder, [], { program: example('single-sign-on'), environment });
  for (const address of [shop, warehouse, api]) await waitForAnswer(applications, address);
}

/** Returns a new visitor who has signed in at the shop, on the page of Keycloak. */
async function visitorOfShop(username) {
  const visitor = await newVisitor(browser);
  const page = await visitor.context.newPage();
  await page.goto(shop);
  await page.click('#sign-in');
  assert.equal(new URL(page.url()).origin, keycloak.address);
  await page.fill('#username', username);
  await page.fill('#password', PASSWORD);
  await page.click('#kc-login');
  await page.waitForURL((url) => url.origin === shop);
  return { visitor, page };
}

/** Fails if a page of the example had an error. Ignores errors of Keycloak's pages. */
function assertOursAreQuiet(visitor, expected) {
  visitor.complaints = visitor.complaints.filter((complaint) => !complaint.startsWith(keycloak.address));
  assertQuiet(visitor, expected);
}

/** Signs in a new visitor and returns the response of the API to the shop. */
async function answerOfApi() {
  const { visitor, page } = await visitorOfShop('alice');
  await page.click('#stock');
  const answer = await page.locator('#answer').innerText();
  await visitor.context.close();
  return answer;
}

test('c7: sign in once at Keycloak for both applications; sign out of one, and both forget', async () => {
  const { visitor, page } = await visitorOfShop('alice');
  assert.equal(await page.locator('#name').innerText(), 'Alice Liddell');
  assert.equal(await page.locator('#email').innerText(), 'alice@example.com');
  assert.equal(await page.locator('#roles').innerText(), 'admin');

  await page.click('#other');
  assert.equal(new URL(page.url()).origin, warehouse);
  await page.click('#sign-in');
  await page.waitForURL((url) => url.origin === warehouse);
  assert.equal(await page.locator('#name').innerText(), 'Alice Liddell', 'no password is asked for again');

  await page.click('#back-office');
  assert.match(await page.locator('#back-office').innerText(), /open to Alice Liddell/);
  await page.click('#home');
  await page.click('#stock');
  assert.match(await page.locator('#answer').innerText(), /^200 [^]*"teapots": 12/);

  await page.goto(shop);
  await page.click('#sign-out');
  await page.waitForURL((url) => url.origin === shop);
  await page.locator('#sign-in').waitFor();
  await page.goto(warehouse);
  await page.locator('#sign-in').waitFor();
  assert.equal(await page.locator('#name').count(), 0, 'Keycloak has signed the warehouse out too');
  await page.click('#sign-in');
  await page.locator('#password').waitFor();
  assertOursAreQuiet(visitor);
  await visitor.context.close();
});

test('c7: the back office stays closed without the role', async () => {
  const { visitor, page } = await visitorOfShop('bob');
  await page.click('#back-office');
  assert.match(await page.locator('body').innerText(), /Insufficient permissions/);
  assert.equal(await page.locator('#back-office').count(), 0);
  assertOursAreQuiet(visitor, REFUSED);
  await visitor.context.close();
});

test('c7: the warehouse stays signed in if the shop signs out and Keycloak does not know the back-channel address', async () => {
  const realm = new Realm(keycloak);
  const restore = await realm.setAttribute('warehouse', 'backchannel.logout.url', '');
  const { visitor, page } = await visitorOfShop('alice');
  await page.click('#other');
  await page.click('#sign-in');
  await page.waitForURL((url) => url.origin === warehouse);
  await page.goto(shop);
  await page.click('#sign-out');
  await page.waitForURL((url) => url.origin === shop);
  await page.goto(warehouse);
  assert.equal(await page.locator('#name').innerText(), 'Alice Liddell');
  await visitor.context.close();
  await restore();
});

test('c7: the realm needs at+jwt, client_id, the audience and the roles', async (context) => {
  const realm = new Realm(keycloak);
  const apiRefuses = async () => assert.match(await answerOfApi(), /^401 /);
  const without = {
    'at+jwt': [() => realm.setAttribute('shop', 'access.token.header.type.rfc9068', 'false'), apiRefuses],
    'client_id': [() => realm.removeClientMapper('shop', 'client_id in the access token'), apiRefuses],
    'the audience': [() => realm.removeScopeMapper('stock.read', 'audience of the API'), apiRefuses],
    'the roles': [() => realm.removeClientMapper('shop', 'roles in the ID token'), backOfficeIsClosed],
  };
  assert.match(await answerOfApi(), /^200 /);
  for (const [name, [remove, check]] of Object.entries(without)) {
    await context.test(`without ${name}`, async () => {
      const restore = await remove();
      await check();
      await restore();
    });
  }
  assert.match(await answerOfApi(), /^200 /);
});

async function backOfficeIsClosed() {
  const { visitor, page } = await visitorOfShop('alice');
  await page.click('#back-office');
  assert.match(await page.locator('body').innerText(), /Insufficient permissions/);
  await visitor.context.close();
}

test('c7: with TOKEN_PROFILE=keycloak the API needs neither at+jwt nor client_id, but still the audience', async () => {
  const realm = new Realm(keycloak);
  await realm.setAttribute('shop', 'access.token.header.type.rfc9068', 'false');
  await realm.removeClientMapper('shop', 'client_id in the access token');
  await applications.stop();
  await startApplications({ TOKEN_PROFILE: 'keycloak' });
  assert.match(await answerOfApi(), /^200 /);
  await realm.removeScopeMapper('stock.read', 'audience of the API');
  assert.match(await answerOfApi(), /^401 /);
});
