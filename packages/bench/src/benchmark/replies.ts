import { stat } from "node:fs/promises";
import { Problems } from "../data/problems.ts";
import { readJsonLines } from "../data/readers/json.ts";

export interface Replies {
  /** By sample id; of several replies to one sample the last counts. */
  readonly byId: ReadonlyMap<string, string>;
  /** One line for each kind of fault; a faulty line costs no other. */
  readonly problems: readonly string[];
}

/** Reads a file of predictions: JSON lines with `sample_id` and `content`. Never throws. */
export async function readReplies(file: string): Promise<Replies> {
  const byId = new Map<string, string>();
  const problems = new Problems();
  if (!(await stat(file).catch(() => null))?.isFile())
    return { byId, problems: [`${file}: there is no such file of predictions; check the path`] };
  let entry = 0;
  for await (const row of readJsonLines(file)) {
    entry++;
    if ("broken" in row) {
      problems.add(file, `entry ${entry}`, `it ${row.broken}`);
      continue;
    }
    const { sample_id: id, content } = row.values;
    if (typeof id !== "string" && typeof id !== "number") {
      problems.add(file, `entry ${entry}`, '"sample_id" is no text; it belongs to no sample and is left out');
      continue;
    }
    const reply = typeof content === "string" || typeof content === "number" ? String(content) : null;
    if (byId.has(String(id)))
      problems.add(file, `sample ${id}`, "there are several replies to it; the last one counts");
    if (reply === null) problems.add(file, `sample ${id}`, '"content" is no text; it counts as answered with nothing');
    byId.set(String(id), reply ?? "");
  }
  return { byId, problems: problems.lines };
}
