import type { Received } from "./collect.ts";
import { describeFailure, describeTry, wantsModels } from "./errors.ts";
import { Failure } from "./failure.ts";
import { refusedFeature, without } from "./features.ts";
import { toOpenAI, toOpenAITools } from "./messages.ts";
import type { Choice, Server } from "./pool.ts";
import { endOf, isEmpty, replyOf, spentOn } from "./reply.ts";
import { EMPTY_REPLIES, fullJitter, sleep, unlessAborted } from "./retry.ts";
import { parametersFor } from "./settings.ts";
import type { Shared } from "./shared.ts";
import { ChatError, type ChatReply, type ChatRequest, type Usage } from "./types.ts";
import { addUsage, NO_USAGE } from "./usage.ts";
import { seconds, Watch } from "./watch.ts";

/** A person does not want to hear of shorter waits. */
const WORTH_TELLING_MS = 1000;
const MODELS_DEADLINE_MS = 5000;

type Body = Readonly<Record<string, unknown>>;

/** One request until it has its reply or its error: where it is sent, how often, and what is made of what comes. */
export class Call {
  readonly #shared: Shared;
  readonly #request: ChatRequest;
  readonly #notices: string[] = [];
  readonly #useless = new Set<Server>();
  #usage: Usage = NO_USAGE;
  #tries = 0;
  #waited = 0;
  #empty = 0;
  /** What went wrong last, and where. */
  #last: { readonly failure: Failure; readonly server: Server } | null = null;

  constructor(shared: Shared, request: ChatRequest) {
    this.#shared = shared;
    this.#request = request;
  }

  /** Rejects with ChatError, or with the reason of the request's signal as soon as that fires. */
  async complete(): Promise<ChatReply> {
    const { signal } = this.#request;
    signal?.throwIfAborted();
    const body = await unlessAborted(this.#body(), signal);
    for (;;) {
      const server = await this.#nextServer();
      const sent = without(server.lacks, body);
      const outcome = await this.#try(server, sent);
      if (outcome instanceof Failure) await this.#failed(outcome, server, sent);
      else if (!this.#isWorthAnother(outcome, server)) return this.#reply(outcome, server);
    }
  }

  async #body(): Promise<Body> {
    const { settings, pictures } = this.#shared;
    const { role, messages, tools = [] } = this.#request;
    return {
      model: settings.model,
      messages: await toOpenAI(messages, pictures),
      ...parametersFor(role, settings),
      ...(settings.stream ? { stream: true, stream_options: { include_usage: true } } : {}),
      ...(settings.tools === "native" && tools.length > 0 ? { tools: toOpenAITools(tools) } : {}),
    };
  }

  /** The server to send to next, after any wait that is due; the pool takes the request as under way from here on. */
  async #nextServer(): Promise<Server> {
    const { pool, pace } = this.#shared;
    const { session, signal } = this.#request;
    let rested = false;
    for (;;) {
      this.#tell(pool.refresh());
      const choice = pool.choose({ session, useless: this.#useless, after: this.#last?.server ?? null });
      if (!choice) throw await this.#error();
      const waitMs = Math.max(choice.waitMs, rested ? 0 : this.#backoff(choice.server));
      if (waitMs <= 0) {
        // In the same breath: others that choose now must see it.
        pool.enter(choice.server, session);
        return choice.server;
      }
      if (this.#waited + waitMs > pace.maxWaitMs) throw await this.#error(this.#tooLongToWait(waitMs));
      this.#tellOfWait(choice, waitMs);
      this.#waited += waitMs;
      // Timers may fire a little before the clock says so, and a wait that is not over would be told again.
      await sleep(Math.ceil(waitMs) + 2, signal);
      rested = true;
    }
  }

  /** Before the same server is tried again; another one need not be waited for. */
  #backoff(server: Server): number {
    const { pace } = this.#shared;
    return this.#last?.server === server ? fullJitter(this.#tries, pace.backoffMs) : 0;
  }

  async #try(server: Server, sent: Body): Promise<Received | Failure> {
    const { pool, settings, pace } = this.#shared;
    const { signal } = this.#request;
    const { firstTokenSec, totalSec } = settings.timeouts;
    const deadlines = { firstTokenMs: firstTokenSec * 1000, totalMs: totalSec * 1000, tailMs: pace.tailMs };
    const watch = new Watch(signal, deadlines, sent.stream === true);
    const begun = Date.now();
    let outcome: Failure | null | "aborted" = "aborted";
    try {
      const received = await unlessAborted(this.#shared.client(server).complete(sent, watch), signal);
      outcome = null;
      return received;
    } catch (error) {
      signal?.throwIfAborted();
      if (!(error instanceof Failure)) throw error;
      outcome = error;
      return error;
    } finally {
      watch.close();
      pool.leave(server, outcome, Date.now() - begun);
    }
  }

  /** Rejects with ChatError unless another try may do better. */
  async #failed(failure: Failure, server: Server, sent: Body): Promise<void> {
    const { settings } = this.#shared;
    this.#last = { failure, server };
    const feature = refusedFeature(failure, sent);
    if (feature) {
      server.lacks.add(feature);
      this.#last = null;
      this.#tell([`${server.endpoint.url} does not take ${feature}: asking without`]);
      return;
    }
    this.#tries++;
    if (!failure.passes) this.#useless.add(server);
    const another = failure.passes || failure.elsewhere;
    if (!another || this.#tries > settings.retries) throw await this.#error();
    // With no other server left, `choose` finds none and the error is told there.
    this.#tell([describeTry(failure, server.endpoint.url, this.#redact)]);
  }

  #isWorthAnother(received: Received, server: Server): boolean {
    if (!isEmpty(received) || this.#empty >= EMPTY_REPLIES || this.#tries >= this.#shared.settings.retries)
      return false;
    this.#empty++;
    this.#tries++;
    this.#spend(received);
    this.#tell([`${server.endpoint.url} sent an empty reply: asking again`]);
    return true;
  }

  #reply(received: Received, { endpoint: { url } }: Server): ChatReply {
    const reply = replyOf(received, url, this.#shared);
    if (endOf(received) === "filtered") this.#tell([`the content filter of ${url} ended the reply`]);
    this.#spend(received);
    return { ...reply, usage: this.#usage, notices: this.#notices };
  }

  #spend(received: Received): void {
    const { usage, notices } = spentOn(received, this.#request, this.#shared);
    this.#usage = addUsage(this.#usage, usage);
    this.#tell(notices);
  }

  #tooLongToWait(waitMs: number): Failure {
    const said = this.#last?.failure.said ?? "";
    return new Failure(`asks to wait ${seconds(waitMs)}`, { said, way: "ask again later, or name more endpoints" });
  }

  async #error(instead?: Failure): Promise<ChatError> {
    const { settings, file, pool } = this.#shared;
    const server = this.#last?.server ?? pool.choose({ session: undefined, useless: new Set(), after: null })?.server;
    const failure = instead ?? this.#last?.failure;
    if (!server || !failure) return new ChatError(`model ${settings.model} has no endpoint left to ask`);
    const told = {
      model: settings.model,
      url: server.endpoint.url,
      tries: this.#tries,
      hasKey: settings.key !== null || server.endpoint.basic !== null,
      file,
      served: wantsModels(failure) ? await this.#served(server) : null,
    };
    return new ChatError(describeFailure(failure, told, this.#redact));
  }

  async #served(server: Server): Promise<readonly string[]> {
    const { signal } = this.#request;
    const deadline = AbortSignal.timeout(MODELS_DEADLINE_MS);
    const either = signal ? AbortSignal.any([signal, deadline]) : deadline;
    const served = await unlessAborted(this.#shared.client(server).models(either), either).catch(() => []);
    signal?.throwIfAborted();
    return served;
  }

  #tellOfWait({ server, waitMs: asked }: Choice, waitMs: number): void {
    const { url } = server.endpoint;
    if (asked > 0) this.#tell([`rate limited by ${url}: waiting ${seconds(waitMs)}`]);
    else if (waitMs >= WORTH_TELLING_MS) this.#tell([`waiting ${seconds(waitMs)} before ${url} is asked again`]);
  }

  #tell(notices: readonly string[]): void {
    this.#notices.push(...notices.map(this.#redact));
  }

  readonly #redact = (text: string): string => this.#shared.redactor().all(text);
}
