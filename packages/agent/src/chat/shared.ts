import { Client } from "./client.ts";
import { EndpointList } from "./endpoints.ts";
import { PictureUrls } from "./images.ts";
import type { Pictures } from "./messages.ts";
import { Pool, type Server } from "./pool.ts";
import type { Pace } from "./retry.ts";
import { createRedactor, type Redactor } from "./secrets.ts";
import type { CompleteSettings } from "./settings.ts";

/** What all requests of one model share. */
export interface Shared {
  readonly settings: CompleteSettings;
  readonly file: string | null;
  readonly pace: Pace;
  readonly pool: Pool;
  /** null: the model takes none. */
  readonly pictures: Pictures | null;
  client(server: Server): Client;
  redactor(): Redactor;
  /** True once: a thing to be said about the model as a whole. */
  once(what: string): boolean;
}

export function createShared(settings: CompleteSettings, file: string | null, pace: Pace): Shared {
  const { key, headers, endpoints, images } = settings;
  const clients = new WeakMap<Server, Client>();
  const said = new Set<string>();
  // Headers hold keys more often than not, and "Bearer " is no secret.
  const own = [key, ...Object.values(headers).flatMap((value) => [value, value.replace(/^\w+\s+/, "")])];
  const secrets = new Set(own);
  let redactor = createRedactor(secrets);
  const learn = (more: readonly string[]): void => {
    if (more.every((secret) => secrets.has(secret))) return;
    for (const secret of more) secrets.add(secret);
    redactor = createRedactor(secrets);
  };
  return {
    settings,
    file,
    pace,
    pool: new Pool(new EndpointList(endpoints), pace.backoffMs),
    pictures: images === false ? null : { urls: new PictureUrls(images), detail: images.detail },
    client(server) {
      let client = clients.get(server);
      if (!client) {
        learn(server.endpoint.secrets);
        client = new Client(server.endpoint, { key, headers });
        clients.set(server, client);
      }
      return client;
    },
    redactor: () => redactor,
    once(what) {
      const first = !said.has(what);
      said.add(what);
      return first;
    },
  };
}
