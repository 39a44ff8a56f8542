// A browser without JavaScript: follows redirects, keeps cookies, fills in forms, presses buttons by id.

import assert from 'node:assert/strict';
import { parse } from 'node-html-parser';

export class PlainBrowser {
  #cookies = new Map();
  #stops;

  /** Creates a browser that does not follow redirects to addresses with one of the prefixes in `stops`. */
  constructor(...stops) {
    this.#stops = stops;
  }

  open(url) {
    return this.send('GET', String(url));
  }

  /** Returns `{ arrived: url }` at a stop, or a page. */
  async send(method, url, values) {
    for (let hop = 0; hop < 20; hop += 1) {
      const response = await this.#request(method, url, values);
      if (response.status < 300 || response.status > 399) return this.#page(response, url);
      url = new URL(response.headers.get('location'), url).href;
      if (this.#isStop(url)) return { arrived: url };
      if (response.status !== 307 && response.status !== 308) [method, values] = ['GET', undefined];
    }
    throw new Error(`more than 20 redirects, the last one to ${url}`);
  }

  async #request(method, url, values) {
    const headers = { accept: 'text/html' };
    const cookies = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    if (cookies) headers.cookie = cookies;
    if (method === 'POST') headers.origin = new URL(url).origin;
    if (method === 'GET' && values) url = `${url.split('?')[0]}?${values}`;
    const body = method === 'POST' ? values : undefined;
    const response = await fetch(url, { method, headers, body, redirect: 'manual' });
    for (const line of response.headers.getSetCookie()) this.#keep(line);
    return response;
  }

  #keep(line) {
    const [pair, ...attributes] = line.split(';').map((part) => part.trim());
    const [name, value] = [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)];
    const gone = attributes.some((attribute) => /^max-age=(0|-\d+)$/i.test(attribute));
    if (gone) this.#cookies.delete(name);
    else this.#cookies.set(name, value);
  }

  async #page(response, url) {
    const policy = response.headers.get('content-security-policy');
    assert.ok(policy && !policy.includes('unsafe-inline'), `policy of ${url}: ${policy}`);
    const page = parse(await response.text());
    return {
      url,
      status: response.status,
      text: () => page.structuredText,
      has: (id) => page.getElementById(id) !== null,
      press: (id, fields = {}) => this.#press(page, url, id, fields),
      linkToStop: () => page.querySelectorAll('a[href]')
        .map((link) => new URL(link.getAttribute('href'), url).href)
        .find((link) => this.#isStop(link)),
    };
  }

  #press(page, url, id, fields) {
    const button = page.getElementById(id);
    assert.ok(button, `no button ${id} on ${url}: ${page.structuredText}`);
    const form = button.closest('form');
    const values = new URLSearchParams();
    for (const field of form.querySelectorAll('input[name]')) {
      const [name, kind] = [field.getAttribute('name'), field.getAttribute('type') ?? 'text'];
      const isButton = ['submit', 'button', 'reset', 'image'].includes(kind);
      const isOff = ['checkbox', 'radio'].includes(kind) && !field.hasAttribute('checked');
      if (!isButton && !isOff && !(name in fields)) values.append(name, field.getAttribute('value') ?? '');
    }
    for (const [name, value] of Object.entries(fields)) {
      assert.ok(form.querySelector(`input[name="${name}"]`), `no field ${name} on ${url}`);
      values.append(name, value);
    }
    if (button.getAttribute('name')) values.append(button.getAttribute('name'), button.getAttribute('value') ?? '');
    const action = new URL(button.getAttribute('formaction') ?? form.getAttribute('action') ?? '', url).href;
    return this.send((form.getAttribute('method') ?? 'get').toUpperCase(), action, values);
  }

  #isStop(url) {
    return this.#stops.some((stop) => url.startsWith(stop));
  }
}

/** Signs in, from the authorization request to the redirect to the application. Expects the login page and the consent page. */
export async function signInAndAllow(browser, url, user) {
  const login = await browser.open(url);
  const consent = await login.press('sign-in', { username: user.username, password: user.password });
  const place = await consent.press('allow');
  assert.ok(place.arrived, `still on ${place.url}: ${place.text?.()}`);
  return place.arrived;
}

/** Signs out, from the logout request to the redirect to the application. Confirms if the server asks. */
export async function signOut(browser, url) {
  let place = await browser.open(url);
  if (place.has?.('sign-out')) place = await place.press('sign-out');
  const back = place.arrived ?? place.linkToStop();
  assert.ok(back, `no way back to the application on ${place.url}: ${place.text?.()}`);
  return back;
}
