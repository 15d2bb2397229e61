import { CLIENTELE_MIME } from '../../display/bundle.js';
import type { Notebook } from '../document/notebook.js';
import { isRaw, type Raw } from '../document/raw-json.js';
import { contents } from './result-files.js';

/** The sentences on cards whose numbers do not match their table, each with its cell and card. */
export function unprovenSentences(notebook: Notebook): string[] {
  const found = contents(notebook).flatMap(({ cell, content }) =>
    ofContent(content).map((sentence) => `cell ${cell}, ${sentence}`),
  );
  return [...new Set(found)];
}

/** A cell can show anything under our MIME type: nothing about its shape is taken for granted. */
function ofContent(content: unknown): string[] {
  if (!isRaw(content)) return [];
  if (content.kind === 'page')
    return objects(content.parts).flatMap((part) => ofContent(part[CLIENTELE_MIME]));
  if (content.kind !== 'cards') return [];
  return objects(content.cards).flatMap((card) =>
    objects(card.sections)
      .flatMap((section) => objects(section.sentences))
      .filter((sentence) => sentence.proven === false)
      .map((sentence) => `card "${card.name}": ${sentence.text}`),
  );
}

function objects(value: unknown): Raw[] {
  return Array.isArray(value) ? value.filter(isRaw) : [];
}
