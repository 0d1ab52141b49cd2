/** What is wrong with a data set, in lines for people: the same fault of many rows is one line. */
export class Problems {
  readonly #lines = new Map<string, { first: string; count: number }>();

  /** `where` is the first place the fault was met; `what` is the fault. */
  add(file: string, where: string, what: string): void {
    const key = `${file}\0${what}`;
    const known = this.#lines.get(key);
    if (known) known.count++;
    else this.#lines.set(key, { first: where, count: 1 });
  }

  get lines(): readonly string[] {
    return [...this.#lines].map(([key, { first, count }]) => {
      const [file, what] = key.split("\0") as [string, string];
      const more = count > 1 ? ` (and ${count - 1} more)` : "";
      return `${file}${first === "" ? "" : `, ${first}${more}`}: ${what}`;
    });
  }
}
