// A program that administers users through a client that is generated from the OpenAPI document. `./schema` holds the generated types.
// `administration_api.test.mjs` checks the types of this file and runs it.

import createClient from 'openapi-fetch';

import type { components, paths } from './schema.js';

export type User = components['schemas']['User'];
export type Problem = components['schemas']['Problem'];

/** The issuer, and a client of it that acts for itself. */
export interface Access {
  issuer: string;
  clientId: string;
  clientSecret: string;
}

/** Returns an access token for the administration API. */
async function token({ issuer, clientId, clientSecret }: Access): Promise<string> {
  const body = new URLSearchParams({
    grant_type: 'client_credentials',
    scope: 'admin:users:write',
    client_id: clientId,
    client_secret: clientSecret,
  });
  const answer = await fetch(`${issuer}/token`, { method: 'POST', body });
  if (!answer.ok) throw new Error(`expected a token, got ${answer.status}: ${await answer.text()}`);
  const { access_token: accessToken }: { access_token: string } = await answer.json();
  return accessToken;
}

/** The users of a tenant. */
export class Users {
  private constructor(private readonly client: ReturnType<typeof createClient<paths>>) {}

  static async of(access: Access): Promise<Users> {
    const headers = { Authorization: `Bearer ${await token(access)}` };
    return new Users(createClient<paths>({ baseUrl: `${access.issuer}/admin/api/v1`, headers }));
  }

  /** Returns the usernames of all users, a part of the list at a time. */
  async names(limit: number): Promise<string[]> {
    const names: string[] = [];
    let after: string | undefined;
    do {
      const { data, error } = await this.client.GET('/users', { params: { query: { limit, after } } });
      if (!data) throw new Error(error.detail);
      names.push(...data.items.map((user) => user.username));
      after = data.next ?? undefined;
    } while (after);
    return names;
  }

  /** Adds a user. Returns the user and the entity tag. */
  async add(username: string, email: string): Promise<{ user: User; tag: string }> {
    const { data, error, response } = await this.client.POST('/users', { body: { username, email } });
    if (!data) throw new Error(error.detail);
    if (!('sub' in data)) throw new Error('expected a user, got a dry run');
    return { user: data, tag: response.headers.get('etag') ?? '' };
  }

  /** Shows what an edit would change. */
  async preview(sub: string, nickname: string): Promise<string[]> {
    const { data, error } = await this.client.PATCH('/users/{sub}', {
      params: { path: { sub }, header: { 'If-Match': '*' }, query: { dry_run: true } },
      body: { nickname },
    });
    if (!data) throw new Error(error.detail);
    if (!('dry_run' in data)) throw new Error('expected a dry run, got a user');
    return data.changed.map((change) => change.field);
  }

  /** Edits the revision with this tag. Returns the edited user, or the problem. */
  async edit(sub: string, tag: string, nickname: string): Promise<{ user?: User; problem?: Problem }> {
    const { data, error } = await this.client.PATCH('/users/{sub}', {
      params: { path: { sub }, header: { 'If-Match': tag } },
      body: { nickname },
    });
    if (!data) return { problem: error };
    if (!('sub' in data)) throw new Error('expected a user, got a dry run');
    return { user: data };
  }

  /** Removes a user. Returns the status of the answer. */
  async remove(sub: string): Promise<number> {
    const { response } = await this.client.DELETE('/users/{sub}', { params: { path: { sub } } });
    return response.status;
  }

  /** Asks for the clients, for which the token has no permission. Returns the problem. */
  async clients(): Promise<Problem | undefined> {
    return (await this.client.GET('/clients')).error;
  }

  /** Never called: the types refuse each of these requests. */
  async refused(sub: string): Promise<void> {
    // @ts-expect-error a username is a text
    await this.client.POST('/users', { body: { username: 1 } });
    // @ts-expect-error the member has another name
    const user: components['schemas']['UserValues'] = { user_name: 'x' };
    await this.client.POST('/users', { body: user });
    // @ts-expect-error an edit needs If-Match
    await this.client.PATCH('/users/{sub}', { params: { path: { sub } }, body: { nickname: 'x' } });
    // @ts-expect-error there is no such route
    await this.client.GET('/people');
    // @ts-expect-error a client secret is never in a list
    (await this.client.GET('/clients')).data?.items.map((client) => client.client_secret);
  }
}
