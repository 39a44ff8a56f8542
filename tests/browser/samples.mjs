// Every state of every page as a file, without a server.

import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const EXAMPLE = join('target', 'debug', 'examples', 'render_samples');

/** Writes all samples in all languages to a new folder, and returns it. */
export function renderSamples() {
  const folder = mkdtempSync(join(tmpdir(), 'valetkey-pages-'));
  if (existsSync(EXAMPLE)) {
    execFileSync(EXAMPLE, [folder]);
  } else {
    execFileSync('cargo', ['run', '--quiet', '-p', 'valetkey-pages', '--example', 'render_samples', '--', folder]);
  }
  return folder;
}
