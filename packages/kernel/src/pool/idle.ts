/** What waits to be used again by those who have the same key, and ends when nobody comes for it in time. */
export class Idle<K, T> {
  readonly #end: (item: T) => void;
  #items: { readonly key: K; readonly item: T; readonly timer: NodeJS.Timeout | null }[] = [];

  constructor(end: (item: T) => void) {
    this.#end = end;
  }

  count(fits: (key: K) => boolean = () => true): number {
    return this.#items.filter(({ key }) => fits(key)).length;
  }

  /** `ms` null: it waits for good. */
  put(key: K, item: T, ms: number | null): void {
    const timer = ms === null ? null : setTimeout(() => this.#drop((one) => one.item === item), ms).unref();
    this.#items.push({ key, item, timer });
  }

  /** The one that came last: it is the most likely to be in the caches still. */
  take(fits: (key: K) => boolean): T | null {
    const at = this.#items.findLastIndex(({ key }) => fits(key));
    const [taken] = at < 0 ? [] : this.#items.splice(at, 1);
    if (taken?.timer) clearTimeout(taken.timer);
    return taken?.item ?? null;
  }

  /** Ends those beyond `most`. */
  trim(most: number, fits: (key: K) => boolean = () => true): void {
    let left = this.count(fits);
    this.#drop(({ key }) => fits(key) && left-- > most);
  }

  #drop(which: (one: { readonly key: K; readonly item: T }) => boolean): void {
    const dropped = this.#items.filter(which);
    this.#items = this.#items.filter((one) => !dropped.includes(one));
    for (const { item, timer } of dropped) {
      if (timer) clearTimeout(timer);
      this.#end(item);
    }
  }
}
