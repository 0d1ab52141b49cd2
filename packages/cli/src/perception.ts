// The subpath spatialclaw/perception.
export * from "@spatialclaw/perception";
