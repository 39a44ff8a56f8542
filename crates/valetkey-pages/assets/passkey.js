// Passkeys in the browser (WebAuthn Level 3). Every page that loads this works without it, but without passkeys.

const supported = typeof PublicKeyCredential === "function" && navigator.credentials !== undefined;

const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (one) => one.charCodeAt(0));

const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

const descriptors = (list) => (list ?? []).map((one) => ({ ...one, id: bytes(one.id) }));

/** Reads the options of a form: JSON with bytes as base64url. The challenge is the hash of the sealed value in the form. */
async function optionsOf(form) {
  const options = JSON.parse(form.dataset.options);
  const sealed = form.querySelector("[data-challenge]").value;
  options.challenge = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(sealed));
  if (options.user) options.user.id = bytes(options.user.id);
  if (options.excludeCredentials) options.excludeCredentials = descriptors(options.excludeCredentials);
  if (options.allowCredentials) options.allowCredentials = descriptors(options.allowCredentials);
  return options;
}

/** Writes a credential as the JSON that the server reads. */
function written(credential) {
  const { response } = credential;
  const members = { clientDataJSON: text(response.clientDataJSON) };
  if (response.attestationObject) {
    members.attestationObject = text(response.attestationObject);
    members.transports = response.getTransports?.() ?? [];
  } else {
    members.authenticatorData = text(response.authenticatorData);
    members.signature = text(response.signature);
    members.userHandle = response.userHandle ? text(response.userHandle) : null;
  }
  const { id, type } = credential;
  return JSON.stringify({ id, rawId: text(credential.rawId), type, response: members, clientExtensionResults: {} });
}

function send(form, credential) {
  form.elements.namedItem("response").value = written(credential);
  const keep = form.elements.namedItem("keep");
  if (keep) keep.value = document.getElementById("keep")?.checked ? "yes" : "";
  form.submit();
}

/** Says what went wrong, in the words of the page. A user who cancels hears nothing. */
function report(form, error) {
  const message = error.name === "InvalidStateError" ? "exists" : "failed";
  const place = document.getElementById("passkey-message");
  if (error.name === "AbortError" || error.name === "NotAllowedError" || !place) return;
  place.textContent = form.dataset[message] ?? "";
  place.hidden = false;
}

/** Shows a form and makes its button. The page itself has none, because text browsers show what is `hidden`. */
function open(form, type) {
  const place = form.querySelector("[data-button]");
  const { button: id, label, class: look } = place.dataset;
  const button = Object.assign(document.createElement("button"), { type, id, textContent: label });
  if (look) button.className = look;
  place.append(button);
  form.hidden = false;
  return button;
}

/** Offers the passkeys of this device where the user types a name, and with a button. */
async function offerSignIn(form) {
  const button = open(form, "button");
  let waiting = new AbortController();
  const isOffered = form.dataset.autofill === "true" && PublicKeyCredential.isConditionalMediationAvailable;
  const offer = async () => {
    if (isOffered && (await PublicKeyCredential.isConditionalMediationAvailable())) await ask("conditional");
  };
  const ask = async (mediation) => {
    waiting.abort();
    waiting = new AbortController();
    try {
      const publicKey = await optionsOf(form);
      const credential = await navigator.credentials.get({ publicKey, mediation, signal: waiting.signal });
      if (credential) send(form, credential);
    } catch (error) {
      report(form, error);
      if (mediation === "optional" && error.name !== "AbortError") await offer();
    }
  };
  button.addEventListener("click", () => ask("optional"));
  await offer();
}

/** Creates a passkey when the user presses the button. With `data-conditional` the browser may first create one without asking. */
async function offerCreation(form) {
  open(form, "submit");
  let waiting = new AbortController();
  const create = async (more) => {
    waiting.abort();
    waiting = new AbortController();
    const publicKey = await optionsOf(form);
    const credential = await navigator.credentials.create({ publicKey, signal: waiting.signal, ...more });
    if (credential) send(form, credential);
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    create({}).catch((error) => report(form, error));
  });
  if (form.dataset.conditional === "true" && (await createsByItself())) {
    // No error message if the browser creates none: the page has buttons.
    create({ mediation: "conditional" }).catch(() => {});
  }
}

/** Whether the browser can create a passkey without asking after a password sign-in (section 5.1.7, "conditionalCreate"). */
async function createsByItself() {
  try {
    return (await PublicKeyCredential.getClientCapabilities?.())?.conditionalCreate === true;
  } catch {
    return false;
  }
}

/** Tells the browser which passkeys count, so that it stops offering the others. */
async function signal({ method, ...options }) {
  try {
    await PublicKeyCredential[method]?.(options);
  } catch {
    // The page is true without it.
  }
}

if (supported) {
  const signals = document.getElementById("passkey-signals");
  for (const one of JSON.parse(signals?.dataset.signals ?? "[]")) signal(one);
  const signIn = document.getElementById("passkey-sign-in");
  const creation = document.getElementById("passkey-creation");
  if (signIn) offerSignIn(signIn);
  if (creation) offerCreation(creation);
  const offer = document.getElementById("passkey-offer");
  if (offer) createsByItself().then((does) => (offer.value = does ? "conditional-create" : ""));
} else {
  const missing = document.getElementById("passkey-missing");
  if (missing) missing.hidden = false;
}
