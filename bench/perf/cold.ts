// A fresh program: from createKernel to the end of the first cell, compiler and kernel process cold. Prints milliseconds.
import { sessions } from "./session.ts";

const open = await sessions();
const begin = performance.now();
const kernel = await open();
await kernel.run("const x = 1 + 1");
process.stdout.write(String(performance.now() - begin));
await kernel.close();
