const MOST = 512;

/** Values by name, made once; the least recently used ones go when there are too many. */
export class Memo {
  readonly #values = new Map<string, Promise<unknown>>();

  /** What failed to be made is made again. */
  get<T>(name: string, make: () => T | Promise<T>): Promise<T> {
    const before = this.#values.get(name);
    const value = before ?? Promise.resolve().then(make);
    this.#values.delete(name);
    this.#values.set(name, value);
    if (!before) value.catch(() => this.#values.delete(name));
    const [oldest] = this.#values.keys();
    if (this.#values.size > MOST && oldest !== undefined) this.#values.delete(oldest);
    return value as Promise<T>;
  }
}
