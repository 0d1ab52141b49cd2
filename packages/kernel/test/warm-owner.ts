// Keeps sessions warm, uses one and ends by itself: what waits must not keep a program alive.
import { keepKernelsWarm } from "@spatialclaw/kernel";
import { openKernel } from "./harness.ts";

keepKernelsWarm(2);
const { kernel } = await openKernel();
await kernel.run("1");
await new Promise((resolve) => setTimeout(resolve, 400));
await kernel.close();
