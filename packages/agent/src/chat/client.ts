import type OpenAI from "openai";
import { encodeBody } from "./body.ts";
import { fieldsOf, type Received } from "./collect.ts";
import type { Endpoint } from "./endpoints.ts";
import { Failure } from "./failure.ts";
import { receive } from "./receive.ts";
import { arrivalOf, transport } from "./transport.ts";
import type { Watch } from "./watch.ts";

/** Deadlines and tries are ours; the client's own stay out of the way. */
const NEVER_MS = 2 ** 31 - 1;

export interface Credentials {
  readonly key: string | null;
  readonly headers: Readonly<Record<string, string>>;
}

/** Sends to one endpoint. */
export class Client {
  readonly #endpoint: Endpoint;
  readonly #credentials: Credentials;
  #openai: Promise<OpenAI> | null = null;

  constructor(endpoint: Endpoint, credentials: Credentials) {
    this.#endpoint = endpoint;
    this.#credentials = credentials;
  }

  /** One try. Rejects with Failure. */
  async complete(body: Readonly<Record<string, unknown>>, watch: Watch): Promise<Received> {
    try {
      const openai = await this.#client();
      // Not `chat.completions.create`: it would make one text of body and pictures for every request.
      const fetchOptions = { body: encodeBody(body) } as unknown as Record<string, never>;
      const headers = { "Content-Type": "application/json" };
      const request = { headers, fetchOptions, signal: watch.signal };
      return await receive(arrivalOf(await openai.post("/chat/completions", request).asResponse()), watch);
    } catch (error) {
      if (error instanceof Failure) throw error;
      throw (
        watch.failure ?? new Failure("was not asked", { said: error instanceof Error ? error.message : `${error}` })
      );
    }
  }

  /** The names under which the endpoint serves models; none when it does not tell. */
  async models(signal: AbortSignal): Promise<readonly string[]> {
    const { models } = await this.#client();
    const { body, status } = arrivalOf(await models.list({ signal }).asResponse());
    if (!body || status !== 200) return [];
    let text = "";
    for await (const piece of body) {
      text += piece;
      if (text.length > 1_000_000) return [];
    }
    const { data } = fieldsOf(JSON.parse(text));
    return Array.isArray(data) ? data.map((model) => String(fieldsOf(model).id)) : [];
  }

  /** Loaded when it is wanted: most commands never ask a model. */
  #client(): Promise<OpenAI> {
    this.#openai ??= import("openai").then(({ default: OpenAI }) => {
      const { url, query, basic } = this.#endpoint;
      const { key, headers } = this.#credentials;
      // An address that names a user means that user; without a key none is sent.
      const authorization =
        basic === null ? (key === null ? { Authorization: null } : {}) : { Authorization: `Basic ${basic}` };
      return new OpenAI({
        baseURL: url,
        apiKey: key ?? "none",
        organization: null,
        project: null,
        defaultQuery: query,
        // Nothing here unpacks.
        defaultHeaders: { "Accept-Encoding": "identity", ...authorization, ...headers },
        maxRetries: 0,
        timeout: NEVER_MS,
        logLevel: "off",
        fetch: transport,
      });
    });
    return this.#openai;
  }
}
