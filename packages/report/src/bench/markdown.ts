import { formatDuration } from "../format.ts";
import { curveSection } from "./curve.ts";
import { paperMarkdown } from "./paper/markdown.ts";
import type { BenchReport, Line, Published, ReportedRun, Table } from "./report-types.ts";
import { cell, percent, range, table } from "./words.ts";

/** A report in Markdown. Everything that comes from data sets, models and names is escaped. */
export function renderBenchReport(report: BenchReport): string {
  const { runs, paper, source } = report;
  const parts = [
    "# Benchmark report",
    ...(paper ? [...paperMarkdown(paper, source), "## Runs"] : []),
    "Scores in %, with 95 % intervals by bootstrap (percentiles). Samples that were not answered or that failed count as wrong.",
    overview(runs),
    ...publishedNote(report),
    ...curveSection(runs),
    ...runs.flatMap((run) => runSection(run)),
  ];
  return `${parts.filter((part) => part !== "").join("\n\n")}\n`;
}

/** One line a benchmark, one column a run; published numbers on the right. */
function overview(runs: readonly ReportedRun[]): string {
  const keys = [...new Set(runs.flatMap(({ tables }) => tables.map(({ benchmark }) => benchmark)))];
  const systems = publishedIn(runs);
  const head = ["benchmark", ...runs.map(({ name }) => cell(name)), ...systems.map(({ system }) => cell(system))];
  const rows = keys.map((key) => {
    const tables = runs.map(({ tables }) => tables.find(({ benchmark }) => benchmark === key));
    const theirs = systems.map(({ system }) => {
      const found = tables.flatMap((one) => one?.published ?? []).find((one) => one.system === system);
      return found ? percent(found.score) : "";
    });
    return [
      cell(tables.find((one) => one)?.title ?? key),
      ...tables.map((one) => (one ? headline(one) : "")),
      ...theirs,
    ];
  });
  return table(head, rows);
}

function headline({ score, interval, done, selected }: Table): string {
  const part = done < selected ? `, ${done} of ${selected}` : "";
  return `**${percent(score)}** (${range(interval)}${part})`;
}

function publishedIn(runs: readonly ReportedRun[]): Published[] {
  const all = runs.flatMap(({ tables }) => tables.flatMap(({ published }) => published));
  return [...new Map(all.map((one) => [one.system, one])).values()];
}

function publishedNote({ runs, source }: BenchReport): string[] {
  const [first] = publishedIn(runs);
  if (!first) return [];
  return [
    `The columns on the right are published numbers, with ${cell(first.model)}: ${cell(source)}. Another model, other servers, and the protocol \`reference\`: they are no measurement of this system.`,
  ];
}

function runSection({ name, setup, servers, createdAt, tables }: ReportedRun): string[] {
  const { model, limits, perturb, choices } = setup;
  const kinds = {
    endpoint: "",
    rules: " (rules, no language model)",
    scripted: " (scripted cells, no language model)",
  };
  const more = Object.keys(choices).length > 0 ? `, ${cell(JSON.stringify(choices))}` : "";
  const facts = [
    `model ${cell(model.name)}${model.name.includes("(") ? "" : kinds[model.kind]}`,
    `interface ${setup.interface}`,
    `at most ${limits.steps} steps${more}`,
    ...(perturb ? [`errors added to perception: ${cell(perturb)}`] : []),
    ...(servers.length > 0 ? [`answered by ${servers.map(cell).join(", ")}`] : []),
    `begun ${createdAt}`,
  ];
  return [`## ${cell(name)}`, facts.map((fact) => `- ${fact}`).join("\n"), ...tables.flatMap(tableSection)];
}

/** One table with its breakdowns, in Markdown. */
export const renderTable = (one: Table): string => `${tableSection(one).join("\n\n")}\n`;

function tableSection(one: Table): string[] {
  const { title, score, interval, of, intervalOf, micro, protocol, measures } = one;
  const numbers = Object.entries(measures).map(([key, value]) => `${cell(key)} ${percent(value)}`);
  const headline = [
    `**${percent(score)}** (95 %: ${range(interval)}; ${intervalOf}), the mean over ${cell(of)}`,
    ...(of === "samples" ? [] : [`over samples ${percent(micro)}`]),
    ...numbers,
    `protocol ${protocol}`,
  ].join("; ");
  return [
    `### ${cell(title)}`,
    `${headline}.`,
    counts(one),
    ...Object.entries(one.breakdowns).map(([name, lines]) => breakdown(name, lines)),
    ...(one.problems.length > 0 ? [one.problems.map((line) => `- ${cell(line)}`).join("\n")] : []),
  ];
}

/** Where samples have no answer, a second column has the mean over the others. */
function breakdown(name: string, lines: readonly Line[]): string {
  const hasGaps = lines.some(({ unanswered, failed }) => unanswered + failed > 0);
  const head = ["score", "95 %", "samples", ...(hasGaps ? ["not answered", "failed", "of those answered"] : [])];
  const rows = lines.map(({ key, score, interval, count, unanswered, failed }) => {
    const answered = count - unanswered - failed;
    const gaps = [String(unanswered), String(failed), answered > 0 ? percent((score * count) / answered) : "–"];
    return [cell(key), percent(score), range(interval), String(count), ...(hasGaps ? gaps : [])];
  });
  return table([cell(name), ...head], rows);
}

function counts({ selected, done, answered, unanswered, failed, unscored, cost, reasons }: Table): string {
  const why =
    reasons.length > 0 ? ` (${reasons.map(({ reason, count }) => `${cell(reason)} ${count}`).join(", ")})` : "";
  const { inputTokens, cachedTokens, outputTokens, costUsd, ms, medianMs, steps, toolCalls } = cost;
  const tokens =
    inputTokens + outputTokens === 0
      ? []
      : [
          `${inputTokens.toLocaleString("en-US")} tokens in (${cachedTokens.toLocaleString("en-US")} cached), ${outputTokens.toLocaleString("en-US")} out`,
          costUsd === null ? "price not known" : `$${costUsd.toFixed(2)}`,
        ];
  return [
    `${done} of ${selected} samples: ${answered} answered, ${unanswered} not answered, ${failed} failed${why}`,
    ...(unscored > 0 ? [`${unscored} that the metric does not cover`] : []),
    ...tokens,
    ...(ms > 0
      ? [
          `${steps} steps, ${toolCalls} tool calls, ${formatDuration(ms)} in all, ${formatDuration(medianMs)} a sample (median)`,
        ]
      : []),
  ].join("; ");
}
