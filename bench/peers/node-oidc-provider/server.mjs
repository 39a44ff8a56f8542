// node-oidc-provider for comparison in `bench`: reads the population, prints one line of JSON with its issuer, serves until it is killed.
//
//   node server.mjs POPULATION.json PORT
//
// The flow is the same as Valetkey's: PKCE, ES256, refresh tokens that rotate, stored consent, Argon2id 19 MiB / 2 passes / 1 lane.
// docs/performance.md lists the differences: it keeps records in memory, Valetkey on the disk.
import { generateKeyPairSync } from 'node:crypto';
import { readFileSync } from 'node:fs';

import { hash, verify } from '@node-rs/argon2';
import Provider from 'oidc-provider';

import { RoomyMemory } from './roomy_memory.mjs';
import { interactions } from './interactions.mjs';

const [populationFile, port] = process.argv.slice(2);
const population = JSON.parse(readFileSync(populationFile, 'utf8'));
const issuer = `http://127.0.0.1:${port}`;
const { privateKey: key } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const passwordHash = await hash(population.users.password, { memoryCost: 19_456, timeCost: 2, parallelism: 1 });

const web = (client) => ({
  client_id: client.client_id,
  client_secret: client.client_secret,
  redirect_uris: [population.redirect_uri],
  grant_types: ['authorization_code', 'refresh_token'],
  id_token_signed_response_alg: 'ES256',
});
const service = (client) => ({
  client_id: client.client_id,
  client_secret: client.client_secret,
  redirect_uris: [],
  response_types: [],
  grant_types: ['client_credentials'],
  id_token_signed_response_alg: 'ES256',
});
const { clients, resource } = population;
const brief = { client_id: 'brief', client_secret: clients.service.client_secret };

const provider = new Provider(issuer, {
  adapter: RoomyMemory,
  jwks: { keys: [{ ...key.export({ format: 'jwk' }), use: 'sig', alg: 'ES256' }] },
  clients: [web(clients.opaque), service(clients.service), service(brief)],
  cookies: { keys: ['only for measuring'] },
  features: {
    devInteractions: { enabled: false },
    clientCredentials: { enabled: true },
    introspection: { enabled: true },
    revocation: { enabled: true },
    // JWT access tokens exist for resource servers only; userinfo requires opaque ones.
    resourceIndicators: {
      enabled: true,
      defaultResource: (_, client) => (client.clientId === clients.service.client_id ? resource : undefined),
      useGrantedResource: () => true,
      getResourceServerInfo: () => ({
        scope: 'read', audience: resource, accessTokenTTL: 600, accessTokenFormat: 'jwt', jwt: { sign: { alg: 'ES256' } },
      }),
    },
  },
  findAccount: (_, id) => ({
    accountId: id,
    claims: () => ({ sub: id, preferred_username: id, name: `${id} Person`, email: `${id}@example.org`, email_verified: true }),
  }),
  claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name', 'preferred_username'] },
  interactions: { url: (_, interaction) => `/interaction/${interaction.uid}` },
  issueRefreshToken: (_, client) => client.grantTypeAllowed('refresh_token'),
  rotateRefreshToken: true,
  pkce: { required: () => true },
  responseTypes: ['code'],
  scopes: ['openid', 'offline_access', 'read'],
  ttl: {
    AccessToken: 600,
    AuthorizationCode: 60,
    // Tokens of the client `brief` expire after one second, for the expired tokens of workload E.
    ClientCredentials: (_, token, client) => (client.clientId === brief.client_id ? 1 : 600),
    Grant: 1_209_600,
    IdToken: 600,
    Interaction: 3_600,
    RefreshToken: 1_209_600,
    Session: 1_209_600,
  },
});
provider.on('server_error', (_, error) => console.error(error));
provider.use(interactions(provider, (password) => verify(passwordHash, password)));
provider.listen(Number(port), '127.0.0.1', () => console.log(JSON.stringify({ issuer })));
