import {
  ChatError,
  type ChatModel,
  type ChatReply,
  type ChatRequest,
  type ChatRole,
  type Usage,
} from "./chat/types.ts";
import { addUsage, NO_USAGE } from "./chat/usage.ts";
import type { AskLimits } from "./limits.ts";

export type Spent = "tokens" | "money";

/** No further call is paid for. */
export class BudgetSpent extends ChatError {
  readonly what: Spent;
  constructor(what: Spent, message: string) {
    super(message);
    this.what = what;
  }
}

/**
 * A model whose use by one run is counted, by role, and ends with the run's budget. Whoever talks to the model
 * during a run, cells included, does it through the meter.
 */
export class Meter implements ChatModel {
  readonly #model: ChatModel;
  readonly #limits: Pick<AskLimits, "tokens" | "costUsd">;
  readonly #session: string;
  readonly #byRole: Partial<Record<ChatRole, Usage>> = {};

  constructor(model: ChatModel, limits: Pick<AskLimits, "tokens" | "costUsd">, session: string) {
    this.#model = model;
    this.#limits = limits;
    this.#session = session;
  }

  get name(): string {
    return this.#model.name;
  }

  get seesPictures(): boolean {
    return this.#model.seesPictures;
  }

  get usage(): Usage {
    return Object.values(this.#byRole).reduce(addUsage, NO_USAGE);
  }

  get byRole(): Readonly<Partial<Record<ChatRole, Usage>>> {
    return { ...this.#byRole };
  }

  async complete(request: ChatRequest): Promise<ChatReply> {
    const spent = this.#spent();
    if (spent) throw spent;
    const reply = await this.#model.complete({ session: this.#session, ...request });
    this.#byRole[request.role] = addUsage(this.#byRole[request.role] ?? NO_USAGE, reply.usage);
    return reply;
  }

  /** What is left, for the model to see; empty without a limit. */
  left(): readonly string[] {
    const { tokens, costUsd } = this.#limits;
    const { inputTokens, outputTokens, costUsd: cost } = this.usage;
    return [
      ...(tokens === null ? [] : [`${Math.max(0, tokens - inputTokens - outputTokens)} tokens`]),
      ...(costUsd === null || cost === null ? [] : [`${Math.max(0, costUsd - cost).toFixed(2)} dollars`]),
    ];
  }

  #spent(): BudgetSpent | null {
    const { tokens, costUsd } = this.#limits;
    const { inputTokens, outputTokens, costUsd: cost } = this.usage;
    if (tokens !== null && inputTokens + outputTokens >= tokens)
      return new BudgetSpent("tokens", `the budget of ${tokens} tokens is used up`);
    if (costUsd !== null && cost === null)
      return new BudgetSpent(
        "money",
        `the limit of $${costUsd} cannot be kept: the prices of ${this.name} are not known; add them to its model file`,
      );
    if (costUsd !== null && cost !== null && cost >= costUsd)
      return new BudgetSpent("money", `the budget of $${costUsd} is used up`);
    return null;
  }
}
