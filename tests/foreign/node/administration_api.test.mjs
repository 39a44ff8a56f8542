// openapi-typescript, openapi-fetch and tsc, unchanged, against the OpenAPI document of `valetkey serve`.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { copyFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import openapiTypescript, { astToString } from 'openapi-typescript';

import { ROOT, freePort, runOnce, start, temporaryFolder, waitUntil } from '../../support/valetkey_program.mjs';

const HERE = dirname(fileURLToPath(import.meta.url));
const MODULES = join(ROOT, 'tests', 'node_modules');

const folder = temporaryFolder();
const database = ['--database', `sqlite:${join(folder, 'valetkey.db')}`];
let program, access, document;

before(async () => {
  const listen = `127.0.0.1:${await freePort()}`;
  const issuer = `http://${listen}`;
  program = start(folder, ['serve', '--issuer', issuer, '--listen', listen, ...database]);
  await waitUntil(program, 'every signing key', () => fetch(`${issuer}/ready`).then((answer) => answer.ok, () => false));
  const words = ['--name', 'Robot', '--scope', 'admin:users:write', '--grant', 'client_credentials'];
  const robot = runOnce(folder, ['client', 'add', ...database, ...words, '--audience', `${issuer}/admin/api/v1`]);
  runOnce(folder, ['role', 'add', 'robots', ...database, '--permission', 'users:write']);
  runOnce(folder, ['role', 'grant', 'robots', ...database, '--client', robot.client_id]);
  access = { issuer, clientId: robot.client_id, clientSecret: robot.client_secret };
  document = await (await fetch(`${issuer}/admin/api/v1/openapi.json`)).json();
});

after(() => program?.stop());

/** Generates the types, checks the program with tsc, and loads it. */
async function compiled() {
  writeFileSync(join(folder, 'schema.d.ts'), astToString(await openapiTypescript(document)));
  copyFileSync(join(HERE, 'administration_client.ts'), join(folder, 'client.ts'));
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  symlinkSync(MODULES, join(folder, 'node_modules'));
  const options = ['--strict', '--target', 'es2022', '--module', 'nodenext', '--lib', 'es2022,dom'];
  const tsc = [join(MODULES, 'typescript', 'bin', 'tsc'), ...options, 'client.ts'];
  const checked = spawnSync(process.execPath, tsc, { cwd: folder, encoding: 'utf8' });
  assert.equal(checked.status, 0, checked.stdout + checked.stderr);
  return import(pathToFileURL(join(folder, 'client.js')));
}

test('a generated client lists, adds, edits and removes users', async () => {
  const { Users } = await compiled();
  const users = await Users.of(access);
  assert.deepEqual(await users.names(1), []);
  for (const name of ['ada', 'bob', 'cy']) await users.add(name, `${name}@example.com`);
  assert.deepEqual((await users.names(2)).sort(), ['ada', 'bob', 'cy']);

  const { user, tag } = await users.add('dora', 'dora@example.com');
  assert.equal(user.email, 'dora@example.com');
  assert.deepEqual(await users.preview(user.sub, 'D'), ['nickname']);
  const edited = await users.edit(user.sub, tag, 'Do');
  assert.equal(edited.user?.nickname, 'Do');

  const again = await users.edit(user.sub, tag, 'Dodo');
  assert.equal(again.problem?.status, 412);
  assert.deepEqual(again.problem?.changed, [{ field: 'nickname', before: 'Do', after: 'Dodo' }]);
  assert.equal((await users.clients())?.permission, 'clients:read');

  assert.equal(await users.remove(user.sub), 204);
  assert.equal(await users.remove(user.sub), 404);
  assert.deepEqual((await users.names(50)).sort(), ['ada', 'bob', 'cy']);
});
