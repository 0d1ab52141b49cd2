export { PageStore } from "./pages.ts";
