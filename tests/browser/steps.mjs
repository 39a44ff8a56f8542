// What a person does on the demo's pages. The ids on the pages are known here and nowhere else.

import assert from 'node:assert/strict';

/** The ids of the sample application. The server's own pages have the ids that its manual promises. */
const APPLICATION = { signIn: '#sign-in', signedInAs: '#signed-in-as', callApi: '#call-api', answer: '#api-answer', signOut: '#sign-out' };

/** Opens the application as a visitor and follows its sign-in link. */
export async function startSignIn(page, demo) {
  await page.goto(demo.app);
  await page.click(APPLICATION.signIn);
}

/** Fills in the login page, and waits for the page that answers. */
export async function enterPassword(page, demo, user, password = user.password) {
  assert.equal(new URL(page.url()).origin, new URL(demo.issuer).origin);
  await page.fill('#username', user.username);
  await page.fill('#password', password);
  await Promise.all([page.waitForEvent('load'), page.click('#sign-in')]);
}

/** Says yes on the consent page. */
export async function allow(page) {
  await page.click('#allow');
}

/** Waits until the application shows who is signed in, and gives that text. */
export async function signedInAs(page, demo) {
  await page.waitForURL((url) => url.origin === new URL(demo.app).origin);
  return page.locator(APPLICATION.signedInAs).innerText();
}

/** The whole way from the application and back, with both pages. */
export async function signIn(page, demo, user) {
  await startSignIn(page, demo);
  await enterPassword(page, demo, user);
  await allow(page);
  return signedInAs(page, demo);
}

/** Lets the application call the API and gives the answer as shown. */
export async function callApi(page) {
  await page.click(APPLICATION.callApi);
  return page.locator(APPLICATION.answer).innerText();
}

/** Signs out in the application; answers yes if the server asks; ends on the application's page. */
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
