/** Holds one value that is replaced as a whole, and tells who listens. */
export interface Store<T> {
  get(): T;
  /** Replaces some fields. */
  update(change: Partial<T>): void;
  listen(listener: (value: T) => void): void;
}

/** Makes a store; listeners hear of several changes of one task once. */
export function createStore<T extends object>(initial: T): Store<T> {
  let value = initial;
  let due = false;
  const listeners: ((value: T) => void)[] = [];
  const tell = () => {
    due = false;
    for (const listener of listeners) listener(value);
  };
  return {
    get: () => value,
    update(change) {
      value = { ...value, ...change };
      if (!due) queueMicrotask(tell);
      due = true;
    },
    listen: (listener) => void listeners.push(listener),
  };
}
