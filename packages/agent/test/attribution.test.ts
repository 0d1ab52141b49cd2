import { expect, it } from "vitest";
import { ATTRIBUTIONS, readAttribution } from "../src/attribution.ts";

it.each([
  ['{"category": "control-flow", "reason": "it looped"}', "control-flow", "it looped"],
  ['I think.\n```json\n{"category":"interface-neutral","reason":"luck"}\n```', "interface-neutral", "luck"],
  [
    '{"category": "code-composition", "reason": "a"} No: {"category": "control-flow", "reason": "b"}',
    "control-flow",
    "b",
  ],
  ['{"category": "control-flow"}', "control-flow", ""],
  ["It is Code Composition.", "code-composition", "It is Code Composition."],
  ['{"category": "control_flow", reason: unquoted}', "control-flow", '{"category": "control_flow", reason: unquoted}'],
  ["Either control-flow or interface-neutral.", null, "Either control-flow or interface-neutral."],
  ['{"category": "luck", "reason": "x"}', null, '{"category": "luck", "reason": "x"}'],
])("reads %s as %s", (reply, attribution, reason) => {
  expect(readAttribution(reply)).toEqual({ attribution, reason });
});

it("knows the three categories of the publication", () => {
  expect(ATTRIBUTIONS).toEqual(["code-composition", "control-flow", "interface-neutral"]);
});
