/**
 * Text that Plotly draws as it stands: Plotly reads a part of HTML (`<b>`, `<a href>`, entities) in every text,
 * so its signs are written as entities.
 *
 * @param lineLength - Lines are broken at blanks when they get longer; a single longer word stays whole.
 *
 * @example
 * plotlyText('<b>Families & friends</b>'); // '&lt;b&gt;Families &amp; friends&lt;/b&gt;'
 */
export function plotlyText(text: string, lineLength = Infinity): string {
  return lines(text.replace(/\s+/g, ' ').trim(), lineLength)
    .map((line) => line.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;'))
    .join('<br>');
}

/** A name cut to a length that fits beside a chart; the whole name stands in the table below it. */
export function shortName(name: string, length = 40): string {
  const signs = [...name]; // by code point: half a surrogate pair is no character
  return signs.length <= length ? name : `${signs.slice(0, length - 1).join('')}…`;
}

function lines(text: string, length: number): string[] {
  const broken: string[] = [];
  for (const word of text.split(' ')) {
    const last = broken.length - 1;
    if (last >= 0 && broken[last].length + 1 + word.length <= length) broken[last] += ` ${word}`;
    else broken.push(word);
  }
  return broken;
}
