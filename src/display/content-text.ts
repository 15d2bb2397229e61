import type { Content, TableContent } from './bundle.js';
import { cellText } from './cell-text.js';

/** Content as plain text, for terminals and as the last alternative of a bundle. */
export function contentText(content: Content): string {
  switch (content.kind) {
    case 'table':
      return tableText(content);
    case 'figure':
      return `${content.title}\n${content.alternativeText}`;
    case 'cards':
      return content.cards
        .map((card) => {
          const sentences = card.sections.flatMap((section) => [
            section.heading,
            ...section.sentences.map(
              ({ text, detail }) => `  ${text}${detail === undefined ? '' : ` ${detail}`}`,
            ),
          ]);
          const subtitle = card.badge === undefined ? card.subtitle : `${card.subtitle}, ${card.badge}`;
          return [card.name, subtitle, ...sentences].join('\n');
        })
        .concat(content.note ?? [])
        .join('\n\n');
    case 'file':
      return `${content.name}: ${content.description}`;
    case 'page':
      return `${content.name}.html: ${content.description}`;
  }
}

function tableText(content: TableContent): string {
  const heads = content.columns.map((column) => column.title ?? column.name);
  const body = content.rows.map((row) => row.map((cell, j) => cellText(cell, content.columns[j])));
  const widths = heads.map((head, j) => Math.max(head.length, ...body.map((row) => row[j].length)));
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, j) =>
        content.columns[j].align === 'right' ? cell.padStart(widths[j]) : cell.padEnd(widths[j]),
      )
      .join('  ')
      .trimEnd();
  const left = content.totalRows - content.rows.length;
  return [
    ...(content.caption === undefined ? [] : [content.caption]),
    line(heads),
    ...body.map(line),
    ...(left > 0 ? [`… ${left} more rows of ${content.totalRows}`] : []),
    ...(content.note === undefined ? [] : [content.note]),
  ].join('\n');
}
