import { ATTRIBUTIONS, addUsage, NO_USAGE } from "@spatialclaw/agent";
import type { AttributionReport, Wins } from "@spatialclaw/report";
import { published, publishedSource } from "../run/published.ts";
import { wilson } from "../stats/index.ts";
import type { Decided } from "./decided.ts";
import type { About, Judged } from "./folder.ts";

/** What is judged so far of the questions that are decided now; `all` also counts what was paid for others. */
export function summarise(
  about: About,
  questions: readonly Decided[],
  judged: (key: string) => Judged | undefined,
  all: readonly Judged[],
): AttributionReport {
  const { a, b, judge } = about;
  const run = ({ name, model, interface: own }: About["a"]) => ({ name, model, interface: own });
  return {
    format: "spatialclaw-bench-attribution",
    version: 1,
    a: run(a),
    b: run(b),
    judge,
    wins: [winsOf("a", questions, judged), winsOf("b", questions, judged)],
    usage: all.map(({ usage }) => usage).reduce(addUsage, NO_USAGE),
    published: published().attribution,
    source: publishedSource(),
  };
}

function winsOf(
  right: Decided["right"],
  questions: readonly Decided[],
  judged: (key: string) => Judged | undefined,
): Wins {
  const own = questions.filter((one) => one.right === right);
  const pairs = own.map((one) => ({ one, verdict: judged(one.key) }));
  const clear = pairs.flatMap(({ one, verdict }) =>
    verdict?.attribution ? [{ title: one.title, attribution: verdict.attribution }] : [],
  );
  const without = pairs.filter(({ verdict }) => !verdict).map(({ one }) => one);
  const untraced = without.filter((one) => !hasTraces(one)).length;
  const countIn = (of: typeof clear, name: string): number =>
    of.filter(({ attribution }) => attribution === name).length;
  return {
    questions: own.length,
    untraced,
    open: without.length - untraced,
    unclear: pairs.filter(({ verdict }) => verdict && verdict.attribution === null).length,
    causes: ATTRIBUTIONS.map((attribution) => {
      const count = countIn(clear, attribution);
      const share = clear.length > 0 ? count / clear.length : null;
      return { attribution, count, share, interval: wilson(count, clear.length) };
    }),
    byBenchmark: [...Map.groupBy(clear, ({ title }) => title)].map(([title, of]) => ({
      title,
      counts: {
        "code-composition": countIn(of, "code-composition"),
        "control-flow": countIn(of, "control-flow"),
        "interface-neutral": countIn(of, "interface-neutral"),
      },
    })),
  };
}

export const hasTraces = ({ traces }: Decided): boolean => traces.a !== null && traces.b !== null;
