import path from "node:path";
import type { ChatModel } from "@spatialclaw/agent";
import { InputError } from "@spatialclaw/media";
import type { AttributionReport } from "@spatialclaw/report";
import type { ProtocolName } from "../benchmark/types.ts";
import { shuffled } from "../python/shuffle.ts";
import { Claims } from "../run/claims.ts";
import { CLAIMS_FILE, WORKERS_FOLDER } from "../run/folder.ts";
import { Counter, type Progress } from "../run/progress.ts";
import { Workers } from "../run/workers.ts";
import { type Decided, decidedQuestions } from "./decided.ts";
import { type About, comparedRun, JUDGEMENTS_FILE, type Judged, Judgements, openAttribution } from "./folder.ts";
import { isPassing, judgeQuestion } from "./judge.ts";
import { hasTraces, summarise } from "./summary.ts";

export interface AttributeOptions {
  readonly a: string;
  readonly b: string;
  /** Holds the judgements; the same command goes on with what is there. */
  readonly out: string;
  readonly judge: ChatModel;
  readonly concurrency: number;
  /** At most so many questions, drawn in a fixed order; null: all. */
  readonly limit: number | null;
  readonly protocol?: ProtocolName | undefined;
  /** Budget for everything in the folder; null: none. */
  readonly tokens: number | null;
  readonly costUsd: number | null;
  readonly signal: AbortSignal;
  readonly onProgress?: (progress: Progress) => void;
  readonly onNote?: (line: string) => void;
}

export interface Attributed {
  readonly report: AttributionReport;
  /** Questions that wait: the judge could not be asked, the budget is used up, or another process has them. */
  readonly open: number;
}

/** So many failures in a row mean that something is wrong with more than one question. */
const MOST_FAILURES = 5;

/**
 * Has a judge say why one run is right and another wrong, question by question. Each judgement is written before the
 * next question is asked in its place, so a killed run loses what was under way, and nothing is asked again that has one.
 * Rejects with InputError when there is nothing to judge, or question after question cannot be judged.
 */
export async function attribute(options: AttributeOptions): Promise<Attributed> {
  const { a, b, out, limit, protocol } = options;
  const decided = await decidedQuestions(a, b, protocol);
  for (const line of decided.problems) options.onNote?.(line);
  if (decided.common === 0)
    throw new InputError(`${a} and ${b} have no sample in common; name runs over the same benchmarks and samples`);
  const drawn = limit === null ? decided.questions : drawnFrom(decided.questions, limit);
  const traced = drawn.filter(hasTraces);
  refuseUntraced(options, drawn, traced);
  const about: About = {
    format: "spatialclaw-bench-attribution-folder",
    version: 1,
    a: comparedRun(a, decided.a),
    b: comparedRun(b, decided.b),
    judge: options.judge.name,
    protocol: protocol ?? null,
  };
  openAttribution(out, about);
  const work = new Work(options, traced);
  try {
    await work.run();
    const report = summarise(about, drawn, (key) => work.judgements.settled(key), work.judgements.all);
    return { report, open: traced.filter(({ key }) => !work.judgements.settled(key)).length };
  } finally {
    work.close();
  }
}

function drawnFrom(questions: readonly Decided[], limit: number): Decided[] {
  const order = shuffled(questions.length).slice(0, limit);
  return order.flatMap((place) => questions[place] ?? []);
}

function refuseUntraced(
  { a, b, onNote }: AttributeOptions,
  drawn: readonly Decided[],
  traced: readonly Decided[],
): void {
  if (traced.length === drawn.length) return;
  const lacking = [
    { folder: a, count: drawn.filter(({ traces }) => traces.a === null).length },
    { folder: b, count: drawn.filter(({ traces }) => traces.b === null).length },
  ].flatMap(({ folder, count }) => (count > 0 ? [`${folder} lacks ${count}`] : []));
  const line = `of ${drawn.length} questions that one run answered rightly and the other wrongly, ${drawn.length - traced.length} have no trace of both runs (${lacking.join(", ")}); bench run keeps all traces with --traces all, without it only those of samples without a full score`;
  if (traced.length === 0) throw new InputError(line);
  onNote?.(line);
}

class Work {
  readonly judgements: Judgements;
  readonly #options: AttributeOptions;
  readonly #questions: readonly Decided[];
  readonly #workers: Workers;
  readonly #claims: Claims;
  readonly #counter: Counter;
  #failures = 0;
  #isSpent = false;

  constructor(options: AttributeOptions, questions: readonly Decided[]) {
    const { out } = options;
    this.#options = options;
    this.#questions = questions;
    this.#workers = new Workers(path.join(out, WORKERS_FOLDER));
    this.judgements = new Judgements(out);
    this.#claims = new Claims(path.join(out, CLAIMS_FILE), this.#workers, this.judgements);
    this.#counter = new Counter(questions.length);
    for (const { key } of questions)
      if (this.judgements.settled(key)) this.#counter.add({ status: "answered", score: null }, false);
    if (this.judgements.torn > 0)
      options.onNote?.(`${this.judgements.torn} interrupted lines in ${JUDGEMENTS_FILE} count for nothing`);
  }

  async run(): Promise<void> {
    const { concurrency, signal } = this.#options;
    const queue = this.#questions.values();
    const lane = async (): Promise<void> => {
      for (const question of queue) {
        if (signal.aborted || this.#isSpent || this.#failures >= MOST_FAILURES) return;
        await this.#judge(question);
      }
    };
    const lanes = await Promise.allSettled(Array.from({ length: concurrency }, lane));
    this.judgements.refresh();
    for (const end of lanes) if (end.status === "rejected") throw end.reason;
  }

  close(): void {
    this.#claims.close();
    this.judgements.close();
    this.#workers.close();
  }

  async #judge(question: Decided): Promise<void> {
    const { judge, signal, onProgress } = this.#options;
    this.judgements.refresh();
    if (this.judgements.settled(question.key) || this.#spend() || !this.#claims.take(question.key)) return;
    let judged: Judged;
    try {
      judged = await judgeQuestion(question, judge, this.#workers.id, signal);
    } catch (error) {
      if (!signal.aborted) this.#failed(question, error);
      return;
    }
    this.judgements.append(judged);
    this.#failures = 0;
    this.#counter.add({ status: "answered", score: null }, true);
    onProgress?.(this.#counter.now);
  }

  #failed({ benchmark, rows }: Decided, error: unknown): void {
    if (!isPassing(error)) throw error;
    const { onNote } = this.#options;
    this.#failures++;
    onNote?.(`${benchmark} ${rows.a.sampleId} could not be judged: ${error.message.replace(/\s*\n\s*/g, " ")}`);
    if (this.#failures === MOST_FAILURES)
      onNote?.(`${MOST_FAILURES} questions in a row could not be judged; the same command goes on once that is mended`);
  }

  /** Whether the budget is used up. */
  #spend(): boolean {
    const { tokens, costUsd, onNote, judge } = this.#options;
    if (this.#isSpent || (tokens === null && costUsd === null)) return this.#isSpent;
    const all = this.judgements.all.map(({ usage }) => usage);
    const used = all.reduce((sum, { inputTokens, outputTokens }) => sum + inputTokens + outputTokens, 0);
    const paid = all.some((one) => one.costUsd === null) ? null : all.reduce((sum, one) => sum + (one.costUsd ?? 0), 0);
    if (costUsd !== null && paid === null)
      throw new InputError(
        `--max-cost cannot be kept: the prices of ${judge.name} are not known; add them to its model file`,
      );
    this.#isSpent = (tokens !== null && used >= tokens) || (costUsd !== null && paid !== null && paid >= costUsd);
    if (this.#isSpent) onNote?.("the budget is used up; the same command with a larger one goes on");
    return this.#isSpent;
  }
}
