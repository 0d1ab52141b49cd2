// The subpath spatialclaw/bench: what an adapter for a benchmark of one's own is made of.
export * from "@spatialclaw/bench/adapter";
