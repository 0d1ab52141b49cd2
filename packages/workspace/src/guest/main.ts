import type { GuestHost } from "@spatialclaw/kernel";
import { trackProxies } from "./format/proxies.ts";
import { formatValue } from "./format/values.ts";
import { createGlobals } from "./globals.ts";

declare const __host: GuestHost;

trackProxies();
__host.setFormatter(formatValue);
for (const [name, value] of Object.entries(createGlobals(__host))) __host.define(name, Object.freeze(value));
