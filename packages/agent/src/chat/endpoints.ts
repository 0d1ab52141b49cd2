import { readFileSync, statSync } from "node:fs";
import { InputError } from "@spatialclaw/media";
import { createRedactor, publicUrl } from "./secrets.ts";

/** An address that serves the model, its secrets apart. */
export interface Endpoint {
  /** As it was written; tells endpoints apart. */
  readonly id: string;
  /** As it may be shown. */
  readonly url: string;
  readonly query: Readonly<Record<string, string>>;
  /** `user:password` in base64, where the address names them. */
  readonly basic: string | null;
  readonly secrets: readonly string[];
}

/** Throws InputError when it is no http address. */
export function parseEndpoint(id: string): Endpoint {
  if (!URL.canParse(id) || !/^https?:$/.test(new URL(id).protocol)) {
    const shown = createRedactor([]).all(id);
    throw new InputError(`the endpoint ${shown} is no http(s) address; write it as in http://localhost:8000/v1`);
  }
  const { username, password, searchParams } = new URL(id);
  const query = Object.fromEntries(searchParams);
  const user = [username, password].map(decodeURIComponent);
  const basic = username === "" ? null : Buffer.from(user.join(":")).toString("base64");
  const secrets = [basic ?? "", user[1] ?? "", ...Object.values(query)];
  return { id, url: publicUrl(id), query, basic, secrets };
}

/** The addresses in order, each once: as they were given, and those of files, which are read again when they change. */
export class EndpointList {
  readonly #sources: readonly (Endpoint | EndpointFile)[];
  #current: readonly Endpoint[] = [];

  /** @param given Addresses, and `@file` for a file that names one a line. Throws InputError for what is neither. */
  constructor(given: readonly string[]) {
    this.#sources = given.map((text) => (text.startsWith("@") ? new EndpointFile(text.slice(1)) : parseEndpoint(text)));
    if (given.length === 0) throw new InputError("no endpoint is named; give at least one address");
    this.#gather();
  }

  /** What is in force now. `problem`: why a changed file does not count; said once. */
  current(): { readonly endpoints: readonly Endpoint[]; readonly problems: readonly string[] } {
    const problems: string[] = [];
    let changed = false;
    for (const source of this.#sources) {
      if (!(source instanceof EndpointFile)) continue;
      const outcome = source.refresh();
      if (outcome === "changed") changed = true;
      else if (outcome !== null) problems.push(outcome.problem);
    }
    if (changed) this.#gather();
    return { endpoints: this.#current, problems };
  }

  #gather(): void {
    const all = this.#sources.flatMap((source) => (source instanceof EndpointFile ? source.endpoints : [source]));
    this.#current = [...new Map(all.map((endpoint) => [endpoint.id, endpoint])).values()];
  }
}

/** One address a line; empty lines and lines that begin with `#` do not count. */
class EndpointFile {
  readonly #file: string;
  #stamp: string;
  endpoints: readonly Endpoint[];

  constructor(file: string) {
    this.#file = file;
    this.#stamp = this.#look();
    this.endpoints = this.#read();
  }

  /** A change that cannot be read leaves the list as it is: a server farm restarts its file more often than not. */
  refresh(): "changed" | { readonly problem: string } | null {
    const stamp = this.#look();
    if (stamp === this.#stamp) return null;
    this.#stamp = stamp;
    try {
      this.endpoints = this.#read();
      return "changed";
    } catch (error) {
      return { problem: `${error instanceof Error ? error.message : error}; the endpoints stay as they were` };
    }
  }

  #look(): string {
    const found = statSync(this.#file, { throwIfNoEntry: false });
    return found ? [found.ino, found.size, found.mtimeMs, found.ctimeMs].join() : "none";
  }

  #read(): readonly Endpoint[] {
    let text: string;
    try {
      text = readFileSync(this.#file, "utf8");
    } catch (error) {
      const reason = error instanceof Error && "code" in error ? error.code : error;
      throw new InputError(`cannot read the endpoints in ${this.#file}: ${reason}; check the path`, "environment");
    }
    const lines = text.split("\n").map((line) => line.trim());
    const found = lines.flatMap((line, i) => {
      if (line === "" || line.startsWith("#")) return [];
      try {
        return [parseEndpoint(line)];
      } catch (error) {
        throw new InputError(`${this.#file}, line ${i + 1}: ${error instanceof Error ? error.message : error}`);
      }
    });
    if (found.length === 0)
      throw new InputError(`${this.#file} names no endpoint; write one address a line`, "environment");
    return found;
  }
}
