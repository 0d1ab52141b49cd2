import { writeFileSync } from "node:fs";
import { apiModule } from "./module.ts";

writeFileSync(new URL("../cell-types.ts", import.meta.url), apiModule());
