export { PageStore, type PageStoreOptions } from "./pages.ts";
