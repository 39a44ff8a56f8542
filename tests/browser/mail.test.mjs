// Forgotten password, registration and invitation, with the mails in the list of the demo.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { startDemo } from '../support/valetkey_program.mjs';
import { assertQuiet, newVisitor, openChromium, photograph } from './chromium.mjs';
import { allow, enterPassword, signedInAs, startSignIn, submit } from './steps.mjs';

const NEW_PASSWORD = 'seven purple lighthouses';
const RESET = 'Choose a new password';

let browser, demo;

before(async () => {
  [browser, demo] = await Promise.all([openChromium(), startDemo()]);
});

after(async () => {
  await browser?.close();
  await demo?.program.stop();
});

/** Returns the mails with this subject to an address from the list of the demo, newest first. */
function mailsTo(page, to, subject) {
  return page.locator('#mails li', { hasText: to }).filter({ hasText: subject });
}

/** Returns how many mails with this subject went to an address. */
async function countMails(visitor, to, subject) {
  const page = await visitor.context.newPage();
  await page.goto(demo.mails);
  const count = await mailsTo(page, to, subject).count();
  await page.close();
  return count;
}

/** Waits until there are more than `before` mails, opens the newest one in a new page, and returns its link and its code. */
async function newMail(visitor, to, subject, before = 0) {
  const page = await visitor.context.newPage();
  const items = mailsTo(page, to, subject);
  for (let attempt = 0; attempt < 60; attempt += 1) {
    await page.goto(demo.mails);
    if ((await items.count()) > before) break;
    await page.waitForTimeout(250);
  }
  await items.first().locator('a').click();
  const link = page.locator('#mail a').first();
  await link.waitFor();
  const text = await page.locator('#mail').innerText();
  return { link: await link.getAttribute('href'), code: text.match(/\b\d{4} \d{4}\b/)?.[0], page };
}

for (const javaScriptEnabled of [true, false]) {
  const words = javaScriptEnabled ? 'with' : 'without';

  test(`a forgotten password, by code ${words} JavaScript, leads back to the application`, async () => {
    const visitor = await newVisitor(browser, { javaScriptEnabled });
    const page = await visitor.context.newPage();
    const user = demo.users[javaScriptEnabled ? 0 : 1];
    await startSignIn(page, demo);
    await page.click('#forgot');
    await page.locator('#send').waitFor();
    if (javaScriptEnabled) await photograph(page, 'forgot');
    await page.fill('#name', user.username);
    await page.click('#send');
    await page.locator('#code').waitFor();
    if (javaScriptEnabled) await photograph(page, 'reset-by-code');
    const { code, page: mailPage } = await newMail(visitor, `${user.username}@example.com`, RESET);
    if (javaScriptEnabled) {
      await mailPage.getByText('Show the HTML part').click();
      await photograph(mailPage, 'mail-reset');
    }
    await page.fill('#code', code);
    await page.fill('#new-password', NEW_PASSWORD);
    await page.click('#save');
    await page.locator('#allow').waitFor();
    await allow(page);
    assert.ok((await signedInAs(page, demo)).length > 0);

    const elsewhere = await newVisitor(browser);
    const other = await elsewhere.context.newPage();
    await startSignIn(other, demo);
    await enterPassword(other, demo, user);
    assert.equal(await other.locator('#login-failure').count(), 1, 'the old password does not count');
    await enterPassword(other, demo, user, NEW_PASSWORD);
    assert.ok((await signedInAs(other, demo)).length > 0);
    assertQuiet(elsewhere);
    // The HTML part of a mail has inline styles, because mail programs need them.
    assertQuiet(visitor, /mails\/\d+\/html/);
    await elsewhere.context.close();
    await visitor.context.close();
  });
}

test('a link opens in another browser and works once; after that its page explains why it does not work', async () => {
  const asking = await newVisitor(browser);
  const page = await asking.context.newPage();
  const before = await countMails(asking, 'bob@example.com', RESET);
  await page.goto(`${demo.issuer}/login`);
  await page.click('#forgot');
  await page.fill('#name', 'bob@example.com');
  await page.click('#send');
  await page.locator('#mail-sent').waitFor();
  const { link } = await newMail(asking, 'bob@example.com', RESET, before);

  const visitor = await newVisitor(browser);
  const other = await visitor.context.newPage();
  await other.goto(link);
  assert.equal(await other.inputValue('#address'), 'bob@example.com');
  await photograph(other, 'reset-by-link');
  await other.fill('#new-password', 'short');
  await other.click('#save');
  await other.locator('#failure').waitFor();
  await photograph(other, 'reset-refused');
  await other.fill('#new-password', `${NEW_PASSWORD} again`);
  await other.click('#save');
  await other.waitForURL(`${demo.issuer}/account`);

  await page.goto(link);
  await page.locator('#next').waitFor();
  await photograph(page, 'link-gone');
  assertQuiet(asking, /410/);
  assertQuiet(visitor);
  await asking.context.close();
  await visitor.context.close();
});

test('a new user registers and is signed in', async () => {
  const visitor = await newVisitor(browser);
  const page = await visitor.context.newPage();
  await startSignIn(page, demo);
  await page.click('#sign-up');
  await page.locator('#send').waitFor();
  await photograph(page, 'sign-up');
  await page.fill('#name', 'erin@example.com');
  await page.click('#send');
  await page.locator('#code').waitFor();
  const { code } = await newMail(visitor, 'erin@example.com', 'Finish your registration');
  await page.fill('#code', code);
  await page.fill('#name', 'Erin Danvers');
  await photograph(page, 'register');
  await page.fill('#new-password', NEW_PASSWORD);
  await page.click('#save');
  await page.locator('#allow').waitFor();
  await allow(page);
  assert.match(await signedInAs(page, demo), /Erin/);

  await page.goto(`${demo.issuer}/account/security/email`);
  await photograph(page, 'account-email');
  assertQuiet(visitor);
  await visitor.context.close();
});

test('an administrator invites a user, and the link of the mail makes the user once', async () => {
  const administrator = await newVisitor(browser);
  const console = await administrator.context.newPage();
  await console.goto(`${demo.issuer}/admin/invitation`);
  await enterPassword(console, demo, demo.administrator);
  await console.fill('#email', 'frank@example.com');
  await submit(console, '#save');
  const { link } = await newMail(administrator, 'frank@example.com', 'You are invited');

  const visitor = await newVisitor(browser);
  const page = await visitor.context.newPage();
  await page.goto(link);
  assert.equal(await page.inputValue('#address'), 'frank@example.com');
  await photograph(page, 'invitation');
  await page.fill('#name', 'Frank Miller');
  await page.fill('#new-password', NEW_PASSWORD);
  await page.click('#save');
  await page.waitForURL(`${demo.issuer}/account`);
  assert.match(await page.locator('main').innerText(), /Frank Miller/);

  await console.goto(link);
  await console.getByText('This link no longer works').waitFor();
  await console.goto(`${demo.issuer}/admin/users?q=frank`);
  assert.match(await console.locator('.rows').innerText(), /Frank Miller/);
  assertQuiet(administrator, /410/);
  assertQuiet(visitor);
  await administrator.context.close();
  await visitor.context.close();
});

const SIGN_IN = 'Your sign-in';

/** Requests a sign-in mail on the sign-in page, and returns its link and its code. */
async function askForCode(visitor, page, user) {
  const to = `${user.username}@example.com`;
  const before = await countMails(visitor, to, SIGN_IN);
  await page.fill('#username', user.username);
  await page.click('#mail');
  await page.locator('#code').waitFor();
  return newMail(visitor, to, SIGN_IN, before);
}

for (const javaScriptEnabled of [true, false]) {
  const words = javaScriptEnabled ? 'with' : 'without';

  test(`a sign-in by mail, by code ${words} JavaScript, leads back to the application`, async () => {
    const visitor = await newVisitor(browser, { javaScriptEnabled });
    const page = await visitor.context.newPage();
    const user = demo.users[javaScriptEnabled ? 0 : 1];
    await startSignIn(page, demo);
    if (javaScriptEnabled) await photograph(page, 'login-with-mail');
    const { code, page: mailPage } = await askForCode(visitor, page, user);
    if (javaScriptEnabled) {
      await photograph(page, 'sign-in-by-code');
      await mailPage.getByText('Show the HTML part').click();
      await photograph(mailPage, 'mail-sign-in');
    }
    await page.fill('#code', code.slice(0, 4));
    await page.click('#confirm');
    await page.locator('#failure').waitFor();
    assert.match(await page.title(), /^Error:/);
    if (javaScriptEnabled) await photograph(page, 'sign-in-wrong-code');
    await page.fill('#code', ` ${code}`);
    await page.click('#confirm');
    await page.waitForURL((url) => url.pathname !== '/login/mail');
    if ((await page.locator('#allow').count()) > 0) await allow(page);
    assert.ok((await signedInAs(page, demo)).length > 0);
    assertQuiet(visitor, /mails\/\d+\/html/);
    await visitor.context.close();
  });
}

test('a link of a sign-in signs in with a press, in the browser that asked for it only', async () => {
  const asking = await newVisitor(browser);
  const page = await asking.context.newPage();
  const user = demo.users[0];
  await page.goto(`${demo.issuer}/login`);
  const { link, code } = await askForCode(asking, page, user);

  const visitor = await newVisitor(browser);
  const other = await visitor.context.newPage();
  await other.goto(link);
  assert.match(await other.locator('main').innerText(), /only in the browser in which you asked/);
  await photograph(other, 'sign-in-other-browser');
  await other.goto(`${demo.issuer}/account`);
  assert.equal(new URL(other.url()).pathname, '/login', 'nobody is signed in there');

  const second = await asking.context.newPage();
  await second.goto(link);
  await photograph(second, 'sign-in-by-link');
  await second.click('#confirm');
  await second.waitForURL(`${demo.issuer}/account`);
  await page.fill('#code', code);
  await page.click('#confirm');
  await page.locator('#next').waitFor();
  assertQuiet(asking, /410/);
  assertQuiet(visitor);
  await asking.context.close();
  await visitor.context.close();
});
