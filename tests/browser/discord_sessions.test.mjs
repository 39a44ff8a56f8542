// The example discord-sessions in Chromium. The example itself simulates Discord and GitHub.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { example, freePort, start, temporaryFolder, waitForAnswer } from '../support/valetkey_program.mjs';
import { assertQuiet, newVisitor, openChromium, photograph } from './chromium.mjs';

const PROGRAM = example('discord-sessions');
/** Errors on the console of Chromium for pages with this status. */
const REFUSED = /status of 4\d\d/;

const database = ['--database', join(temporaryFolder(), 'users.db')];
let browser, program, app;

before(async () => {
  app = `http://127.0.0.1:${await freePort()}`;
  const environment = { DISCORD_CLIENT_ID: '', DISCORD_CLIENT_SECRET: '', GITHUB_CLIENT_ID: '', GITHUB_CLIENT_SECRET: '' };
  program = start(temporaryFolder(), [...database, '--address', app], { program: PROGRAM, environment });
  [browser] = await Promise.all([openChromium(), waitForAnswer(program, app)]);
});

after(async () => {
  await browser?.close();
  await program?.stop();
});

async function withVisitor(work, expected) {
  const visitor = await newVisitor(browser);
  await work(await visitor.context.newPage(), visitor);
  assertQuiet(visitor, expected);
  await visitor.context.close();
}

/** Opens a page that requires sign-in, and signs in with the simulated provider. */
async function signIn(page, provider, user) {
  await page.click(`#sign-in-${provider}`);
  await page.locator('#imitation').waitFor();
  await page.check(`#person-${user}`);
  await page.click('#allow');
  await page.waitForURL((url) => url.origin === app);
}

test('the terminal says that the providers are simulated', () => {
  assert.match(program.said(), /imitation of Discord[^]*imitation of GitHub/);
});

test('a page that requires sign-in leads to the list of providers, to Discord, and back to the page', () =>
  withVisitor(async (page) => {
    await page.goto(app);
    assert.match(await page.locator('main').innerText(), /Nobody is signed in/);
    await photograph(page, 'sessions-signed-out');
    await page.click('#privileged');
    assert.equal(new URL(page.url()).pathname, '/login');
    assert.equal(await page.locator('a[id^="sign-in-"]').count(), 2);
    await photograph(page, 'sessions-providers');
    await page.click('#sign-in-discord');
    assert.match(await page.locator('h1').innerText(), /Discord \(imitation\)/);
    await photograph(page, 'sessions-imitation');
    await page.goBack();
    await signIn(page, 'discord', 'ada');
    assert.equal(new URL(page.url()).pathname, '/privileged');
    assert.match(await page.locator('#greeting').innerText(), /Hello Ada Example/);
    await photograph(page, 'sessions-privileged');
    await page.goto(app);
    assert.equal(await page.locator('#provider').innerText(), 'discord');
    await photograph(page, 'sessions-signed-in');
    await page.click('#sign-out');
    await page.locator('#sign-in').waitFor();
  }));

test('the administration page opens in the same session after the permission is granted', () =>
  withVisitor(async (page) => {
    await page.goto(`${app}/login`);
    await signIn(page, 'github', 'grace');
    const id = await page.locator('#id').innerText();
    await page.click('#admin');
    assert.match(await page.locator('body').innerText(), /Insufficient permissions/);
    await photograph(page, 'sessions-forbidden');
    execFileSync(PROGRAM, [...database, 'grant', id, 'admin']);
    await page.goto(`${app}/admin`);
    assert.match(await page.locator('#administration').innerText(), /Grace Example may do everything/);
    await photograph(page, 'sessions-administration');
    execFileSync(PROGRAM, [...database, 'revoke', id, 'admin']);
    assert.equal((await page.goto(`${app}/admin`)).status(), 403);
  }, REFUSED));

test('a changed cookie has no session, and a denied consent creates none', () =>
  withVisitor(async (page, visitor) => {
    await page.goto(`${app}/login`);
    await page.click('#sign-in-discord');
    await page.click('#deny');
    assert.match(await page.locator('body').innerText(), /cancelled/);
    await photograph(page, 'sessions-cancelled');
    assert.equal((await page.request.get(`${app}/users/me`)).status(), 401);

    await page.goto(`${app}/login`);
    await signIn(page, 'discord', 'ada');
    assert.equal((await page.request.get(`${app}/users/me`)).status(), 200);
    const [cookie] = (await visitor.context.cookies()).filter(({ name }) => name === 'valetkey_session');
    const last = cookie.value.endsWith('AA') ? 'BB' : 'AA';
    await visitor.context.addCookies([{ ...cookie, value: cookie.value.slice(0, -2) + last }]);
    const answer = await page.request.get(`${app}/users/me`);
    assert.equal(answer.status(), 401);
    assert.match(await answer.text(), /Not logged in/);
  }, REFUSED));
