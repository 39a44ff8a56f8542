// An authenticator app, as on the phones of users.

import { createHmac } from 'node:crypto';

/** An authenticator app (RFC 6238) with the key that the page shows. It never shows the same code twice. */
export class AuthenticatorApp {
  constructor(key) {
    const bits = [...key.replaceAll(' ', '')].map((letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0'));
    this.seed = Buffer.from(bits.join('').match(/.{8}/g).map((byte) => Number.parseInt(byte, 2)));
    this.last = 0;
  }

  /** Returns a code that was not shown yet. If the code of the current time step was shown, returns that of the next step, which is valid too. */
  async code() {
    const now = () => Math.floor(Date.now() / 30_000);
    while (now() + 1 <= this.last) await new Promise((resolve) => setTimeout(resolve, 500));
    this.last = Math.max(now(), this.last + 1);
    const counter = Buffer.alloc(8);
    counter.writeBigUInt64BE(BigInt(this.last));
    const hash = createHmac('sha1', this.seed).update(counter).digest();
    const number = hash.readUInt32BE(hash[19] & 15) & 0x7fffffff;
    return String(number % 1_000_000).padStart(6, '0');
  }
}
