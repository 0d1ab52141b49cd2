// A process that appends as quickly as it can, for run-log.test.ts: file, name, count.
import { LineLog } from "../src/run/line-log.ts";

const [file = "", name = "", count = "0"] = process.argv.slice(2);
const log = new LineLog(file);
process.stdout.write("ready\n");
// Longer than a page, so that a kill may hit a record in its middle.
for (let i = 0; i < Number(count); i++) log.append({ name, i, text: "x".repeat(9000) });
