import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import type { ChatMessage } from "../src/chat/types.ts";
import { readFenced } from "../src/interfaces/fenced.ts";
import { createOfflineModel } from "../src/offline/index.ts";
import { understand } from "../src/offline/understand.ts";
import { DECLINED } from "./offline-declined.ts";
import { DECLINED_MORE } from "./offline-declined-more.ts";
import { PHRASINGS as OBJECT_PHRASINGS } from "./offline-phrasings.ts";
import { VIEW_PHRASINGS } from "./offline-phrasings-views.ts";

const model = createOfflineModel();
const PHRASINGS = [...OBJECT_PHRASINGS, ...VIEW_PHRASINGS];
const LABELS = [
  ...["side table", "end table", "floor lamp", "standing desk", "trash can", "picture frame", "tv stand", "front door"],
  ...[
    "chest of drawers",
    "step stool",
    "night stand",
    "light",
    "high chair",
    "teddy bear",
    "fire extinguisher",
    "red box",
  ],
];
/** More wordings, by family: how far the grammar carries. */
const WORDINGS: Record<string, string[]> = JSON.parse(
  readFileSync(new URL("offline-wordings.json", import.meta.url), "utf8"),
);

interface Cued {
  readonly family: string;
  readonly intent: Readonly<Record<string, unknown>>;
  readonly questions: readonly string[];
}
/** Wordings with unknown words around plain cues. */
const CUED: readonly Cued[] = JSON.parse(readFileSync(new URL("offline-cued.json", import.meta.url), "utf8"));

function message(role: ChatMessage["role"], text: string): ChatMessage {
  return { role, parts: [{ type: "text", text }] };
}

/** The messages of a run: the question, then each reply with the feedback it got. */
function ask(role: "planner" | "main", question: string, ...turns: (readonly [reply: string, feedback: string])[]) {
  const first = message("user", `# Question\n${question}\n\n# Input\n12 frames\n\n# Plan\nas the rules say`);
  const rest = turns.flatMap(([reply, feedback]) => [message("assistant", reply), message("user", feedback)]);
  return model.complete({ role, messages: [message("system", "You measure."), first, ...rest] });
}

/** All cells of a run in which every cell passes. */
async function cellsOf(question: string): Promise<string[]> {
  const turns: [string, string][] = [];
  const cells: string[] = [];
  for (let n = 1; n <= 5; n++) {
    const reply = await ask("main", question, ...turns);
    if (reply.finish === "declined") throw new Error(`${question}: ${reply.text}`);
    const { cell } = readFenced(reply.text, false);
    if (cell === null) throw new Error(`${question}: no cell in ${reply.text}`);
    cells.push(cell);
    if (cell.includes("ReturnAnswer(")) return cells;
    turns.push([reply.text, `Cell ${n}: ok\n\nOutput:\nfine`]);
  }
  throw new Error(`${question}: no answer after ${cells.length} cells`);
}

/** Diagnostics of the compiler, strict, against the declarations that cells are checked with. */
function typeErrors(sessions: readonly string[]): string {
  const api = fileURLToPath(new URL("../../workspace/api/", import.meta.url));
  const folder = mkdtempSync(join(tmpdir(), "offline-cells-"));
  try {
    const files = sessions.map((session, i) => {
      const file = join(folder, `session-${i}.ts`);
      writeFileSync(file, `${session}\nexport {};\n`);
      return file;
    });
    const tsc = join(dirname(createRequire(import.meta.url).resolve("typescript/package.json")), "bin", "tsc");
    const options = ["--noEmit", "--strict", "--noUncheckedIndexedAccess", "--lib", "es2024", "--target", "es2024"];
    const moduleOptions = ["--module", "esnext", "--moduleDetection", "force", "--types", ""];
    const declarations = readdirSync(api).map((name) => join(api, name));
    execFileSync(process.execPath, [tsc, ...options, ...moduleOptions, ...declarations, ...files], {
      cwd: folder,
      stdio: "pipe",
    });
    return "";
  } catch (error) {
    const { stdout } = error as { stdout?: Buffer };
    if (stdout === undefined) throw error;
    return stdout.toString();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

describe("understanding", () => {
  it.each(PHRASINGS)("$family: $question", ({ question, family, intent }) => {
    const task = understand(question);
    expect(task?.family).toBe(family);
    expect(task?.intent).toMatchObject(intent);
  });

  it.each(Object.entries(WORDINGS))("%s in many wordings", (family, questions) => {
    for (const question of questions) expect(understand(question)?.family, question).toBe(family);
  });

  it.each(CUED)("reads $family by its cues: $intent", ({ family, intent, questions }) => {
    for (const question of questions) {
      const task = understand(question);
      expect(task?.family, question).toBe(family);
      expect(task?.intent, question).toMatchObject(intent);
    }
  });

  it.each(LABELS)("knows the %s by its name, whatever words are in it", (label) => {
    expect(understand(`How far is the ${label} from the zebra?`)?.intent).toMatchObject({ objects: [label, "zebra"] });
    expect(understand(`Which is taller?\nA. ${label}\nB. zebra`)?.intent).toMatchObject({
      candidates: [label, "zebra"],
    });
  });

  it.each([...DECLINED, ...DECLINED_MORE].map((question) => [question]))("declines: %s", (question) => {
    expect(understand(question)).toBeNull();
  });
});

describe("an instruction about the form of the answer", () => {
  const INSTRUCTIONS = [
    "Answer with the letter of the right option and nothing else.",
    "Answer with a single number, in the unit that the question asks for.",
    "Where there are options, answer with the letter of the right one; otherwise answer with a single number.",
    "Answer with the letter of the right option, or with the number alone where there are no options.",
  ];

  it.each(INSTRUCTIONS)("changes nothing: %s", (instruction) => {
    const near = "Which is closest to the door: lamp, sofa or table?";
    for (const question of ["How many chairs are there?", "How far is the sofa from the fridge?", near])
      expect(understand(`${question}\n\n${instruction}`)).toEqual(understand(question));
    const options = "A. lamp\nB. sofa\nC. table";
    expect(understand(`${near}\n\n${instruction}\n${options}`)).toEqual(understand(`${near}\n${options}`));
  });

  it("is no question that happens to begin like one", () => {
    expect(understand("Answer with the number of chairs in the room.")?.intent).toMatchObject({ object: "chair" });
  });
});

describe("cells", () => {
  it("pass the strict type check in every session", async () => {
    const sessions = await Promise.all(PHRASINGS.map(async ({ question }) => (await cellsOf(question)).join("\n")));
    expect(typeErrors([...new Set(sessions)])).toBe("");
  });

  it("pass the strict type check in their simpler forms", () => {
    const simpler = PHRASINGS.flatMap(({ question }) => {
      const task = understand(question);
      return task ? [task.cells.map((cell) => cell.simpler ?? cell.code).join("\n")] : [];
    });
    expect(typeErrors([...new Set(simpler)])).toBe("");
  });

  it("would fail that check when they are wrong", () => {
    expect(typeErrors(["ReturnAnswer(tools.SAM3.findObject(InputImages, 'door').frame);"])).toContain(
      "possibly 'null'",
    );
  });

  it("never hold the answer as a literal", async () => {
    for (const { question } of PHRASINGS) {
      const last = (await cellsOf(question)).at(-1) ?? "";
      expect(last, question).not.toMatch(/ReturnAnswer\((?:["'\d-])/);
    }
  });

  it("count an uncommon object that is not there as not found, and a common one as none", async () => {
    expect((await cellsOf("How many zebras are there?"))[0]).toContain('print("missing: zebra")');
    expect((await cellsOf("How many chairs are there?"))[0]).not.toContain("missing");
  });

  it("give awkward labels usable variable names", async () => {
    const sessions = await Promise.all(
      ["class", "table", "trash can", "recon", "window", "câble"].map(async (label) =>
        (await cellsOf(`How far is the ${label} from the door?`)).join("\n"),
      ),
    );
    expect(typeErrors(sessions)).toBe("");
  });
});

describe("a unit that the caller wants", () => {
  const wants = async (question: string, unit: string): Promise<string> => {
    const asked = message("user", `# Question\n${question}\n\n# Input\n12 frames\nWanted is a bare number in ${unit}.`);
    const looked = [message("assistant", "…"), message("user", "Cell 1: ok"), message("assistant", "…")];
    const measured = [...looked, message("user", "Cell 2: ok")];
    const { text, finish } = await model.complete({ role: "main", messages: [asked, ...measured] });
    return finish === "declined" ? finish : text;
  };

  it("is converted to, whether or not the question names one", async () => {
    expect(await wants("How tall is the door?", "cm")).toContain("* 100");
    expect(await wants("How tall is the door in centimetres?", "cm")).toContain("* 100");
    expect(await wants("How tall is the door?", "m")).not.toContain("100");
  });

  it.each(["km", "deg", "m²"])("is not guessed at: %s", async (unit) => {
    expect(await wants("How tall is the door?", unit)).toBe("declined");
  });
});

describe("a run", () => {
  const QUESTION = "What is the closest distance between the heater and the lamp?";
  const OK = "Cell 1: ok\n\nOutput:\nheater: best seen in frame 2";

  it("plans in a few lines and says that it is rules", async () => {
    const reply = await ask("planner", QUESTION);
    expect(reply.finish).toBe("stop");
    expect(reply.text).toMatch(/rules/);
    expect(reply.text.split("\n").length).toBeLessThanOrEqual(5);
  });

  it("declines in one line, with the way to a real model", async () => {
    for (const role of ["planner", "main"] as const) {
      const reply = await ask(role, "What colour is the heater?");
      expect(reply.finish).toBe("declined");
      expect(reply.text).toContain("OPENAI_BASE_URL");
      expect(reply.text).not.toContain("\n");
    }
  });

  it("does not pretend to see", async () => {
    const reply = await model.complete({ role: "vlm", messages: [message("user", "What is this?")] });
    expect(reply.finish).toBe("declined");
    expect(reply.text).toMatch(/cannot see/);
  });

  it("finds, measures, answers", async () => {
    const [find, measure, answer] = await cellsOf(QUESTION);
    expect(find).toContain('["heater", "lamp"]');
    expect(measure).toContain("tools.Geometry.closest(heaterPoints, lampPoints)");
    expect(answer).toBe("ReturnAnswer(np.round(distance, 4));");
  });

  it("ends honestly when an object is missing", async () => {
    const reply = await ask("main", QUESTION, [
      "…",
      "Cell 1: ok\n\nOutput:\nheater: best seen in frame 2\nmissing: lamp",
    ]);
    expect(reply.finish).toBe("declined");
    expect(reply.text).toBe("The built-in rules could not find the lamp in the pictures.");
  });

  it("ends honestly when the name fits several objects", async () => {
    const reply = await ask("main", QUESTION, ["…", "Cell 1: ok\n\nOutput:\nseveral: lamp (3)"]);
    expect(reply.finish).toBe("declined");
    expect(reply.text).toContain("lamp (3)");
  });

  it("tries a failed cell once more in a simpler form, then declines with the error", async () => {
    const failure = "Cell 2: error (tool)\n\nline 1:15: the depth file is cut off\nHint: none";
    const retry = await ask("main", QUESTION, ["…", OK], ["…", failure]);
    expect(retry.finish).toBe("stop");
    expect(readFenced(retry.text, false).cell).toContain("reconstruct(InputImages);");
    const onward = await ask("main", QUESTION, ["…", OK], ["…", failure], ["…", "Cell 3: ok"]);
    expect(onward.text).toContain("ReturnAnswer(");
    const end = await ask("main", QUESTION, ["…", OK], ["…", failure], ["…", failure]);
    expect(end.finish).toBe("declined");
    expect(end.text).toContain("error (tool): line 1:15: the depth file is cut off");
    expect(end.text).not.toContain("\n");
  });

  it("rejects with the reason of an abort", async () => {
    const signal = AbortSignal.abort(new Error("stopped by the user"));
    await expect(model.complete({ role: "planner", messages: [], signal })).rejects.toThrow("stopped by the user");
  });
});
