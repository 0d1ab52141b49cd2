import type { TraceLine } from "@spatialclaw/agent";
import { groupTrace, type Run, type Turn } from "@spatialclaw/report";

/** Characters of one trace that the judge reads at most; some 6,000 tokens. */
export const MOST_TOLD = 24_000;

/** Characters of each part, where there is room. */
const ROOM = { plan: 2000, thought: 1500, cell: 6000, feedback: 3000, text: 1500 };

export interface Told {
  readonly question: string;
  readonly told: string;
  /** Something was left out. */
  readonly isCut: boolean;
}

/**
 * A trace as a text for the judge: plan, then each step's words, cell and what came back. Long runs are told shorter
 * step by step before whole steps are left out, from the middle.
 */
export function tell(lines: readonly TraceLine[]): Told {
  const run = groupTrace(lines);
  for (const scale of [1, 0.5, 0.25, 0.12]) {
    const { text, isCut } = told(run, scale);
    if (text.length <= MOST_TOLD) return { question: run.start.question, told: text, isCut };
  }
  const { text } = told(run, 0.12);
  return { question: run.start.question, told: middleOut(text, MOST_TOLD), isCut: true };
}

function told({ plan, turns, fallback, end }: Run, scale: number): { text: string; isCut: boolean } {
  let isCut = false;
  const short = (text: string, room: keyof typeof ROOM): string => {
    const most = Math.floor(ROOM[room] * scale);
    if (text.length <= most) return text;
    isCut = true;
    return middleOut(text, most);
  };
  const parts = [
    ...(plan ? [`Plan:\n${short(plan.text, "plan")}`] : []),
    ...turns.map((turn) => turnText(turn, short)),
    ...(fallback ? [`Asked plainly at the end, it said:\n${short(fallback.text, "text")}`] : []),
    end
      ? `It ended (${end.reason}) with ${end.answer === null ? "no answer" : `the answer ${JSON.stringify(end.answer.value)}`}${end.message === null ? "." : `: ${end.message}`}`
      : "The record ends here.",
  ];
  return { text: parts.join("\n\n"), isCut };
}

function turnText({ step, reply, result, reflection }: Turn, short: (text: string, room: keyof typeof ROOM) => string) {
  const parts = [
    ...(reply?.thought ? [short(reply.thought, "thought")] : []),
    ...(reply?.cell ? [`Action:\n${short(reply.cell, "cell")}`] : []),
    ...(reply?.problem ? [`Not usable: ${short(reply.problem, "text")}`] : []),
    ...(result ? [`Came back:\n${short(result.feedback, "feedback")}`] : []),
    ...(reflection
      ? [`Second look, ${reflection.accepted ? "accepted" : "turned down"}: ${short(reflection.text, "text")}`]
      : []),
  ];
  return [`## Step ${step}`, ...parts].join("\n");
}

/** Both ends of a text; the beginning gets a third. */
function middleOut(text: string, most: number): string {
  if (text.length <= most) return text;
  const head = Math.floor(most / 3);
  const tail = Math.max(0, most - head - 40);
  return `${text.slice(0, head)}\n[… ${text.length - head - tail} characters left out …]\n${text.slice(text.length - tail)}`.toWellFormed();
}
