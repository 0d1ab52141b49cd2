// The subpath spatialclaw/geometry.
export * from "@spatialclaw/geometry";
