import { CellChecker } from "../checker/session.ts";
import { Idle } from "./idle.ts";

type Api = Readonly<Record<string, string>>;

/** How long a type checker waits for the next session over its API. */
const IDLE_MS = 3000;

/** Type checkers from one session to the next: a new one has to read its project first, a cleared one has not. */
export class Checkers {
  readonly #waiting = new Idle<Api, CellChecker>((checker) => void checker.close());
  readonly #busy = new Map<CellChecker, Api>();
  #size = 0;
  #api: Api | null = null;

  take(api: Api): CellChecker {
    this.#api = api;
    const checker = this.#waiting.take((known) => sameApi(known, api)) ?? warmed(api);
    this.#busy.set(checker, api);
    return checker.hold();
  }

  /** Ends a session's. Another one follows where nothing is at work in it. */
  async close(checker: CellChecker, isQuiet: boolean): Promise<void> {
    const api = this.#busy.get(checker);
    this.#busy.delete(checker);
    if (!api || !isQuiet) return checker.close();
    checker.clear();
    this.#waiting.put(api, checker, this.#waiting.count() < this.#size ? null : IDLE_MS);
  }

  /** How many are kept ready for the API that was asked for last. */
  keep(size: number): void {
    this.#size = size;
    this.#waiting.trim(size);
  }

  fill(): void {
    const api = this.#api;
    while (api && this.#waiting.count() < this.#size) this.#waiting.put(api, warmed(api), null);
  }
}

function warmed(api: Api): CellChecker {
  const checker = new CellChecker(api, true);
  void checker.warm();
  return checker;
}

function sameApi(a: Api, b: Api): boolean {
  const names = Object.keys(a);
  return names.length === Object.keys(b).length && names.every((name) => a[name] === b[name]);
}
