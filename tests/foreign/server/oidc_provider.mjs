// node-oidc-provider as a server for tests of our client: prints one line of JSON with its issuer, then serves until it is killed.
// Sign-in and consent use its development pages, which accept any name and password.
//
// If MUTUAL_TLS holds JSON with a certificate, its key and an authority, all as PEM, the server also has endpoints for clients with
// a certificate, and its discovery document lists them (RFC 8705 section 5).
import { createServer } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import Provider, { errors } from 'oidc-provider';

const REDIRECT_URI = 'http://127.0.0.1:1/callback';
const RESOURCE = 'https://notes.example/api';

const mutualTls = process.env.MUTUAL_TLS ? JSON.parse(process.env.MUTUAL_TLS) : undefined;
const port = await freePort();
const tlsServer = mutualTls ? await listenForCertificates() : undefined;
const issuer = `http://127.0.0.1:${port}`;
const DEVICE_CODE = 'urn:ietf:params:oauth:grant-type:device_code';
const provider = new Provider(issuer, {
  clients: [
    {
      client_id: 'confidential',
      client_secret: 'a-secret-of-the-confidential-client',
      redirect_uris: [REDIRECT_URI],
      post_logout_redirect_uris: ['http://127.0.0.1:1/bye'],
      grant_types: ['authorization_code', 'refresh_token', 'client_credentials', DEVICE_CODE],
    },
    {
      client_id: 'public',
      token_endpoint_auth_method: 'none',
      redirect_uris: [REDIRECT_URI],
      grant_types: ['authorization_code', 'refresh_token', DEVICE_CODE],
    },
    {
      client_id: 'certified',
      token_endpoint_auth_method: 'tls_client_auth',
      tls_client_auth_san_dns: 'app.example',
      tls_client_certificate_bound_access_tokens: true,
      redirect_uris: [REDIRECT_URI],
      grant_types: ['authorization_code', 'refresh_token', 'client_credentials'],
    },
  ],
  clientAuthMethods: [
    'client_secret_basic', 'client_secret_post', 'client_secret_jwt', 'private_key_jwt',
    'tls_client_auth', 'self_signed_tls_client_auth', 'none',
  ],
  cookies: { keys: ['only for tests'] },
  discovery: mutualTls ? { mtls_endpoint_aliases: aliases() } : {},
  features: {
    clientCredentials: { enabled: true },
    dPoP: { enabled: true, nonceSecret: Buffer.alloc(32, 7), requireNonce: () => true },
    deviceFlow: { enabled: true },
    introspection: { enabled: true },
    jwtResponseModes: { enabled: true },
    mTLS: {
      enabled: true,
      certificateBoundAccessTokens: true,
      selfSignedTlsClientAuth: true,
      tlsClientAuth: true,
      getCertificate: (ctx) => ctx.socket.getPeerX509Certificate?.(),
      certificateAuthorized: (ctx) => ctx.socket.authorized === true,
      certificateSubjectMatches: (ctx, property, expected) =>
        property === 'tls_client_auth_san_dns'
        && ctx.socket.getPeerX509Certificate().subjectAltName === `DNS:${expected}`,
    },
    pushedAuthorizationRequests: { enabled: true },
    registration: { enabled: true, initialAccessToken: 'an-initial-access-token' },
    requestObjects: { enabled: true },
    resourceIndicators: { enabled: true, getResourceServerInfo },
    revocation: { enabled: true },
    rpInitiatedLogout: { enabled: true },
  },
  findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id, email: `${id}@example.org`, name: id }) }),
  claims: { openid: ['sub'], email: ['email'], profile: ['name'] },
  issueRefreshToken: (_, client, code) => client.grantTypeAllowed('refresh_token') && code.scopes.has('offline_access'),
  pkce: { required: () => true },
  responseTypes: ['code'],
});
provider.on('server_error', (_, error) => console.error(error));
tlsServer?.on('request', provider.callback());
provider.listen(port, '127.0.0.1', () => {
  console.log(JSON.stringify({ issuer, redirect_uri: REDIRECT_URI, resource: RESOURCE }));
});

/** Requests a certificate from all clients and accepts all connections. The provider checks the certificates. */
function listenForCertificates() {
  const { certificate: cert, key, authority: ca } = mutualTls;
  const server = createTlsServer({ cert, key, ca, requestCert: true, rejectUnauthorized: false });
  return new Promise((resolve) => { server.listen(0, '127.0.0.1', () => resolve(server)); });
}

function getResourceServerInfo(_, resource) {
  if (resource !== RESOURCE) {
    throw new errors.InvalidTarget();
  }
  return { scope: 'notes.read', audience: RESOURCE, accessTokenFormat: 'jwt' };
}

function aliases() {
  const paths = {
    token_endpoint: 'token',
    introspection_endpoint: 'token/introspection',
    revocation_endpoint: 'token/revocation',
    pushed_authorization_request_endpoint: 'request',
    device_authorization_endpoint: 'device/auth',
    userinfo_endpoint: 'me',
  };
  const { port } = tlsServer.address();
  return Object.fromEntries(Object.entries(paths).map(([name, path]) => [name, `https://127.0.0.1:${port}/${path}`]));
}

function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
