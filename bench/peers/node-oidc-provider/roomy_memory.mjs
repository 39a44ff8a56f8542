// The memory adapter that comes with node-oidc-provider, with room for more than its 1,000 records: with more clients'
// tokens than that it would forget the oldest ones in the middle of a measurement.
import { default as MemoryAdapter } from 'oidc-provider/lib/adapters/memory_adapter.js';

/** A Map that forgets a record when its time is over, as the LRU map of the original does, but none before. */
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
