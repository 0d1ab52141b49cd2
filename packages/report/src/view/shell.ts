import { type Html, html } from "../html.ts";

/** Every page of the viewer. Its style and script are files of the server: the policy needs no exception. */
export function shell(title: string, body: Html): string {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title} · spatialclaw</title>
<link rel="stylesheet" href="/view.css">
<link rel="icon" href="data:,">
<script src="/view.js" defer></script>
</head>
<body>${body}</body>
</html>
`.text;
}

/** A page that says one thing. */
export function messagePage(title: string, message: string): string {
  return shell(title, html`<main><h1>${title}</h1><p>${message}</p><p><a href="/">All runs</a></p></main>`);
}
