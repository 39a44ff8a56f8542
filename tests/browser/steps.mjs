// The actions of a user on the demo's pages. Only this file contains the ids of the sample application.

import assert from 'node:assert/strict';

/** The ids of the sample application. The ids of the server's pages are documented. */
const APPLICATION = { signIn: '#sign-in', signedInAs: '#signed-in-as', callApi: '#call-api', answer: '#api-answer', signOut: '#sign-out' };

/** Opens the application and follows its sign-in link. */
export async function startSignIn(page, demo) {
  await page.goto(demo.app);
  await page.click(APPLICATION.signIn);
}

/** Presses a button that sends its form, and waits for the next page. */
export async function submit(page, button) {
  await Promise.all([page.waitForEvent('load'), page.click(button)]);
}

/** Fills in the login page and waits for the next page. */
export async function enterPassword(page, demo, user, password = user.password) {
  assert.equal(new URL(page.url()).origin, new URL(demo.issuer).origin);
  await page.fill('#username', user.username);
  await page.fill('#password', password);
  await submit(page, '#sign-in');
  // The server offers a passkey once to a browser that can create one without asking.
  if (new URL(page.url()).pathname === '/login/passkey-offer') {
    await submit(page, '#not-now');
  }
}

/** Presses "allow" on the consent page. */
export async function allow(page) {
  await page.click('#allow');
}

/** Waits until the application shows the signed-in user, and returns that text. */
export async function signedInAs(page, demo) {
  await page.waitForURL((url) => url.origin === new URL(demo.app).origin);
  return page.locator(APPLICATION.signedInAs).innerText();
}

/** Signs in from the application, with the login page and the consent page. */
export async function signIn(page, demo, user) {
  await startSignIn(page, demo);
  await enterPassword(page, demo, user);
  await allow(page);
  return signedInAs(page, demo);
}

/** Calls the API through the application and returns the response as shown. */
export async function callApi(page) {
  await page.click(APPLICATION.callApi);
  return page.locator(APPLICATION.answer).innerText();
}

/** Signs out in the application, confirms if the server asks, and ends on the application's page. */
export async function signOut(page, demo) {
  await page.click(APPLICATION.signOut);
  await page.waitForLoadState();
  if (isAtServer(page, demo) && (await page.locator('#sign-out').count()) > 0) {
    await page.click('#sign-out');
    await page.waitForLoadState();
  }
  if (isAtServer(page, demo)) await page.click(`a[href^="${demo.app}"]`);
  await assertSignedOut(page, demo);
}

/** Fails unless the application's page offers to sign in. */
export async function assertSignedOut(page, demo) {
  assert.ok(!isAtServer(page, demo), `expected the application, this is ${page.url()}`);
  await page.locator(APPLICATION.signIn).waitFor();
  assert.equal(await page.locator(APPLICATION.signedInAs).count(), 0);
}

/** Fails unless the login page is shown. */
export async function assertPasswordPage(page, demo) {
  await page.locator('#password').waitFor();
  assert.ok(isAtServer(page, demo), `expected the login page, this is ${page.url()}`);
}

function isAtServer(page, demo) {
  return new URL(page.url()).origin === new URL(demo.issuer).origin;
}
