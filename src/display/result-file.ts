import { DISPLAY_KEY, type Displayable, type FileContent, type PageContent } from './bundle.js';
import { contentBundle } from './content-bundle.js';

/**
 * A file for the results folder: displayed as the value of a cell, it is written by `clientele run` beside
 * the report, and the report offers it for download.
 *
 * @param name - File name without folder.
 * @param mediaType - For example `text/csv`.
 * @param description - One sentence on what is in it.
 *
 * @example
 * resultFile('scoreboard.csv', 'text/csv', scoreboardToCSV(board), 'The scoreboard for a spreadsheet.');
 */
export function resultFile(name: string, mediaType: string, text: string, description: string): Displayable {
  return displayed({ kind: 'file', name, mediaType, text, description });
}

/**
 * A page of its own for the results folder, made of values that can be displayed.
 *
 * @param name - File name without folder and ending, for example `persona-cards`.
 * @param parts - What stands on it, from top to bottom.
 *
 * @example
 * resultPage('persona-cards', 'Persona cards', 'One card a segment.', [personaCards(people)]);
 */
export function resultPage(
  name: string,
  title: string,
  description: string,
  parts: readonly Displayable[],
): Displayable {
  return displayed({
    kind: 'page',
    name,
    title,
    description,
    parts: parts.map((part) => part[DISPLAY_KEY]()),
  });
}

function displayed(content: FileContent | PageContent): Displayable {
  return {
    [DISPLAY_KEY]: () => contentBundle(content),
  };
}
