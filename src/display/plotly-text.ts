/**
 * Text that Plotly draws as it stands: Plotly reads a part of HTML (`<b>`, `<a href>`, entities) in every text,
 * so its signs are written as entities.
 *
 * @param lineWidth - Lines are broken to this width, in letters; Chinese, Japanese and Korean signs count as two.
 *   At blanks where there are any, else inside the word.
 *
 * @example
 * plotlyText('<b>Families & friends</b>'); // '&lt;b&gt;Families &amp; friends&lt;/b&gt;'
 */
export function plotlyText(text: string, lineWidth = Infinity): string {
  return lines(text.replace(/\s+/g, ' ').trim(), lineWidth)
    .map((line) => line.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;'))
    .join('<br>');
}

/** A name cut to a length that fits beside a chart; the whole name stands in the table below it. */
export function shortName(name: string, length = 40): string {
  const signs = [...name]; // by code point: half a surrogate pair is no character
  return signs.length <= length ? name : `${signs.slice(0, length - 1).join('')}…`;
}

function lines(text: string, limit: number): string[] {
  const broken: string[] = [];
  let room = 0;
  for (const word of text.split(' ')) {
    const wide = width(word);
    if (broken.length > 0 && wide + 1 <= room) {
      broken[broken.length - 1] += ` ${word}`;
      room -= wide + 1;
      continue;
    }
    for (const piece of wide > limit ? pieces(word, limit) : [word]) {
      broken.push(piece);
      room = limit - width(piece);
    }
  }
  return broken;
}

function pieces(word: string, limit: number): string[] {
  const cut = [''];
  for (const sign of word) {
    if (width(cut[cut.length - 1] + sign) > limit) cut.push('');
    cut[cut.length - 1] += sign;
  }
  return cut;
}

function width(text: string): number {
  let letters = 0;
  for (const sign of text)
    letters += /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\uff00-\uff60]/.test(sign) ? 2 : 1;
  return letters;
}
