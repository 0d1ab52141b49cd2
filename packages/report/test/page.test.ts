import { createHash } from "node:crypto";
import type { TraceLine } from "@spatialclaw/agent";
import { describe, expect, test } from "vitest";
import { renderReport } from "../src/page.ts";
import { readSample, visibleText } from "./sample.ts";

const sample = await readSample();
const render = (lines: readonly TraceLine[]) => renderReport(lines, { picture: (file) => `pictures/${file}` });
const bodyOf = (page: string) => page.slice(page.indexOf("<body>"), page.indexOf("<dialog"));

/** Every string in the trace but the event types, replaced. */
function withEveryString(replacement: string): TraceLine[] {
  const text = JSON.stringify(sample, (key, value) =>
    typeof value === "string" && key !== "type" ? replacement : value,
  );
  return JSON.parse(text);
}

/** The page's tags with the names of their attributes, without the highlighter's spans: what no text may change. */
function structure(page: string): string[] {
  return [...page.matchAll(/<(\/?[a-zA-Z!][^\s>]*)((?:[^>"]|"[^"]*")*)>/g)]
    .filter(([tag]) => !/^<\/?span/.test(tag) || tag.includes("status"))
    .map(([, tag, attributes = ""]) => {
      const names = [...attributes.matchAll(/\s([^\s=>"]+)(?:="[^"]*")?/g)].map(([, name]) => name);
      return [tag, ...names].join(" ");
    });
}

describe("renderReport", () => {
  test("shows everything a person asks of a run", () => {
    const text = visibleText(bodyOf(render(sample)));
    for (const line of sample) {
      if (line.type === "run.start")
        for (const part of [line.question, line.input.name, line.model]) expect(text).toContain(part);
      if (line.type === "plan") expect(text).toContain(line.text);
      if (line.type === "step.reply") for (const part of [line.thought, line.cell ?? ""]) expect(text).toContain(part);
      if (line.type !== "step.result") continue;
      const { stdout, error, variables, hostCalls } = line.result;
      for (const part of [stdout, line.feedback, error?.message, error?.excerpt, error?.hint])
        expect(text).toContain(part?.trimEnd() ?? "");
      for (const part of [...variables.new, ...variables.changed, ...hostCalls]) expect(text).toContain(part.name);
      for (const picture of line.pictures) expect(text).toContain(picture.label);
    }
    for (const part of [
      "0.913 m",
      "heater, door",
      "true metres, from capture depth",
      "3 of at most 30",
      "8.7 s of at most 10 min 00 s",
      "17,650 tokens in, 485 out",
    ]) {
      expect(text).toContain(part);
    }
  });

  test("a step shows what it asked the vision model, and what that said", () => {
    const vlm = [
      { role: "vlm", pictures: ["frame 4"], question: "Is it <on>?", reply: "Yes, it is.", ms: 1200 },
    ] as const;
    const lines = sample.map((line) => (line.type === "step.result" && line.step === 3 ? { ...line, vlm } : line));
    const text = visibleText(bodyOf(render(lines)));
    for (const part of ["1 question to the vision model", "vlm · frame 4 · 1.2 s", "Is it <on>?", "Yes, it is."])
      expect(text).toContain(part);
    expect(visibleText(bodyOf(render(sample)))).not.toContain("to the vision model");
  });

  test("the answer stands before the steps", () => {
    const text = visibleText(bodyOf(render(sample)));
    expect(text.indexOf("0.913")).toBeLessThan(text.indexOf("Step 1"));
  });

  test("pictures are referenced where the caller says, each with its label as alternative text", () => {
    const page = render(sample);
    expect(page).toContain(
      '<a class="zoom" href="pictures/step-02-01.png"><img src="pictures/step-02-01.png" alt="frame 4, masks: heater" width="320" height="240"',
    );
    expect(page.match(/<img /g)).toHaveLength(6);
  });

  test("a picture with no safe address is left out and says so", () => {
    const page = renderReport(sample, { picture: () => "javascript:alert(1)" });
    expect(page).not.toContain("javascript:");
    expect(page).not.toMatch(/<img |class="zoom"/);
    expect(page).toContain("frame 4, masks: heater (picture left out");
  });

  test.each([
    "<script>alert(1)</script>",
    `"><img src=x onerror="alert(1)">`,
    `' onmouseover='alert(1)`,
    "</title></style></script><svg onload=alert(1)>",
    "javascript:alert(1)",
    "<!-- ",
    "\u202e\x1b[2J\0",
    "` onload=alert(1) `",
  ])("%j in every field changes no tag and no attribute", (hostile) => {
    const page = renderReport(withEveryString(hostile), { picture: () => "pictures/x.png" });
    const plain = renderReport(withEveryString("plain"), { picture: () => "pictures/x.png" });
    expect(structure(bodyOf(plain)).length).toBeGreaterThan(150);
    expect(structure(page.slice(page.indexOf("<body>")))).toEqual(structure(plain.slice(plain.indexOf("<body>"))));
    expect(page.match(/<script>/g)).toHaveLength(1);
    expect(page).not.toMatch(/href="javascript:/);
  });

  test("the policy lets in exactly the page's own style and script", () => {
    const page = render(sample);
    const policy = /Content-Security-Policy" content="([^"]*)"/.exec(page)?.[1] ?? "";
    const sha256 = (text: string) => `&#39;sha256-${createHash("sha256").update(text).digest("base64")}&#39;`;
    expect(policy).toContain("default-src &#39;none&#39;");
    expect(policy).toContain(`style-src ${sha256(/<style>([\s\S]*?)<\/style>/.exec(page)?.[1] ?? "")};`);
    expect(policy).toContain(`script-src ${sha256(/<script>([\s\S]*?)<\/script>/.exec(page)?.[1] ?? "")};`);
    expect(page).not.toMatch(/\sstyle="|\son[a-z]+="/);
  });

  test("a run renders wherever it was cut", () => {
    for (let length = 1; length < sample.length; length++) {
      const text = visibleText(bodyOf(render(sample.slice(0, length))));
      expect(text).toContain("Unfinished run");
      expect(text).toContain("heater and the door");
    }
    expect(visibleText(bodyOf(render(sample)))).not.toContain("Unfinished");
  });

  test("a run without an answer gives its reason and message", () => {
    const lines = sample.map(
      (line): TraceLine =>
        line.type === "run.end"
          ? { ...line, reason: "not-understood", answer: null, message: "Connect a model." }
          : line,
    );
    const text = visibleText(bodyOf(render(lines)));
    expect(text).toContain("The question was not understood");
    expect(text).toContain("Connect a model.");
    expect(text).not.toContain("0.913 m");
  });

  test("a reply without a cell, a restart and a bypass are told", () => {
    const lines = sample.map((line): TraceLine => {
      if (line.type === "step.reply" && line.step === 1) return { ...line, cell: null, problem: "no fenced block" };
      if (line.type !== "step.result" || line.step !== 2) return line;
      const restarted = { reason: "out of memory", back: ["recon"], lost: [] };
      return { ...line, result: { ...line.result, restarted, bypassed: [3] } };
    });
    const text = visibleText(bodyOf(render(lines)));
    expect(text).toContain("No cell was read: no fenced block");
    expect(text).toContain("Kernel restarted: out of memory. Back: recon. Lost: nothing.");
    expect(text).toContain("the type check was cast away in line 3");
  });

  test("ids stay unique when a step number comes twice", () => {
    const twice = [...sample.slice(0, 5), ...sample.slice(2)];
    const ids = [...render(twice).matchAll(/ id="([^"]*)"/g)].map((match) => match[1]);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toContain("turn-4");
  });

  test("what is no trace is refused", () => {
    expect(() => render(sample.slice(1))).toThrow("a trace begins with run.start, not with plan");
    expect(() => render([])).toThrow("not with nothing");
  });
});
