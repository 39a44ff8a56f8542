// Parses docs/tutorial.md into a list of steps with commands, files, outputs and browser actions.
//
// The text must follow these rules; any other block or item is an error:
// - A block marked `sh` is typed into the terminal. Its paragraph says "keeps running" if the command does not end.
// - "second terminal" in a paragraph: the next commands run in a second terminal, opened in the same folder.
// - A block marked `text` is the output of the block before it. `…` matches any text; alone on a line it matches any lines.
// - A block after "Save this as `path`:" is the content of a file. Its path starts at the folder of the terminal.
// - An item of a numbered list happens in the browser: see browser.mjs.

/** Returns the steps: `{ title, parts }`, where a part has a `kind`: shell, file or browser. */
export function readSteps(markdown) {
  const steps = [];
  let paragraph = '';
  let terminal = 'first';
  const add = (part) => {
    if (steps.length === 0) throw new Error(`expected a heading before ${JSON.stringify(part)}`);
    steps.at(-1).parts.push(part);
  };
  for (const { language, text } of pieces(markdown)) {
    if (language === 'text') {
      addOutput(steps.at(-1)?.parts.at(-1), text);
    } else if (language !== undefined) {
      add(block(language, text, paragraph, terminal));
      paragraph = '';
    } else if (text.startsWith('## ')) {
      steps.push({ title: text.slice(3), parts: [] });
    } else {
      paragraph = text;
      if (text.includes('second terminal')) terminal = 'second';
      for (const [, item] of text.matchAll(/^\d+\. (.*(?:\n +.*)*)/gm)) add({ kind: 'browser', text: item.replace(/\n +/g, ' ') });
    }
  }
  return steps;
}

function addOutput(command, text) {
  if (command?.kind !== 'shell' || command.output !== undefined) throw new Error(`expected a command before its output: ${text}`);
  command.output = text;
}

/** Splits a text at its headings, empty lines and fences. A piece with a `language` is a fenced block. */
function* pieces(markdown) {
  let lines = [];
  let language;
  for (const line of markdown.split('\n')) {
    const isFence = line.startsWith('```');
    if (isFence || (language === undefined && line === '')) {
      if (lines.length > 0 || language !== undefined) yield { language, text: lines.join('\n') };
      lines = [];
      if (isFence) language = language === undefined ? line.slice(3) : undefined;
    } else {
      lines.push(line);
    }
  }
  if (language !== undefined) throw new Error(`expected the end of a block, got ${lines.join('\n')}`);
  if (lines.length > 0) yield { language, text: lines.join('\n') };
}

function block(language, text, paragraph, terminal) {
  const path = paragraph.match(/Save this as `([^`]+)`:$/)?.[1];
  if (path !== undefined) return { kind: 'file', path, text: `${text}\n`, terminal };
  if (language === 'sh') return { kind: 'shell', text, terminal, keepsRunning: paragraph.includes('keeps running') };
  throw new Error(`expected a block of sh, of text or a file to save, got ${language}: ${text}`);
}

/** Returns the pattern of a `text` block. */
export function outputPattern(text) {
  const lines = text.split('\n').map((line) => (line.trim() === '…' ? '(?:.*\\n)*?' : `${linePattern(line)}\\n`));
  return new RegExp(`^${lines.join('')}`, 'm');
}

function linePattern(line) {
  const literal = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return line.split('…').map(literal).join('.+');
}
