// A process of its own: node pull-process.ts <manifest>. Places come from the environment; writes a line of JSON.
import { pullModel } from "../../src/models/index.ts";

try {
  const notices: string[] = [];
  const pulled = await pullModel(process.argv[2] as string, { pauseMs: 0, notice: (line) => notices.push(line) });
  console.log(JSON.stringify({ pulled, notices }));
} catch (error) {
  console.log(JSON.stringify({ error: (error as Error).message }));
}
