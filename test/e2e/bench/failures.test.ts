import { appendFileSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Ground, ground, roomsEndpoint, rowsIn, runRooms, SAMPLES } from "./rooms.ts";

let on: Ground;

beforeAll(async () => {
  on = await ground();
});

afterAll(() => on.clear());

describe.concurrent("a run", () => {
  it("writes rows for failures, tries only them again, and counts the last row", async () => {
    const endpoint = await roomsEndpoint({ before: (i, times) => (i % 10 === 4 && times === 1 ? 500 : null) });
    const folder = on.at("failures");
    const first = await runRooms(on, folder, endpoint.url);
    expect(first.code).toBe(4);
    expect(first.stdout).toContain(`${SAMPLES} of ${SAMPLES} samples: 36 answered, 0 not answered, 4 failed`);
    const failed = rowsIn(folder).filter(({ status }) => status === "failed");
    expect(failed.map(({ sampleId }) => sampleId).sort()).toEqual(["s14", "s24", "s34", "s4"]);
    expect(failed[0]).toMatchObject({ reason: "model-error", score: 0, answer: null });
    expect(failed[0]?.error).toMatch(/500/);

    const again = await runRooms(on, folder, endpoint.url, ["--resume"]);
    expect(again.code).toBe(0);
    expect(again.stdout).toContain("40 answered, 0 not answered, 0 failed");
    expect(rowsIn(folder)).toHaveLength(SAMPLES + 4);
    expect([...endpoint.counts.values()].reduce((sum, count) => sum + count)).toBe(SAMPLES + 4);
    await endpoint.close();
  });

  it("ends when sample after sample fails", async () => {
    const endpoint = await roomsEndpoint({ before: () => 500 });
    const { code, stderr } = await runRooms(on, on.at("down"), endpoint.url);
    expect(code).toBe(4);
    expect(stderr).toMatch(/20 samples in a row failed, the last one: .*500.*--resume/);
    expect(rowsIn(on.at("down")).length).toBeLessThan(SAMPLES);
    await endpoint.close();
  });

  it("runs a sample again whose row was cut off", async () => {
    const endpoint = await roomsEndpoint();
    const folder = on.at("torn");
    await runRooms(on, folder, endpoint.url);
    const file = path.join(folder, "rows.jsonl");
    const text = readFileSync(file, "utf8");
    writeFileSync(file, text.slice(0, text.lastIndexOf("\n") + 200));
    appendFileSync(file, "\n[1]\n");
    const { code, stderr } = await runRooms(on, folder, endpoint.url, ["--resume"]);
    expect(code).toBe(0);
    expect(stderr).toContain("2 interrupted lines in rows.jsonl count for nothing; their samples run again");
    expect(new Set(rowsIn(folder).map(({ sampleId }) => sampleId)).size).toBe(SAMPLES);
    expect([...endpoint.counts.values()].reduce((sum, count) => sum + count)).toBe(SAMPLES + 1);
    await endpoint.close();
  });

  it("records who answers, and no secret", async () => {
    const endpoint = await roomsEndpoint();
    const secret = "sk-very-secret-key-123456";
    const url = endpoint.url.replace("http://", "http://user:geheimnis@");
    const folder = on.at("secret");
    const env = { OPENAI_API_KEY: secret };
    const { code } = await runRooms(on, folder, `${url}?token=topsecret1`, ["--limit", "3"], env);
    expect(code).toBe(0);
    const files = ["run.json", "rows.jsonl", "sessions.jsonl", "claims.jsonl", "report.json"];
    const text = files.map((name) => readFileSync(path.join(folder, name), "utf8")).join("");
    for (const hidden of [secret, "geheimnis", "topsecret1"]) expect(text).not.toContain(hidden);
    const run = JSON.parse(readFileSync(path.join(folder, "run.json"), "utf8"));
    expect(run.canary).toMatchObject({ server: { model: "scripted" }, seesPictures: true });
    expect(rowsIn(folder)[0]).toMatchObject({ server: { model: "scripted", url: endpoint.url }, model: "scripted" });
    await endpoint.close();
  });

  it("asks nothing when the endpoint cannot be reached", async () => {
    const endpoint = await roomsEndpoint();
    await endpoint.close();
    const { code, stderr } = await runRooms(on, on.at("nobody"), endpoint.url);
    expect(code).toBe(4);
    expect(stderr.trim().split("\n")).toHaveLength(1);
    expect(rowsIn(on.at("nobody"))).toEqual([]);
  });
});
