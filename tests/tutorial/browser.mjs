// Performs the items of the tutorial's lists in the browser.
//
// - "Open <address>" goes there.
// - "choose **label**" presses the button or follows the link with this label.
// - "Enter `name` and the password" fills in the sign-in form.
// - Any other **text** must be on the page.

const DEEDS = /[Oo]pen <(?<address>[^>]+)>|[Cc]hoose \*\*(?<label>[^*]+)\*\*|[Ee]nter `(?<username>[^`]+)` and the password|\*\*(?<text>[^*]+)\*\*/g;

/** Performs the actions of one item in order. */
export async function play(page, item, password) {
  const deeds = [...item.matchAll(DEEDS)].map(({ groups }) => groups);
  if (deeds.length === 0) throw new Error(`expected an action or a text to check, got: ${item}`);
  try {
    for (const deed of deeds) await act(page, deed, password);
  } catch (cause) {
    const seen = await page.locator('body').innerText();
    throw new Error(`${item}\n${page.url()} shows: ${seen}`, { cause });
  }
}

async function act(page, { address, label, username, text }, password) {
  if (address) await page.goto(address);
  if (label) await labelled(page, label).click();
  if (text) await page.getByText(text).first().waitFor();
  if (username) {
    await page.fill('#username', username);
    await page.fill('#password', password);
  }
}

/** Returns the button or link with exactly this label. */
function labelled(page, label) {
  return page.locator('button, a').filter({ hasText: new RegExp(`^\\s*${label}\\s*$`) });
}
