import type { Card, CardSentence, CardsContent } from './bundle.js';
import { escapeHtml } from './escape-html.js';

/**
 * Cards as HTML: each in the colour of its segment, unproven sentences boxed, the evidence folded below.
 *
 * @param level - Heading level of the title, 1 to 4; names stand one below, sections two.
 * @param titled - Whether the title is written; it is left out where the page says it already, and names then
 *   take its level.
 */
export function cardsHtml(content: CardsContent, level: number, titled = true): string {
  const title = titled
    ? `<h${level} class="clientele-cards-title">${escapeHtml(content.title)}</h${level}>`
    : '';
  const cards = content.cards.map((card) => cardHtml(card, titled ? level + 1 : level));
  const note = content.note === undefined ? '' : `<p class="clientele-note">${escapeHtml(content.note)}</p>`;
  return `<div class="clientele-cards">${title}<div class="clientele-deck">${cards.join('')}</div>${note}</div>`;
}

function cardHtml(card: Card, level: number): string {
  const color = /^#[0-9a-f]{6}$/i.test(card.color) ? card.color : '#666666';
  const sections = card.sections.map(
    (section) =>
      `<h${level + 1}>${escapeHtml(section.heading)}</h${level + 1}><ul>${section.sentences.map(sentenceHtml).join('')}</ul>`,
  );
  const badge =
    card.badge === undefined ? '' : ` <span class="clientele-mark">${escapeHtml(card.badge)}</span>`;
  return `<article class="clientele-card" style="border-top: 5px solid ${color}"><h${level}>${escapeHtml(card.name)}</h${level}><p class="clientele-subtitle">${escapeHtml(card.subtitle)}${badge}</p>${sections.join('')}${evidenceHtml(card)}</article>`;
}

const BASIS_WORDS = { feedback: 'in their words', assumption: 'assumption' } as const;

function sentenceHtml(sentence: CardSentence): string {
  const title = sentence.evidence.length === 0 ? '' : ` title="${escapeHtml(sentence.evidence.join('; '))}"`;
  const doubt = sentence.proven ? '' : ' class="clientele-unproven"';
  const unproven = sentence.proven ? '' : ' <em class="clientele-mark">unproven</em>';
  const basis =
    sentence.basis === 'data' ? '' : ` <em class="clientele-mark">${BASIS_WORDS[sentence.basis]}</em>`;
  const detail =
    sentence.detail === undefined
      ? ''
      : ` <small class="clientele-detail">${escapeHtml(sentence.detail)}</small>`;
  return `<li${doubt}${title}>${escapeHtml(sentence.text)}${detail}${basis}${unproven}</li>`;
}

function evidenceHtml(card: Card): string {
  const cited = card.sections.flatMap((section) => section.sentences).filter((s) => s.evidence.length > 0);
  const size = card.subtitleEvidence ?? [];
  const sources = [...(size.length === 0 ? [] : [{ text: card.subtitle, evidence: size }]), ...cited];
  if (sources.length === 0) return '';
  const entries = sources.map(
    ({ text, evidence }) => `<li>${escapeHtml(text)} <span>${escapeHtml(evidence.join('; '))}</span></li>`,
  );
  return `<details class="clientele-evidence"><summary>Where the numbers stand</summary><ul>${entries.join('')}</ul></details>`;
}
