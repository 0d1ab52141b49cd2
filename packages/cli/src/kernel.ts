// The subpath spatialclaw/kernel.
export * from "@spatialclaw/kernel";
