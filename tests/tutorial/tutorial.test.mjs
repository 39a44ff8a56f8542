// Performs docs/tutorial.md word for word: its commands, its files, and its browser actions in Chromium.
//
// These things differ from a reader's machine:
// - `git clone` links to the sources under test.
// - All crates are built in the target folder of the workspace, so that third-party crates are built once.
// - `user add` has no terminal to ask for a password, so it generates one.
// - If one of the two ports is in use, the test replaces it in the text by a free one.

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { assertQuiet, newVisitor, openChromium } from '../browser/chromium.mjs';
import { freePort, withoutOurs } from '../support/valetkey_program.mjs';
import { play } from './browser.mjs';
import { outputPattern, readSteps } from './document.mjs';
import { Terminal } from './terminal.mjs';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const SERVER = '127.0.0.1:8080';
const APPLICATION = '127.0.0.1:8000';
const SECRET = 'PASTE_THE_CLIENT_SECRET_HERE';

// One folder per checkout, the same in every run, so that cargo reuses earlier builds.
const folder = join(tmpdir(), `valetkey-tutorial-${createHash('sha256').update(ROOT).digest('hex').slice(0, 8)}`);
const reader = join(folder, 'reader');
const terminals = new Map();
const environment = {
  ...withoutOurs(),
  PATH: `${join(folder, 'programs')}:${process.env.PATH}`,
  CARGO_TARGET_DIR: join(ROOT, 'target'),
  // The same setting as in the workspace, so that cargo reuses the crates built there.
  CARGO_PROFILE_DEV_DEBUG: 'line-tables-only',
};
/** Values from outputs for later steps: the client secret, the password, the settings of the application. */
const notes = {};
let browser, visitor, page, application;
let failed = false;

const markdown = await onFreePorts(readFileSync(join(ROOT, 'docs', 'tutorial.md'), 'utf8'));

before(async () => {
  rmSync(folder, { recursive: true, force: true });
  for (const name of ['reader', 'programs', 'scripts']) mkdirSync(join(folder, name), { recursive: true });
  const git = `#!/bin/sh\n[ "$1" = clone ] && exec ln -s '${ROOT}' valetkey\nexit 1\n`;
  writeFileSync(join(folder, 'programs', 'git'), git, { mode: 0o755 });
  browser = await openChromium();
  visitor = await newVisitor(browser);
  page = await visitor.context.newPage();
});

after(async () => {
  await browser?.close();
  for (const terminal of terminals.values()) await terminal.interrupt();
  rmSync(folder, { recursive: true, force: true });
});

for (const { title, parts } of readSteps(markdown).filter((step) => step.parts.length > 0)) {
  test(title, async (t) => {
    if (failed) return t.skip('an earlier step has failed');
    failed = true;
    for (const part of parts) await DO[part.kind](part);
    failed = false;
  });
}

test('the pages have no errors', (t) => {
  if (failed) return t.skip('an earlier step has failed');
  // The tutorial's application has no Content-Security-Policy and no icon.
  assertQuiet(visitor, new RegExp(`^http://${application}/(\\S* has the Content-Security-Policy ""$|favicon.ico: .* 404 )`));
});

const DO = {
  async shell({ text, output, terminal: name, keepsRunning }) {
    const terminal = openTerminal(name);
    const block = text.replace(SECRET, () => notes.client_secret);
    if (keepsRunning) {
      await terminal.runOn(block, outputPattern(output));
      return;
    }
    const printed = await terminal.run(block);
    for (const [, what, value] of printed.matchAll(/^ *(client_secret|password) +(\S+)$/gm)) notes[what] = value;
    notes.settings ??= printed.split(/^Settings for axum .*$/m)[1]?.trim().split(/\n */);
    if (output !== undefined) assert.match(printed, outputPattern(output));
  },
  async file({ path, text, terminal }) {
    writeFileSync(join(openTerminal(terminal).folder, path), text);
    if (path.endsWith('.rs')) for (const line of notes.settings) assert.ok(text.includes(line), `expected in ${path}: ${line}`);
  },
  async browser({ text }) {
    await play(page, text, notes.password);
  },
};

/** Returns the terminal with this name. A new one opens in the current folder of the first one. */
function openTerminal(name) {
  const place = terminals.get('first')?.folder ?? reader;
  if (!terminals.has(name)) terminals.set(name, new Terminal(place, { environment, scripts: join(folder, 'scripts'), name }));
  return terminals.get(name);
}

async function onFreePorts(text) {
  const [server, own] = [await freeAddress(SERVER), await freeAddress(APPLICATION)];
  if (server !== SERVER) environment.VALETKEY_LISTEN = server;
  application = own;
  return text.replaceAll(SERVER, server).replaceAll(APPLICATION, own);
}

/** Returns this address, or one with another port if the port is in use. */
function freeAddress(address) {
  const [host, port] = address.split(':');
  return new Promise((resolve) => {
    const probe = createServer().once('error', async () => resolve(`${host}:${await freePort()}`));
    probe.listen(Number(port), host, () => probe.close(() => resolve(address)));
  });
}
