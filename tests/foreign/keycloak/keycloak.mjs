// Starts Keycloak for a test, runs the example's script against it, and changes settings of the realm.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { ROOT, freePort, start, waitUntil } from '../../support/valetkey_program.mjs';

const FOLDER = process.env.VALETKEY_KEYCLOAK ?? join(ROOT, '.setup', 'keycloak', 'keycloak-26.7.3');
const SCRIPT = join(ROOT, 'examples', 'single-sign-on', 'keycloak', 'set_up.sh');
const REALM = 'single-sign-on';
const ADMIN = { username: 'admin', password: 'administrator 1' };
/** Short-lived Java programs start sooner without the optimizing compiler. */
const QUICK_JAVA = '-XX:TieredStopAtLevel=1 -XX:+UseSerialGC';
const SECONDS_TO_START = 150;

// Without these handlers, the exit handlers that stop Keycloak do not run.
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));

/** Starts Keycloak with an empty database in memory. */
export async function startKeycloak(folder) {
  const port = await freePort();
  const address = `http://127.0.0.1:${port}`;
  const words = ['start-dev', '--db=dev-mem', '--http-host=127.0.0.1', `--http-port=${port}`];
  const environment = {
    KC_BOOTSTRAP_ADMIN_USERNAME: ADMIN.username,
    KC_BOOTSTRAP_ADMIN_PASSWORD: ADMIN.password,
    JAVA_OPTS_APPEND: '-XX:TieredStopAtLevel=1',
  };
  const options = { program: join(FOLDER, 'bin', 'kc.sh'), environment, lastSignal: 'SIGTERM' };
  const program = start(folder, words, options);
  const answers = () => fetch(`${address}/realms/master`).then((response) => response.ok, () => false);
  await waitUntil(program, 'an answer of Keycloak', answers, SECONDS_TO_START);
  return { address, program };
}

/** Runs the script as in the README.md of the example. Returns the settings that it prints. */
export async function runScript(keycloak, settings) {
  const env = {
    ...process.env,
    ...settings,
    KCADM: join(FOLDER, 'bin', 'kcadm.sh'),
    KEYCLOAK: keycloak.address,
    KC_CLI_PASSWORD: ADMIN.password,
    JAVA_OPTS: QUICK_JAVA,
  };
  const printed = await promisify(execFile)('sh', [SCRIPT], { env, timeout: 120_000 });
  // The shell reads the lines, as it does for a user.
  const command = ['-c', `${printed.stdout}\nenv`];
  const { stdout } = await promisify(execFile)('/bin/sh', command, { env: {} });
  return Object.fromEntries(stdout.trim().split('\n').map((line) => line.split(/=(.*)/s).slice(0, 2)));
}

/** Changes the realm that the script created, through Keycloak's admin API. */
export class Realm {
  #keycloak;

  constructor(keycloak) {
    this.#keycloak = keycloak.address;
  }

  /** Changes one attribute of a client. Returns a function that changes it back. */
  async setAttribute(clientId, name, value) {
    const client = await this.#client(clientId);
    const before = client.attributes[name];
    assert.ok(before !== undefined && before !== value, `${name} is ${before}`);
    const change = (text) => this.#send('PUT', `/clients/${client.id}`, {
      ...client,
      attributes: { ...client.attributes, [name]: text },
    });
    await change(value);
    return () => change(before);
  }

  /** Removes a mapper of a client. Returns a function that adds it again. */
  async removeClientMapper(clientId, name) {
    const client = await this.#client(clientId);
    return this.#removeMapper(`/clients/${client.id}`, name);
  }

  /** Removes a mapper of a client scope. Returns a function that adds it again. */
  async removeScopeMapper(scopeName, name) {
    const scope = (await this.#send('GET', '/client-scopes')).find((each) => each.name === scopeName);
    return this.#removeMapper(`/client-scopes/${scope.id}`, name);
  }

  async #removeMapper(owner, name) {
    const mappers = `${owner}/protocol-mappers/models`;
    const mapper = (await this.#send('GET', mappers)).find((each) => each.name === name);
    assert.ok(mapper, `expected a mapper ${name}`);
    await this.#send('DELETE', `${mappers}/${mapper.id}`);
    return () => this.#send('POST', mappers, mapper);
  }

  async #client(clientId) {
    return (await this.#send('GET', `/clients?clientId=${clientId}`))[0];
  }

  async #send(method, path, value) {
    const headers = { authorization: `Bearer ${await this.#token()}`, 'content-type': 'application/json' };
    const body = value && JSON.stringify(value);
    const address = `${this.#keycloak}/admin/realms/${REALM}${path}`;
    const response = await fetch(address, { method, headers, body });
    assert.ok(response.ok, `${method} ${path}: ${response.status}`);
    return method === 'GET' ? response.json() : undefined;
  }

  /** Returns a new token for each request, because tokens expire after a minute. */
  async #token() {
    const body = new URLSearchParams({ grant_type: 'password', client_id: 'admin-cli', ...ADMIN });
    const address = `${this.#keycloak}/realms/master/protocol/openid-connect/token`;
    const response = await fetch(address, { method: 'POST', body });
    assert.equal(response.status, 200);
    return (await response.json()).access_token;
  }
}
