import { stripTypeScriptTypes } from "node:module";
import { runInNewContext } from "node:vm";
import { keepKernelsWarm } from "@spatialclaw/kernel";
import fc from "fast-check";
import { expect, it } from "vitest";
import { openKernel } from "./harness.ts";
import { programs } from "./programs.ts";

/** The same program by another way: Node strips the types, V8 runs it as one async function. */
async function oracle(source: string, result: string): Promise<string> {
  const code = stripTypeScriptTypes(`(async () => {\n${source}\nreturn JSON.stringify(${result})\n})()`);
  return (await runInNewContext(code)) as string;
}

it("gives what the whole program gives, wherever it is split into cells", async () => {
  keepKernelsWarm(2);
  await fc.assert(
    fc.asyncProperty(programs("p"), fc.array(fc.boolean(), { minLength: 40, maxLength: 40 }), async (program, cuts) => {
      const cells: string[][] = [[]];
      program.statements.forEach((statement, i) => {
        cells.at(-1)?.push(statement);
        if (cuts[i]) cells.push([]);
      });
      const { kernel } = await openKernel();
      try {
        for (const cell of cells) expect((await kernel.run(cell.join("\n"))).error).toBeNull();
        const { value, error } = await kernel.run(`JSON.stringify(${program.result})`);
        const expected = await oracle(program.statements.join("\n"), program.result);
        expect({ value, error }).toEqual({ value: JSON.stringify(expected), error: null });
      } finally {
        await kernel.close();
      }
    }),
    { numRuns: 40, seed: 20261124 },
  );
  keepKernelsWarm(0);
});
