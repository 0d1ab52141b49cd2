import { parentPort, workerData } from "node:worker_threads";
import { type BuildOrder, buildSet } from "./build.ts";

parentPort?.postMessage(await buildSet(workerData as BuildOrder));
