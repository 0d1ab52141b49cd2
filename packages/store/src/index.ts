export { readBundle, writeBundle } from "./bundle-file.ts";
export { keyOf } from "./key.ts";
export { PageStore, type PageStoreOptions } from "./pages.ts";
export { type CacheUse, ResultCache, type ResultCacheOptions } from "./results.ts";
