// Minimal sign-in and consent pages that verify a password and ask for consent.

const FORM = 'application/x-www-form-urlencoded';

export function interactions(provider, isRight) {
  return async (context, next) => {
    if (!context.path.startsWith('/interaction/')) return next();
    const details = await provider.interactionDetails(context.req, context.res);
    if (context.method === 'GET') return show(context, page(details.prompt.name));
    const form = await read(context.req);
    if (details.prompt.name === 'consent') {
      const grantId = await allow(provider, details);
      return finish(provider, context, { consent: { grantId } });
    }
    if (!(await isRight(form.get('password') ?? ''))) return show(context, page('login', 'That was not right.'));
    return finish(provider, context, { login: { accountId: form.get('username') } });
  };
}

function finish(provider, context, result) {
  context.respond = false;
  return provider.interactionFinished(context.req, context.res, result, { mergeWithLastSubmission: true });
}

function show(context, html) {
  context.type = 'html';
  context.body = html;
}

function page(prompt, remark = '') {
  const fields = prompt === 'login'
    ? '<input name="username" type="text"><input name="password" type="password"><button id="sign-in">Sign in</button>'
    : '<button id="allow" name="decision" value="allow">Allow</button>';
  return `<!doctype html><title>${prompt}</title><p>${remark}</p><form method="post">${fields}</form>`;
}

async function allow(provider, { grantId, session, params, prompt: { details } }) {
  const grant = grantId
    ? await provider.Grant.find(grantId)
    : new provider.Grant({ accountId: session.accountId, clientId: params.client_id });
  if (details.missingOIDCScope) grant.addOIDCScope(details.missingOIDCScope.join(' '));
  if (details.missingOIDCClaims) grant.addOIDCClaims(details.missingOIDCClaims);
  for (const [indicator, scopes] of Object.entries(details.missingResourceScopes ?? {})) {
    grant.addResourceScope(indicator, scopes.join(' '));
  }
  return grant.save();
}

async function read(request) {
  if (!request.headers['content-type']?.startsWith(FORM)) return new URLSearchParams();
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  return new URLSearchParams(Buffer.concat(chunks).toString());
}
