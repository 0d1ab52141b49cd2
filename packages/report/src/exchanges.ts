import type { VlmExchange } from "@spatialclaw/agent";
import { formatCount, formatDuration } from "./format.ts";
import { type Html, html } from "./html.ts";

/** What a cell asked the vision model, and what it said. */
export function exchangeList(exchanges: readonly VlmExchange[] | undefined): Html | null {
  if (!exchanges || exchanges.length === 0) return null;
  const items = exchanges.map(
    ({ role, pictures, question, reply, ms }) => html`<div class="exchange">
<p class="cost">${role} · ${pictures.length === 0 ? "no picture" : pictures.join(", ")} · ${formatDuration(ms)}</p>
<p class="prose asked">${question}</p>
<p class="prose said">${reply}</p>
</div>`,
  );
  return html`<details open><summary>${formatCount(exchanges.length, "question")} to the vision model</summary>${items}</details>`;
}
