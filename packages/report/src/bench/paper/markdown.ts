import { cell, table } from "../words.ts";
import { type Grid, paperDocument, type Remark, type Section } from "./document.ts";
import type { PaperTables } from "./types.ts";

/** The paper's tables in Markdown; published rows are in italics. */
export const paperMarkdown = (paper: PaperTables, source: string): string[] =>
  paperDocument(paper, source).flatMap(sectionParts);

function sectionParts({ title, notes, grids, list }: Section): string[] {
  return [
    `## ${cell(title)}`,
    ...notes.map(cell),
    ...grids.flatMap(gridParts),
    ...(list.length > 0 ? [list.map(remark).join("\n")] : []),
  ];
}

const remark = ({ text, command }: Remark): string =>
  `- ${cell(text)}${command === null ? "" : ` To fill it: \`${command.replaceAll("`", "")}\``}`;

function gridParts({ caption, head, rows }: Grid): string[] {
  const body = rows.map(({ cells: [name = "", ...rest], isPublished }) => [
    isPublished ? `*${cell(name)}*` : cell(name),
    ...rest.map(cell),
  ]);
  return [...(caption === null ? [] : [`**${cell(caption)}**`]), table(head.map(cell), body)];
}
