import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import type { BenchArguments } from "./arguments.ts";
import { type AskFn, createAsk, type Reply } from "./ask.ts";
import { mapConcurrently } from "./concurrent.ts";
import { loadPhrasings, type Phrasings, phrase } from "./phrasings.ts";
import type { Question } from "./questions.ts";
import { type BuiltRoom, buildRooms } from "./rooms.ts";
import { type Score, score } from "./score.ts";
import { selectQuestions } from "./select.ts";
import { formatTable } from "./table.ts";
import { formatDropped, formatMisses, verdict } from "./verdict.ts";

/** Over 20 rooms: 180 questions, a dozen or more per family. */
const PER_ROOM = 9;

export interface Result {
  readonly family: string;
  readonly question: Question & { readonly text: string };
  readonly reply: Reply;
  readonly score: Score;
}

/** Builds the rooms, asks about them, prints how it went; returns the exit code: 0 when the bars are met, else 1. */
export async function runBench(args: BenchArguments): Promise<number> {
  const phrasings = loadPhrasings(fileURLToPath(new URL(`./phrasings.${args.phrasings}.json`, import.meta.url)));
  const folder = args.keep ? path.resolve(args.keep) : await mkdtemp(path.join(tmpdir(), "bench-synth-"));
  try {
    await mkdir(folder, { recursive: true });
    // A run of its own each time: a trace is never written over another.
    const traces = await mkdtemp(path.join(folder, "traces-"));
    const rooms = await buildRooms({
      count: args.rooms,
      seed: args.seed,
      size: args.size,
      jobs: args.jobs,
      folder: path.join(folder, "captures"),
      onRoom: (room) => note(`room ${room.seed}: ${room.questions.length} questions are well-posed`),
    });
    const results = await askAll(rooms, phrasings, createAsk(traces), args.jobs);
    const judged = verdict(results);
    print(formatDropped(rooms.map((room) => room.dropped)));
    print(formatTable(results));
    if (judged.misses.length > 0) print(formatMisses(judged.misses));
    print(judged.text);
    if (args.json) await writeJson(args, results);
    return judged.passed ? 0 : 1;
  } finally {
    if (!args.keep) await rm(folder, { recursive: true, force: true });
  }
}

async function askAll(rooms: readonly BuiltRoom[], phrasings: Phrasings, ask: AskFn, jobs: number): Promise<Result[]> {
  const used = new Map<string, number>();
  const selected = selectQuestions(
    rooms.map((room) => room.questions),
    PER_ROOM,
  );
  const tasks = selected.flatMap((questions, room) =>
    questions.map((question) => {
      const number = used.get(question.family) ?? 0;
      used.set(question.family, number + 1);
      return { question: phrase(question, phrasings, number), input: rooms[room]!.folder };
    }),
  );
  let done = 0;
  return mapConcurrently(tasks, jobs, async ({ question, input }): Promise<Result> => {
    const reply = await ask(question.text, input);
    const scored = score(question, reply.value);
    note(`${++done}/${tasks.length} ${scored.outcome.padEnd(10)} ${question.id}`);
    return { family: question.family, question, reply, score: scored };
  });
}

async function writeJson(args: BenchArguments, results: readonly Result[]): Promise<void> {
  const file = path.resolve(args.json as string);
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, `${JSON.stringify({ arguments: args, results }, null, 1)}\n`);
}

const note = (line: string): void => void process.stderr.write(`${line}\n`);
const print = (text: string): void => void process.stdout.write(`${text}\n\n`);
