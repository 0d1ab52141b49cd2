import type { ApiTable } from "./signatures.ts";

export interface Result {
  /** What made it, for messages. */
  readonly from: string;
  readonly nullable: boolean;
}

/** The names that references may begin with, over one session. */
export class Results {
  readonly #made = new Map<string, Result>();
  readonly #values: ReadonlySet<string>;
  #count = 0;

  constructor(api: ApiTable) {
    this.#values = api.values;
  }

  has(name: string): boolean {
    return this.#values.has(name) || this.#made.has(name);
  }

  get(name: string): Result | undefined {
    return this.#made.get(name);
  }

  add(name: string, result: Result): void {
    this.#made.set(name, result);
  }

  /** r1, r2, …: a name for a result that was given none. */
  next(): string {
    do this.#count++;
    while (this.has(`r${this.#count}`));
    return `r${this.#count}`;
  }

  /** For messages. */
  toString(): string {
    return [...this.#made.keys(), ...this.#values].join(", ");
  }
}
