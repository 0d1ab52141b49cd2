import { ATTRIBUTIONS } from "@spatialclaw/agent";
import { formatUsage } from "../../format.ts";
import { cell, percent, range, table } from "../words.ts";
import type { AttributedRun, AttributionReport, Wins } from "./types.ts";

/** Why runs differ, in Markdown. */
export function renderAttribution(report: AttributionReport): string {
  const { a, b, judge, wins, usage, published, source } = report;
  const parts = [
    `# What made the difference: ${cell(a.name)} and ${cell(b.name)}`,
    [runLine("a", a), runLine("b", b), `- judge: ${cell(judge)}`].join("\n"),
    "Questions whose score differs by half a point or more, each read once by the judge with both traces. Shares in %, of the questions with a category, with 95 % intervals (Wilson).",
    ...winsParts(a, b, wins[0], published),
    ...winsParts(b, a, wins[1], published),
    ...(isPapers(a, b) || isPapers(b, a)
      ? [
          `The column "paper" is published: questions that code answered and another interface did not, judged by ${cell(published.judge)} (${cell(source)}). Another model, another system, another judge.`,
        ]
      : []),
    `Judging took ${costLine(usage)}.`,
  ];
  return `${parts.join("\n\n")}\n`;
}

/** "1,200 tokens in, 80 out, $0.0012"; says so when no price is known. */
export function costLine(usage: AttributionReport["usage"]): string {
  const text = formatUsage(usage) ?? "no tokens that anybody counted";
  return usage.costUsd === null ? `${text}, price not known` : text;
}

const runLine = (letter: string, { name, model, interface: own }: AttributedRun): string =>
  `- ${letter}: ${cell(name)}, ${cell(model)}, interface ${cell(own)}`;

/** What the publication has shares of: code against another interface. */
const isPapers = (right: AttributedRun, wrong: AttributedRun): boolean =>
  right.interface === "code" && wrong.interface !== "code";

function winsParts(right: AttributedRun, wrong: AttributedRun, wins: Wins, published: AttributionReport["published"]) {
  const { questions, untraced, open, unclear, causes, byBenchmark } = wins;
  const title = `## ${cell(right.name)} is right, ${cell(wrong.name)} wrong: ${questions}`;
  if (questions === 0) return [title];
  const hasPaper = isPapers(right, wrong);
  const rows = causes.map(({ attribution, count, share, interval }) => [
    attribution,
    String(count),
    share === null ? "–" : percent(share),
    range(interval),
    ...(hasPaper ? [percent(published[attribution])] : []),
  ]);
  const without = [
    ...(unclear > 0 ? [`${unclear} replies of the judge named no category`] : []),
    ...(untraced > 0 ? [`${untraced} questions lack a trace of one of the runs`] : []),
    ...(open > 0 ? [`${open} questions are not judged yet`] : []),
  ];
  return [
    title,
    table(["cause", "questions", "share", "95 %", ...(hasPaper ? ["paper"] : [])], rows),
    ...(without.length > 0 ? [without.map((line) => `- ${line}`).join("\n")] : []),
    ...(byBenchmark.length > 1
      ? [
          table(
            ["benchmark", ...ATTRIBUTIONS],
            byBenchmark.map(({ title: name, counts }) => [
              cell(name),
              ...ATTRIBUTIONS.map((one) => String(counts[one])),
            ]),
          ),
        ]
      : []),
  ];
}
