// Starts the program for a test and stops it afterwards, also if the test fails.

import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
export const PROGRAM = process.env.VALETKEY_PROGRAM ?? join(ROOT, 'target', 'debug', 'valetkey');

const running = new Map();
process.on('exit', () => running.forEach((lastSignal, child) => child.kill(lastSignal)));

/** Creates a folder that is removed when the test process ends. */
export function temporaryFolder() {
  const folder = mkdtempSync(join(tmpdir(), 'valetkey-test-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Returns the path of the built program of an example. */
export function example(name) {
  return join(dirname(PROGRAM), `example-${name}`);
}

/** Returns the environment without variables for tests, because the program does not start with an unknown variable. */
export function withoutOurs() {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('VALETKEY_')));
}

/** Runs one command with --json and returns its output. */
export function runOnce(folder, words, input = '') {
  const options = { cwd: folder, env: withoutOurs(), input, encoding: 'utf8', timeout: 60_000 };
  const text = execFileSync(PROGRAM, [...words, '--json'], options);
  return JSON.parse(text);
}

/**
 * Starts a command that keeps running, of our program or of another one. `said()` returns its output so far.
 * It gets `lastSignal` if the test process ends first. A shell script that passes signals on needs SIGTERM.
 */
export function start(folder, words, { program = PROGRAM, environment = {}, lastSignal = 'SIGKILL' } = {}) {
  const env = { ...withoutOurs(), ...environment };
  const child = spawn(program, words, { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] });
  running.set(child, lastSignal);
  let output = '';
  let errors = '';
  child.stdout.on('data', (bytes) => (output += bytes));
  child.stderr.on('data', (bytes) => (errors += bytes));
  const ended = new Promise((resolve) => child.on('close', (code, signal) => {
    running.delete(child);
    resolve(signal ?? code);
  }));
  return {
    output: () => output,
    said: () => `${output}\n${errors}`.slice(-4000),
    ended,
    hasEnded: () => child.exitCode !== null || child.signalCode !== null,
    async stop(signal = 'SIGTERM') {
      child.kill(signal);
      const killer = setTimeout(() => child.kill('SIGKILL'), 10_000);
      const result = await ended;
      clearTimeout(killer);
      return result;
    },
  };
}

/** Calls `question` repeatedly until it returns a value. After a timeout, fails with the output of the program. */
export async function waitUntil(program, what, question, seconds = 60) {
  for (let attempt = 0; attempt < seconds * 10; attempt += 1) {
    const answer = await question();
    if (answer) return answer;
    if (program.hasEnded()) break;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`${what} did not happen; the program printed: ${program.said()}`);
}

/** Waits until a server answers at an address. */
export function waitForAnswer(program, address) {
  return waitUntil(program, `an answer of ${address}`, () => fetch(address).then(() => true, () => false));
}

/** Returns an unused port of the loopback address. */
export function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

/** Starts `valetkey demo` in a new folder and waits for its line of JSON. */
export async function startDemo() {
  const program = start(temporaryFolder(), ['demo', '--no-open', '--json']);
  const line = await waitUntil(program, 'the line of JSON', async () => program.output().match(/^\{.*\}$/m)?.[0]);
  return { ...JSON.parse(line), program };
}
