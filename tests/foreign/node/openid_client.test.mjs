// openid-client, unchanged, against `valetkey serve`.

import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import * as client from 'openid-client';

import { PlainBrowser, signInAndAllow, signOut } from '../../support/plain_browser.mjs';
import { freePort, runOnce, start, temporaryFolder, waitUntil } from '../../support/valetkey_program.mjs';

const REDIRECT_URI = 'http://127.0.0.1:8977/callback';
const AFTER_LOGOUT_URI = 'http://127.0.0.1:8977/signed-out';
const SCOPE = 'openid profile email offline_access';

const folder = temporaryFolder();
const database = ['--database', `sqlite:${join(folder, 'valetkey.db')}`];
const users = [];
let issuer, program, confidential, open;

before(async () => {
  confidential = addClient('Notes');
  open = addClient('Notes on the phone', '--public');
  for (let number = 0; number < 13; number += 1) users.push(addUser(number));
  const listen = `127.0.0.1:${await freePort()}`;
  issuer = `http://${listen}`;
  program = start(folder, ['serve', '--issuer', issuer, '--listen', listen, ...database]);
  const address = `${issuer}/ready`;
  await waitUntil(program, 'every signing key', () => fetch(address).then((answer) => answer.ok, () => false));
});

after(() => program?.stop());

function addClient(name, ...more) {
  const addresses = ['--redirect-uri', REDIRECT_URI, '--post-logout-redirect-uri', AFTER_LOGOUT_URI];
  const grants = ['--grant', 'authorization_code', '--grant', 'refresh_token'];
  return runOnce(folder, ['client', 'add', ...database, '--name', name, '--scope', SCOPE, ...addresses, ...grants, ...more]);
}

function addUser(number) {
  const user = {
    username: `user${number}`,
    password: `correct horse battery ${number}`,
    email: `user${number}@example.com`,
    name: `User Number ${number}`,
  };
  const words = ['--username', user.username, '--email', user.email, '--name', user.name, '--role', 'reader'];
  runOnce(folder, ['user', 'add', ...database, ...words, '--password-stdin'], user.password);
  return user;
}

function discover(id, secret, authentication) {
  const options = { execute: [client.allowInsecureRequests] };
  return client.discovery(new URL(issuer), id, secret, authentication, options);
}

/** Signs in and returns the address of the redirect to the application. */
async function signIn(configuration) {
  const [browser, user] = [new PlainBrowser(REDIRECT_URI, AFTER_LOGOUT_URI), users.pop()];
  const [verifier, state, nonce] = [client.randomPKCECodeVerifier(), client.randomState(), client.randomNonce()];
  const parameters = {
    redirect_uri: REDIRECT_URI,
    scope: SCOPE,
    code_challenge: await client.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    state,
    nonce,
  };
  const url = client.buildAuthorizationUrl(configuration, parameters);
  const callback = new URL(await signInAndAllow(browser, url, user));
  const checks = { pkceCodeVerifier: verifier, expectedState: state, expectedNonce: nonce, idTokenExpected: true };
  const redeem = (changes = {}, as = configuration) =>
    client.authorizationCodeGrant(as, changes.callback ?? callback, { ...checks, ...changes.checks });
  return { browser, user, url, callback, redeem, state };
}

/** Sends the request beforehand, and signs in with the reference to it. */
async function signInByPushedRequest(configuration) {
  const [browser, user] = [new PlainBrowser(REDIRECT_URI, AFTER_LOGOUT_URI), users.pop()];
  const [verifier, state] = [client.randomPKCECodeVerifier(), client.randomState()];
  const parameters = {
    redirect_uri: REDIRECT_URI,
    scope: SCOPE,
    code_challenge: await client.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    state,
  };
  const url = await client.buildAuthorizationUrlWithPAR(configuration, parameters);
  const callback = new URL(await signInAndAllow(browser, url, user));
  const checks = { pkceCodeVerifier: verifier, expectedState: state, idTokenExpected: true };
  return { url, tokens: await client.authorizationCodeGrant(configuration, callback, checks) };
}

const signInAsNotes = async () => {
  const configuration = await discover(confidential.client_id, confidential.client_secret);
  return { configuration, ...(await signIn(configuration)) };
};

const refuses = (promise, error, status = 400) => assert.rejects(promise, (thrown) => {
  assert.deepEqual([thrown.error, thrown.status], [error, status], String(thrown));
  return true;
});

/** Expects an error of openid-client. Its `cause` describes the problem. */
const complains = (promise, words) => assert.rejects(promise, (thrown) => {
  assert.match(`${thrown.message} ${thrown.cause?.message}`, words);
  return true;
});

describe('pushed authorization requests', () => {
  for (const name of ['with a secret', 'as a public client']) {
    test(name, async () => {
      const configuration = name === 'with a secret'
        ? await discover(confidential.client_id, confidential.client_secret)
        : await discover(open.client_id, undefined, client.None());
      const { url, tokens } = await signInByPushedRequest(configuration);
      assert.deepEqual([...url.searchParams.keys()].sort(), ['client_id', 'request_uri']);
      assert.ok(tokens.claims().sub);
    });
  }
});

describe('sign in, userinfo and refresh', () => {
  const ways = {
    'with the secret in the body': () =>
      discover(confidential.client_id, undefined, client.ClientSecretPost(confidential.client_secret)),
    'with the secret in the header': () =>
      discover(confidential.client_id, undefined, client.ClientSecretBasic(confidential.client_secret)),
    'as a public client': () => discover(open.client_id, undefined, client.None()),
  };
  for (const [name, way] of Object.entries(ways)) {
    test(name, async () => {
      const configuration = await way();
      const { user, redeem, callback } = await signIn(configuration);
      assert.equal(callback.searchParams.get('iss'), issuer);

      const tokens = await redeem();
      const claims = tokens.claims();
      assert.equal(claims.iss, issuer);
      assert.ok(claims.sub && claims.sid && claims.auth_time);

      const about = await client.fetchUserInfo(configuration, tokens.access_token, claims.sub);
      assert.deepEqual([about.email, about.name], [user.email, user.name]);

      const renewed = await client.refreshTokenGrant(configuration, tokens.refresh_token);
      assert.notEqual(renewed.access_token, tokens.access_token);
      const again = await client.fetchUserInfo(configuration, renewed.access_token, claims.sub);
      assert.equal(again.sub, claims.sub);
    });
  }
});

test('a changed state, nonce or issuer is refused by openid-client', async () => {
  const { redeem, callback } = await signInAsNotes();
  await complains(redeem({ checks: { expectedState: 'another-state' } }), /"state"/);
  const changed = new URL(callback);
  changed.searchParams.set('iss', 'https://another-issuer.example');
  await complains(redeem({ callback: changed }), /"iss"/);
  await complains(redeem({ checks: { expectedNonce: 'another-nonce' } }), /"nonce"/);
});

test('a wrong verifier is refused', async () => {
  const { redeem } = await signInAsNotes();
  await refuses(redeem({ checks: { pkceCodeVerifier: client.randomPKCECodeVerifier() } }), 'invalid_grant');
});

test('a wrong secret is refused', async () => {
  const { redeem } = await signInAsNotes();
  const header = await discover(confidential.client_id, undefined, client.ClientSecretBasic('not-the-secret'));
  await assert.rejects(redeem({}, header), (thrown) => thrown.status === 401 || thrown.response?.status === 401);
});

test('the second use of a code is refused and revokes the tokens of the first use', async () => {
  const { redeem, configuration } = await signInAsNotes();
  const first = await redeem();
  await refuses(redeem(), 'invalid_grant');
  await refuses(client.refreshTokenGrant(configuration, first.refresh_token), 'invalid_grant');
});

test('a code of another client is refused', async () => {
  const { redeem } = await signInAsNotes();
  const stranger = await discover(open.client_id, undefined, client.None());
  await refuses(redeem({}, stranger), 'invalid_grant');
});

test('a revoked grant is refused at all endpoints', async () => {
  const { redeem, configuration } = await signInAsNotes();
  const tokens = await redeem();
  const before = await client.tokenIntrospection(configuration, tokens.refresh_token);
  assert.equal(before.active, true);
  await client.tokenRevocation(configuration, tokens.refresh_token);
  const after = await client.tokenIntrospection(configuration, tokens.refresh_token);
  assert.deepEqual(after, { active: false });
  await refuses(client.refreshTokenGrant(configuration, tokens.refresh_token), 'invalid_grant');
  const { sub } = tokens.claims();
  await assert.rejects(client.fetchUserInfo(configuration, tokens.access_token, sub), (thrown) => {
    const challenge = thrown.cause?.[0]?.parameters ?? {};
    assert.equal(challenge.error, 'invalid_token', String(thrown));
    return true;
  });
});

test('signing out ends the session and leads back to the application', async () => {
  const { browser, redeem, configuration, url } = await signInAsNotes();
  const tokens = await redeem();
  const silent = `${url}&prompt=none`;
  const signedIn = await browser.open(silent);
  assert.ok(new URL(signedIn.arrived).searchParams.get('code'), 'single sign-on works before');

  const logout = client.buildEndSessionUrl(configuration, {
    post_logout_redirect_uri: AFTER_LOGOUT_URI,
    id_token_hint: tokens.id_token,
    state: 'after-logout',
  });
  assert.equal(await signOut(browser, logout), `${AFTER_LOGOUT_URI}?state=after-logout`);
  const signedOut = await browser.open(silent);
  assert.equal(new URL(signedOut.arrived).searchParams.get('error'), 'login_required');
});
