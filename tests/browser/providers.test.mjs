// Sign-in with other providers, with and without JavaScript. `valetkey provider imitate` simulates the providers.

import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import {
  freePort, runOnce, start, startDemo, temporaryFolder, waitForAnswer, waitUntil,
} from '../support/valetkey_program.mjs';
import { assertQuiet, newVisitor, openChromium, photograph } from './chromium.mjs';
import { enterPassword, signedInAs, startSignIn } from './steps.mjs';

const LINKED = '/account/security/linked';
/** One provider for each rule for first sign-ins, in the order of the page. */
const PROVIDERS = {
  GitHub: ['github', '--first-sign-in', 'create'],
  Google: ['google', '--first-sign-in', 'link'],
  Discord: ['discord', '--first-sign-in', 'refuse'],
  Dropbox: ['dropbox', '--first-sign-in', 'create', '--domain', 'example.com'],
  // No test signs in with this provider while it is available, so the server has no copy of its metadata.
  Yahoo: ['yahoo'],
};

const folder = temporaryFolder();
const database = ['--database', `sqlite:${join(folder, 'valetkey.db')}`];
let browser, server, imitation, issuer, users;

before(async () => {
  issuer = `http://localhost:${await freePort()}`;
  const names = Object.values(PROVIDERS).map(([preset]) => preset);
  imitation = start(folder, ['provider', 'imitate', ...names, '--listen', `127.0.0.1:${await freePort()}`, '--json']);
  const line = await waitUntil(imitation, 'the line of JSON', async () => imitation.output().match(/^\{.*\}$/m)?.[0]);
  runOnce(folder, ['tenant', 'edit', '--issuer', issuer, ...database]);
  for (const [position, words] of Object.values(PROVIDERS).entries()) {
    const settings = ['--simulator', JSON.parse(line).base_url, '--position', String(position)];
    const add = ['identity-provider', 'add', ...words, '--client-id', 'client-1', '--client-secret-stdin'];
    runOnce(folder, [...add, ...settings, ...database], 'secret-1\n');
  }
  users = Object.fromEntries(['alice', 'bob', 'carol', 'dave'].map((username) => [username, addUser(username)]));
  const listen = `127.0.0.1:${new URL(issuer).port}`;
  server = start(folder, ['serve', '--issuer', issuer, '--listen', listen, ...database]);
  [browser] = await Promise.all([openChromium(), waitForAnswer(server, `${issuer}/health`)]);
});

after(async () => {
  await browser?.close();
  await server?.stop();
  await imitation?.stop();
});

function addUser(username) {
  const password = `correct horse battery ${username}`;
  const words = ['--username', username, '--email', `${username}@example.com`, '--email-verified', '--name', username];
  runOnce(folder, ['user', 'add', ...database, ...words, '--password-stdin'], password);
  return { username, password };
}

/** Runs `work` in a new browser, and fails if a page has an error. */
async function inNewBrowser(options, work) {
  const visitor = await newVisitor(browser, options);
  await work(await visitor.context.newPage());
  assertQuiet(visitor);
  await visitor.context.close();
}

/** Presses the button of a provider on the page, and chooses a user and a decision there. */
async function answerAt(page, provider, user, decision = 'allow') {
  await page.getByRole('button', { name: new RegExp(`${provider}( \\(imitation\\))?$`) }).click();
  await page.getByRole('heading', { name: `${provider} (imitation)` }).waitFor();
  await page.check(`#person-${user}`);
  await page.click(`#${decision}`);
}

async function signInWith(page, provider, user, path = '/login') {
  await page.goto(issuer + path);
  await answerAt(page, provider, user);
}

/** Fails unless the account page is that of this user. */
async function assertAccountOf(page, name) {
  await page.waitForURL((url) => url.origin === issuer && url.pathname.startsWith('/account'));
  await page.getByText(name, { exact: false }).first().waitFor();
}

/** Fails unless the sign-in page shows this message and still has the other ways to sign in. */
async function assertSignInPageSays(page, words) {
  assert.match(await page.locator('#provider-notice').innerText(), words);
  assert.equal(await page.locator('#password').count(), 1);
  assert.equal(await page.locator('button[name=provider]').count(), Object.keys(PROVIDERS).length);
}

for (const javaScriptEnabled of [true, false]) {
  const words = javaScriptEnabled ? 'with' : 'without';
  const options = { javaScriptEnabled };

  test(`the demo's simulated provider says that it is simulated, and offers its users, ${words} JavaScript`, async () => {
    const demo = await startDemo();
    try {
      await inNewBrowser(options, async (page) => {
        await startSignIn(page, demo);
        if (javaScriptEnabled) await photograph(page, 'login-demo-provider');
        await page.getByRole('button', { name: 'Sign in with GitHub (imitation)' }).click();
        assert.ok(page.url().startsWith(demo.provider), page.url());
        assert.match(await page.locator('#imitation').innerText(), /This is not GitHub\./);
        assert.equal(await page.getByRole('radio').count(), 3);
        if (javaScriptEnabled) await photograph(page, 'imitated-provider');
        await page.check('#person-grace');
        await page.click('#allow');
        // This is the consent page of the server.
        await page.waitForURL((url) => url.origin === new URL(demo.issuer).origin);
        await page.click('#allow');
        assert.equal(await signedInAs(page, demo), 'Grace Example');
      });
      await inNewBrowser(options, async (page) => {
        await startSignIn(page, demo);
        await answerAt(page, 'GitHub', 'alice');
        assert.match(await page.locator('#provider-notice').innerText(), /Sign in to it once/);
        await enterPassword(page, demo, demo.users[0]);
        await page.click('#allow');
        assert.equal(await signedInAs(page, demo), 'Alice Liddell');
      });
    } finally {
      await demo.program.stop();
    }
  });

  test(`a first sign-in adds a user, and a second one signs the same user in, ${words} JavaScript`, async () => {
    // Each round uses a different account, so that it begins with a first sign-in.
    const username = javaScriptEnabled ? 'grace' : 'ada';
    const added = () => runOnce(folder, ['user', 'list', ...database]).filter((user) => user.username === username);
    assert.equal(added().length, 0);
    let sub;
    for (const round of ['first', 'second']) {
      await inNewBrowser(options, async (page) => {
        await signInWith(page, 'GitHub', username);
        await assertAccountOf(page, `${username[0].toUpperCase()}${username.slice(1)} Example`);
      });
      const [user] = added();
      sub ??= user.sub;
      assert.equal(user.sub, sub, `the ${round} sign-in`);
      assert.equal(added().length, 1);
    }
  });

  test(`a provider that accepts linked accounts only says so, and a domain counts, ${words} JavaScript`, () =>
    inNewBrowser(options, async (page) => {
      await signInWith(page, 'Discord', 'ada');
      await assertSignInPageSays(page, /No account here is linked to this Discord account/);
      await answerAt(page, 'Dropbox', 'ada');
      await assertSignInPageSays(page, /This Dropbox account may not sign in here/);
      const user = javaScriptEnabled ? users.bob : users.carol;
      await enterPassword(page, { issuer }, user);
      await assertAccountOf(page, user.username);
      await page.goto(issuer + LINKED);
      assert.equal(await page.locator('section.entry').count(), 0, 'a refused account was not linked');
    }));

  test(`an account is linked after the password of its user, ${words} JavaScript`, async () => {
    const user = javaScriptEnabled ? users.bob : users.carol;
    const account = javaScriptEnabled ? 'ada' : 'grace';
    await inNewBrowser(options, async (page) => {
      await signInWith(page, 'Google', account);
      await assertSignInPageSays(page, /sign in to (your account|it) once/i);
      if (javaScriptEnabled) await photograph(page, 'login-provider-notice');
      await enterPassword(page, { issuer }, { ...user, password: 'not the password' });
      await page.locator('#login-failure').waitFor();
      await enterPassword(page, { issuer }, user);
      await assertAccountOf(page, user.username);
      await page.goto(issuer + LINKED);
      assert.match(await page.locator('section.entry h2').innerText(), /^Google/);
    });
    await inNewBrowser(options, async (page) => {
      await signInWith(page, 'Google', account);
      await assertAccountOf(page, user.username);
    });
  });

  test(`the address of a user links nothing before that user has signed in, ${words} JavaScript`, async () => {
    if (javaScriptEnabled) {
      await inNewBrowser(options, async (page) => {
        await signInWith(page, 'GitHub', 'alice');
        await assertSignInPageSays(page, /email address of your GitHub account/);
        await page.goto(`${issuer}/account`);
        assert.equal(new URL(page.url()).pathname, '/login', 'nobody is signed in');
      });
    }
    await inNewBrowser(options, async (page) => {
      await signInWith(page, 'GitHub', 'alice');
      if (javaScriptEnabled) await enterPassword(page, { issuer }, users.alice);
      await assertAccountOf(page, 'alice');
    });
  });

  test(`a user links an account and unlinks it, ${words} JavaScript`, () =>
    inNewBrowser(options, async (page) => {
      await page.goto(issuer + LINKED);
      await enterPassword(page, { issuer }, users.dave);
      await answerAt(page, 'Discord', 'grace', 'deny');
      assert.match(await page.locator('#linked-failure').innerText(), /You cancelled at Discord/);
      await answerAt(page, 'Discord', 'grace');
      assert.match(await page.locator('#notice').innerText(), /Discord is linked/);
      if (javaScriptEnabled) {
        assert.equal(await page.evaluate(() => document.activeElement?.id), 'notice');
        await photograph(page, 'account-linked');
      }
      await page.click('#unlink-1');
      assert.match(await page.locator('#notice').innerText(), /Discord is no longer linked/);
      assert.equal(await page.locator('section.entry').count(), 0);
    }));

  test(`a refusal at the provider leads back to a page with other ways to sign in, ${words} JavaScript`, () =>
    inNewBrowser(options, async (page) => {
      await page.goto(`${issuer}/login`);
      await answerAt(page, 'GitHub', 'ada', 'deny');
      await assertSignInPageSays(page, /You cancelled the sign-in at GitHub/);
      if (javaScriptEnabled) {
        assert.match(await page.title(), /^Error: /);
        await photograph(page, 'login-provider-failed');
      }
      await enterPassword(page, { issuer }, users.dave);
      await assertAccountOf(page, 'dave');
    }));
}

test('an unreachable provider gives a message on the sign-in page', async () => {
  await imitation.stop();
  for (const javaScriptEnabled of [true, false]) {
    await inNewBrowser({ javaScriptEnabled }, async (page) => {
      await page.goto(`${issuer}/login`);
      await page.getByRole('button', { name: 'Sign in with Yahoo' }).click();
      await assertSignInPageSays(page, /Yahoo does not answer right now/);
      await enterPassword(page, { issuer }, users.dave);
      await assertAccountOf(page, 'dave');
    });
  }
});
