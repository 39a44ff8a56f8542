// The memory adapter of node-oidc-provider with a limit above 1,000 records. With the original limit it would delete the oldest
// tokens during a measurement.
import { default as MemoryAdapter } from 'oidc-provider/lib/adapters/memory_adapter.js';

/** A Map that deletes records after they expire, like the LRU map of the original, but never earlier. */
class Room {
  #records = new Map();

  get(key) {
    const record = this.#records.get(key);
    if (record === undefined) return undefined;
    if (record.until > Date.now()) return record.value;
    this.#records.delete(key);
    return undefined;
  }

  set(key, value, { maxAge = Infinity } = {}) {
    this.#records.set(key, { value, until: Date.now() + maxAge });
  }

  delete(key) {
    return this.#records.delete(key);
  }
}

const room = new Room();

export class RoomyMemory extends MemoryAdapter {
  constructor(model) {
    super(model, room);
  }
}
