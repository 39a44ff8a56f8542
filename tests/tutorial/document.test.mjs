// Tests of the parser for the tutorial.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { play } from './browser.mjs';
import { outputPattern, readSteps } from './document.mjs';

const fenced = (language, text) => `\`\`\`${language}\n${text}\n\`\`\`\n`;

test('a step has its commands, files, outputs and browser items in order', () => {
  const [first, second] = readSteps(`# Title\n\nWords.\n\n## One\n\nType:\n\n${fenced('sh', 'a\n\nb')}\n${fenced('text', 'c')}
Save this as \`d/e.rs\`:\n\n${fenced('rust', 'f')}\n## Two\n\nIn a second terminal. It keeps running:\n\n${fenced('sh', 'g')}\n1. Open h,\n   then i.\n2. Close.\n`);
  assert.deepEqual(first, {
    title: 'One',
    parts: [
      { kind: 'shell', text: 'a\n\nb', terminal: 'first', keepsRunning: false, output: 'c' },
      { kind: 'file', path: 'd/e.rs', text: 'f\n', terminal: 'first' },
    ],
  });
  assert.deepEqual(second, {
    title: 'Two',
    parts: [
      { kind: 'shell', text: 'g', terminal: 'second', keepsRunning: true },
      { kind: 'browser', text: 'Open h, then i.' },
      { kind: 'browser', text: 'Close.' },
    ],
  });
});

test('a block that the test would not execute is an error', () => {
  assert.throws(() => readSteps(`## One\n\nLook:\n\n${fenced('rust', 'fn main() {}')}`), /expected a block of sh/);
  assert.throws(() => readSteps(`## One\n\nSave this as \`a\`:\n\n${fenced('rust', 'a')}\n${fenced('rust', 'b')}`), /expected a block of sh/);
  assert.throws(() => readSteps(fenced('sh', 'true')), /expected a heading/);
  assert.throws(() => readSteps(`## One\n\n${fenced('text', 'done')}`), /expected a command/);
  assert.throws(() => readSteps('## One\n\n```sh\ntrue\n'), /expected the end of a block/);
});

test('a browser item without an action is an error', async () => {
  await assert.rejects(play({}, 'Be happy.', ''), /expected an action or a text to check/);
});

test('an output may differ only at an ellipsis', () => {
  const pattern = outputPattern('one\n…\nkey  …\nlast (1)');
  assert.match('zero\none\ntwo\nthree\nkey  value\nlast (1)\n', pattern);
  assert.match('one\nkey  value\nlast (1)\n', pattern);
  for (const wrong of ['one\nkey  \nlast (1)\n', 'one\nkey  value\nlast 1\n', 'one\nkey  value\ntwo\nlast (1)\n', 'one!\nkey  value\nlast (1)\n']) {
    assert.doesNotMatch(wrong, pattern);
  }
});
