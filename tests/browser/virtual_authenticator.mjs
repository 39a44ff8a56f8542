// A page of Chromium with a virtual authenticator.

/** Opens a page with a virtual authenticator, and records the calls of the signal methods. */
export async function newPage(visitor) {
  const page = await visitor.context.newPage();
  const session = await visitor.context.newCDPSession(page);
  await session.send('WebAuthn.enable', { enableUI: false });
  const options = {
    protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true,
    isUserVerified: true, automaticPresenceSimulation: true, defaultBackupEligibility: true, defaultBackupState: true,
  };
  const { authenticatorId } = await session.send('WebAuthn.addVirtualAuthenticator', { options });
  await page.addInitScript(() => {
    window.signals = [];
    if (sessionStorage.withoutAutofill) PublicKeyCredential.isConditionalMediationAvailable = async () => false;
    for (const method of ['signalAllAcceptedCredentials', 'signalCurrentUserDetails', 'signalUnknownCredential']) {
      PublicKeyCredential[method] = async (details) => void window.signals.push({ method, ...details });
    }
  });
  const set = (name, value) => session.send(`WebAuthn.set${name}`, { authenticatorId, ...value });
  const credentials = async () => {
    const found = await session.send('WebAuthn.getCredentials', { authenticatorId });
    return found.credentials.map(({ credentialId }) => Buffer.from(credentialId, 'base64').toString('base64url'));
  };
  return { page, credentials, touches: (enabled) => set('AutomaticPresenceSimulation', { enabled }) };
}

/**
  * Decides whether the browser claims that it creates passkeys automatically after a password sign-in. Headless Chromium has no
  * password manager, so the virtual authenticator creates the passkey if `makes` is true. Otherwise the browser refuses, as browsers
  * do if their password manager did not fill in the password. `window.creations` has all calls.
 */
export async function imitateConditionalCreation(page, { conditionalCreate, makes }) {
  await page.addInitScript(([conditionalCreate, makes]) => {
    window.creations = [];
    PublicKeyCredential.getClientCapabilities = async () => ({ conditionalCreate });
    const create = CredentialsContainer.prototype.create;
    CredentialsContainer.prototype.create = function (options) {
      window.creations.push(options.mediation ?? 'optional');
      sessionStorage.creations = JSON.stringify(window.creations);
      if (options.mediation !== 'conditional') return create.call(this, options);
      if (!makes) return Promise.reject(new DOMException('not now', 'NotAllowedError'));
      const { mediation, ...others } = options;
      return create.call(this, others);
    };
  }, [conditionalCreate, makes]);
}
