// A terminal of the reader: one shell that keeps its current folder and its variables between blocks.

import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { waitUntil } from '../support/valetkey_program.mjs';

/** Timeout of a block in seconds. The longest block compiles an application. */
const PATIENCE = 900;

const open = new Set();
process.on('exit', () => open.forEach((terminal) => terminal.signal('SIGKILL')));

export class Terminal {
  #shell;
  #scripts;
  #blocks = 0;
  #output = '';
  #ended = false;
  #closed;

  /** Opens a shell in `folder`; the scripts that it reads go to the folder `scripts`. */
  constructor(folder, { environment, scripts, name }) {
    this.folder = folder;
    this.#scripts = join(scripts, name);
    // A new process group, as in a real terminal: Ctrl-C reaches all of its processes.
    this.#shell = spawn('sh', ['-e'], { cwd: folder, env: environment, detached: true });
    this.#shell.stdin.on('error', () => {});
    this.#shell.stdout.on('data', (bytes) => (this.#output += bytes));
    this.#shell.stderr.on('data', (bytes) => (this.#output += bytes));
    this.#closed = new Promise((resolve) => this.#shell.on('close', resolve)).then(() => {
      this.#ended = true;
      open.delete(this);
    });
    open.add(this);
    this.#shell.stdin.write('exec 2>&1\n');
  }

  hasEnded() {
    return this.#ended;
  }

  said() {
    return this.#output.slice(-4000);
  }

  /** Runs a block, waits for its end, and returns its output. A failed command is an error. */
  async run(block) {
    const start = this.#type(block);
    const mark = `end-of-block-${this.#blocks}`;
    this.#shell.stdin.write(`printf '\\n%s %s\\n' ${mark} "$PWD"\n`);
    const pattern = new RegExp(`^([^]*)\\n${mark} (.*)\\n`);
    const [, output, folder] = await waitUntil(this, `the end of\n${block}\n`, () => this.#since(start).match(pattern), PATIENCE);
    this.folder = folder;
    return output;
  }

  /** Runs a block that does not end, and waits until its output matches `pattern`. */
  async runOn(block, pattern) {
    const start = this.#type(block);
    await waitUntil(this, `${pattern} from\n${block}\n`, () => pattern.test(this.#since(start)), PATIENCE);
  }

  /** Presses Ctrl-C and waits until all processes end. Kills the rest after ten seconds. */
  async interrupt() {
    this.signal('SIGINT');
    this.#shell.stdin.end();
    const killer = setTimeout(() => this.signal('SIGKILL'), 10_000);
    await this.#closed;
    clearTimeout(killer);
  }

  signal(name) {
    if (!this.#ended) process.kill(-this.#shell.pid, name);
  }

  #since(start) {
    return this.#output.slice(start);
  }

  /** Makes the shell read a block from a file, so that its commands cannot read the next block as input. */
  #type(block) {
    this.#blocks += 1;
    const script = `${this.#scripts}-${this.#blocks}.sh`;
    writeFileSync(script, `${block}\n`);
    const start = this.#output.length;
    this.#shell.stdin.write(`. '${script}' </dev/null\n`);
    return start;
  }
}
