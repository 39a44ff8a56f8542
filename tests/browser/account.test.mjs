// The account pages, with and without JavaScript, and with the keyboard only.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { startDemo } from '../support/valetkey_program.mjs';
import { assertQuiet, newVisitor, openChromium, photograph } from './chromium.mjs';
import { enterPassword, signIn } from './steps.mjs';

const PAGES = {
  overview: '/account',
  profile: '/account/profile',
  security: '/account/security',
  password: '/account/security/password',
  devices: '/account/devices',
  apps: '/account/apps',
  activity: '/account/activity',
  data: '/account/data',
};
const NEW_PASSWORD = 'seven quiet mountains';

let browser, demo;

before(async () => {
  [browser, demo] = await Promise.all([openChromium(), startDemo()]);
});

after(async () => {
  await browser?.close();
  await demo?.program.stop();
});

/** Opens an account page in a new browser, and signs in first. */
async function open(path, user, options) {
  const visitor = await newVisitor(browser, options);
  const page = await visitor.context.newPage();
  await page.goto(address(path));
  await enterPassword(page, demo, user);
  assert.equal(new URL(page.url()).pathname, path, 'the sign-in leads back to the page');
  return { visitor, page };
}

function address(path) {
  return new URL(path, demo.issuer).href;
}

/** Fails unless the page shows this notice, and screen readers read it first. */
async function assertNotice(page, words) {
  const notice = page.locator('#notice');
  assert.match(await notice.innerText(), words);
  assert.equal(await page.evaluate(() => document.activeElement?.id), 'notice');
}

test('every page fits into 320 pixels, in light and dark, and names itself', async () => {
  const [user] = demo.users;
  const visitor = await newVisitor(browser);
  const page = await visitor.context.newPage();
  await signIn(page, demo, user);
  const titles = new Set();
  for (const [name, path] of Object.entries(PAGES)) {
    await page.goto(address(path));
    titles.add(await page.title());
    assert.equal(await page.locator('h1').count(), 1);
    assert.equal(await page.locator('nav [aria-current]').count(), 1);
    await photograph(page, `account-${name}`);
  }
  assert.equal(titles.size, Object.keys(PAGES).length, 'each page has a title of its own');
  assertQuiet(visitor);
  await visitor.context.close();
});

for (const javaScriptEnabled of [false, true]) {
  const words = javaScriptEnabled ? 'with' : 'without';

  test(`a user signs out another device ${words} JavaScript`, async () => {
    const user = demo.users[1];
    const phone = await open('/account', user, { userAgent: 'Mozilla/5.0 (iPhone) AppleWebKit/605.1.15 Version/18.5 Safari/604.1' });
    const { visitor, page } = await open('/account/devices', user, { javaScriptEnabled });
    await page.getByText('Safari on iPhone').waitFor();
    await page.locator('section', { hasText: 'Safari on iPhone' }).locator('button').click();
    await page.locator('#notice').waitFor();
    assert.match(await page.locator('#notice').innerText(), /One other device is signed out/);
    assert.equal(await page.getByText('Safari on iPhone').count(), 0);
    await phone.page.goto(address('/account'));
    assert.equal(new URL(phone.page.url()).pathname, '/login');
    for (const one of [visitor, phone.visitor]) {
      assertQuiet(one);
      await one.context.close();
    }
  });

  test(`a user edits the profile ${words} JavaScript`, async () => {
    const { visitor, page } = await open('/account/profile', demo.users[1], { javaScriptEnabled });
    await page.fill('#birthdate', 'yesterday');
    await page.fill('#address-street-address', '1 Mill Lane\nUpstairs');
    await page.click('#save');
    assert.match(await page.title(), /^Error: /);
    assert.equal(await page.getAttribute('#birthdate', 'aria-invalid'), 'true');
    assert.equal(await page.inputValue('#address-street-address'), '1 Mill Lane\nUpstairs');
    if (javaScriptEnabled) await photograph(page, 'account-profile-wrong');
    await page.fill('#birthdate', '1815-12-10');
    await page.click('#save');
    await page.locator('#notice').waitFor();
    assert.equal(await page.inputValue('#birthdate'), '1815-12-10');
    assert.equal(await page.inputValue('#address-street-address'), '1 Mill Lane\nUpstairs');
    assertQuiet(visitor);
    await visitor.context.close();
  });
}

test('a user changes the password with the keyboard alone, and the notice has the focus', async () => {
  const user = demo.users[1];
  const { visitor, page } = await open('/account', user);
  await tabTo(page, (element) => element.getAttribute('href')?.endsWith('/account/security'));
  await page.keyboard.press('Enter');
  await page.waitForURL('**/account/security');
  await tabTo(page, (element) => element.getAttribute('href')?.endsWith('/account/security/password'));
  await page.keyboard.press('Enter');
  await page.locator('#new-password').waitFor();
  assert.equal(await page.evaluate(() => document.activeElement?.id), 'new-password', 'the first field has the focus');
  await page.keyboard.type('short');
  await page.keyboard.press('Tab');
  await page.keyboard.type(NEW_PASSWORD);
  await page.keyboard.press('Enter');
  // The browser itself asks for the minimum length.
  assert.equal(new URL(page.url()).pathname, '/account/security/password');
  await page.fill('#new-password', NEW_PASSWORD);
  await page.locator('#new-password-again').press('Enter');
  await page.waitForURL('**/account/security?done=*');
  await assertNotice(page, /Your password is changed/);
  await photograph(page, 'account-password-changed');
  user.password = NEW_PASSWORD;
  const again = await open('/account/activity', user);
  await again.page.getByText('You changed your password.').waitFor();
  for (const one of [visitor, again.visitor]) {
    assertQuiet(one);
    await one.context.close();
  }
});

test('"that wasn\'t me" signs the other device out and leads to a new password', async () => {
  const user = demo.users[1];
  const other = await open('/account', user);
  const { visitor, page } = await open('/account/activity', user, { javaScriptEnabled: false });
  await page.click('#not-me');
  await page.locator('#change-password').waitFor();
  assert.match(await page.locator('#notice').innerText(), /Every other device is signed out/);
  await other.page.goto(address('/account'));
  assert.equal(new URL(other.page.url()).pathname, '/login');
  for (const one of [visitor, other.visitor]) {
    assertQuiet(one);
    await one.context.close();
  }
});

/** Presses Tab until the focus is where it should be. */
async function tabTo(page, isThere) {
  for (let presses = 0; presses < 40; presses += 1) {
    await page.keyboard.press('Tab');
    const found = await page.evaluate(`(${isThere})(document.activeElement)`);
    if (found) return;
  }
  assert.fail('the Tab key never reaches it');
}
