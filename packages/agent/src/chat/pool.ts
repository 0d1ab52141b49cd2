import type { Endpoint, EndpointList } from "./endpoints.ts";
import type { Failure } from "./failure.ts";
import type { Feature } from "./features.ts";
import { fullJitter } from "./retry.ts";

/** What is known of one endpoint. */
export class Server {
  readonly endpoint: Endpoint;
  /** What it has turned down by name. */
  readonly lacks = new Set<Feature>();
  inFlight = 0;
  /** In a row. */
  failures = 0;
  /** Nothing is sent before, by its own request. */
  blockedUntil = 0;
  /** Others are preferred before, by our own judgement. */
  restsUntil = 0;
  /** Position of its last request among all; breaks ties. */
  lastUsed = 0;

  constructor(endpoint: Endpoint) {
    this.endpoint = endpoint;
  }

  /** One request at a time finds out whether a server that has failed is back. */
  isWell(now: number): boolean {
    return this.failures === 0 || (this.restsUntil <= now && this.inFlight === 0);
  }
}

export interface Choice {
  readonly server: Server;
  /** Until it may be sent to. */
  readonly waitMs: number;
}

export interface ChoiceOptions {
  readonly session: string | undefined;
  /** Of no use to this request. */
  readonly useless: ReadonlySet<Server>;
  /** Has just failed this request: another one is preferred. */
  readonly after: Server | null;
}

/** Sessions whose server is remembered; the ones not heard of for longest are forgotten first. */
const MOST_SESSIONS = 4096;
const LONGEST_REST_MS = 30_000;

/**
 * The servers of one model. A session stays with its server while that is well, because its prefix cache knows the
 * session; a new one goes where least is under way.
 */
export class Pool {
  readonly #list: EndpointList;
  readonly #backoffMs: number;
  readonly #sessions = new Map<string, Server>();
  #servers: ReadonlyMap<string, Server> = new Map();
  #of: readonly Endpoint[] = [];
  #used = 0;

  constructor(list: EndpointList, backoffMs: number) {
    this.#list = list;
    this.#backoffMs = backoffMs;
  }

  /** Looks whether the endpoints have changed; what is wrong with a change is returned, once. */
  refresh(): readonly string[] {
    const { endpoints, problems } = this.#list.current();
    if (endpoints !== this.#of) {
      this.#of = endpoints;
      this.#servers = new Map(endpoints.map((one) => [one.id, this.#servers.get(one.id) ?? new Server(one)]));
    }
    return problems;
  }

  /** The server to ask next; null when all are useless to this request. */
  choose({ session, useless, after }: ChoiceOptions): Choice | null {
    const now = Date.now();
    const all = [...this.#servers.values()].filter((server) => !useless.has(server));
    const open = all.filter((server) => server.blockedUntil <= now);
    const well = open.filter((server) => server.isWell(now) && server !== after);
    if (well.length > 0) return { server: this.#sticky(session, well) ?? leastLoaded(well), waitMs: 0 };
    // None is known to be well: the one that has rested longest may be by now.
    const next = minBy(open, (server) => server.restsUntil);
    if (next) return { server: next, waitMs: 0 };
    const first = minBy(all, (server) => server.blockedUntil);
    return first ? { server: first, waitMs: first.blockedUntil - now } : null;
  }

  /** A request goes out. */
  enter(server: Server, session: string | undefined): void {
    server.inFlight++;
    server.lastUsed = ++this.#used;
    if (session === undefined) return;
    this.#sessions.delete(session);
    this.#sessions.set(session, server);
    if (this.#sessions.size > MOST_SESSIONS) this.#sessions.delete(this.#sessions.keys().next().value as string);
  }

  /** It is over: with a reply (null), with a failure, or nobody knows because it was given up ("aborted"). */
  leave(server: Server, outcome: Failure | null | "aborted", tookMs: number): void {
    server.inFlight--;
    if (outcome === "aborted") return;
    if (!outcome?.elsewhere) {
      server.failures = 0;
      return;
    }
    const now = Date.now();
    server.failures++;
    const rest = Math.min(LONGEST_REST_MS, this.#backoffMs * 2 ** Math.min(server.failures - 1, 20));
    // Who has hung for minutes must not catch the next request as soon as the last one got away.
    server.restsUntil = now + Math.max(rest, tookMs);
    if (outcome.retryAfterMs !== null) {
      // All that wait for it would come back in the same moment.
      const spread = fullJitter(1, outcome.retryAfterMs / 10);
      server.blockedUntil = Math.max(server.blockedUntil, now + outcome.retryAfterMs + spread);
    }
  }

  #sticky(session: string | undefined, well: readonly Server[]): Server | null {
    const known = session === undefined ? undefined : this.#sessions.get(session);
    return known && well.includes(known) ? known : null;
  }
}

function leastLoaded(servers: readonly Server[]): Server {
  const least = Math.min(...servers.map(({ inFlight }) => inFlight));
  const idle = servers.filter(({ inFlight }) => inFlight === least);
  return minBy(idle, ({ lastUsed }) => lastUsed) as Server;
}

function minBy<T>(items: readonly T[], value: (item: T) => number): T | null {
  return items.reduce<T | null>((best, item) => (best === null || value(item) < value(best) ? item : best), null);
}
