// The user's data: download, deletion and return, and the picture, with and without JavaScript.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { crc32, deflateSync } from 'node:zlib';

import { startDemo } from '../support/valetkey_program.mjs';
import { assertQuiet, newVisitor, openChromium, photograph } from './chromium.mjs';
import { enterPassword, submit } from './steps.mjs';

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
  return { visitor, page };
}

function address(path) {
  return new URL(path, demo.issuer).href;
}

async function download(page, button) {
  const [file] = await Promise.all([page.waitForEvent('download'), page.click(button)]);
  return { name: file.suggestedFilename(), text: readFileSync(await file.path(), 'utf8') };
}

/** Returns a PNG of one colour. */
function png(width, height, colour) {
  const chunk = (name, data) => {
    const body = Buffer.concat([Buffer.from(name), data]);
    const numbers = [Buffer.alloc(4), Buffer.alloc(4)];
    numbers[0].writeUInt32BE(data.length);
    numbers[1].writeUInt32BE(crc32(body));
    return Buffer.concat([numbers[0], body, numbers[1]]);
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 2, 0, 0, 0], 8);
  const row = Buffer.concat([Buffer.from([0]), Buffer.concat(Array(width).fill(Buffer.from(colour)))]);
  const pixels = deflateSync(Buffer.concat(Array(height).fill(row)));
  const signature = Buffer.from('89504e470d0a1a0a', 'hex');
  return Buffer.concat([signature, chunk('IHDR', head), chunk('IDAT', pixels), chunk('IEND', Buffer.alloc(0))]);
}

for (const javaScriptEnabled of [true, false]) {
  const words = javaScriptEnabled ? 'with' : 'without';

  test(`a user downloads everything about them ${words} JavaScript`, async () => {
    const [user] = demo.users;
    const { visitor, page } = await open('/account/data', user, { javaScriptEnabled });
    const json = await download(page, '#export-json');
    assert.equal(json.name, 'account.json');
    assert.equal(JSON.parse(json.text).account.username, user.username);
    const html = await download(page, '#export-html');
    assert.equal(html.name, 'account.html');
    assert.ok(!html.text.includes('argon2'));
    if (javaScriptEnabled) {
      await photograph(page, 'account-data');
      const reader = await visitor.context.newPage();
      await reader.setContent(html.text);
      await photograph(reader, 'export');
      assert.match(await reader.locator('h1').innerText(), /Data about/);
    }
    assertQuiet(visitor);
    await visitor.context.close();
  });

  test(`a user deletes the account and returns ${words} JavaScript`, async () => {
    const [, user] = demo.users;
    const { visitor, page } = await open('/account/data', user, { javaScriptEnabled });
    await page.click('#delete');
    if (javaScriptEnabled) await photograph(page, 'account-deletion');
    await submit(page, '#delete');
    assert.match(await page.locator('h1').innerText(), /will be deleted/);
    if (javaScriptEnabled) await photograph(page, 'deletion-requested');
    await page.click('#sign-in-again');
    await enterPassword(page, demo, user);
    assert.match(await page.locator('h1').innerText(), /Keep your account/);
    if (javaScriptEnabled) await photograph(page, 'keep-account');
    await submit(page, '#delete');
    await page.goto(address('/account'));
    assert.equal(new URL(page.url()).pathname, '/login', 'nobody is signed in');
    await enterPassword(page, demo, user);
    await submit(page, '#keep');
    await page.goto(address('/account/activity'));
    assert.match(await page.locator('main').innerText(), /You kept your account/);
    assertQuiet(visitor);
    await visitor.context.close();
  });
}

test('a user uploads a picture and removes it', async () => {
  const [user] = demo.users;
  const { visitor, page } = await open('/account/profile/picture', user);
  const upload = async (name, mimeType, buffer) => {
    await page.setInputFiles('#picture', { name, mimeType, buffer });
    await submit(page, '#upload');
  };
  await upload('me.gif', 'image/gif', Buffer.from('GIF89a'));
  assert.match(await page.locator('#failure').innerText(), /PNG/);
  await photograph(page, 'account-picture-failure');
  await upload('me.png', 'image/png', png(400, 300, [200, 30, 60]));
  assert.match(await page.locator('#notice').innerText(), /picture/);
  const image = page.locator('main img.portrait');
  const shown = await image.evaluate((element) => [element.naturalWidth, element.naturalHeight]);
  assert.deepEqual(shown, [256, 256]);
  await photograph(page, 'account-picture');
  await upload('large.png', 'image/png', Buffer.alloc(50_000_000));
  assert.match(await page.locator('#failure').innerText(), /8 MB/);
  await submit(page, '#remove');
  assert.equal(await page.locator('main img.portrait').count(), 0);
  assertQuiet(visitor, /413/);
  await visitor.context.close();
});
