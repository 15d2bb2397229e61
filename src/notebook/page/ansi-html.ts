import { escapeHtml } from '../../display/escape-html.js';

const COLORS = ['black', 'red', 'green', 'yellow', 'blue', 'magenta', 'cyan', 'white'];

const ESCAPE = '\u001b';
const BELL = '\u0007';
/** A style (group 1), any other sequence of the kind, a message to the terminal, or a lone escape. */
const SEQUENCE = new RegExp(
  `${ESCAPE}\\[([\\d;:]*)m|${ESCAPE}\\[[\\d;?]*[@-~]|${ESCAPE}\\][^${BELL}${ESCAPE}]*(?:${BELL}|${ESCAPE}\\\\)|${ESCAPE}.`,
  'g',
);

/**
 * Terminal text as HTML: the eight colours, bold, dim, italic and underline become classes; all other control
 * sequences are dropped, and a carriage return goes back to the start of the line, as in a terminal.
 */
export function ansiHtml(text: string): string {
  const lines = text.replaceAll('\r\n', '\n').split('\n');
  const state = { classes: new Set<string>() };
  return lines
    .map((line) => {
      const parts = line.slice(line.lastIndexOf('\r', line.length - 2) + 1);
      let html = '';
      let from = 0;
      for (const match of parts.matchAll(SEQUENCE)) {
        html += span(parts.slice(from, match.index), state.classes);
        from = match.index + match[0].length;
        if (match[1] !== undefined) state.classes = styled(state.classes, match[1]);
      }
      return html + span(parts.slice(from), state.classes);
    })
    .join('\n');
}

function span(text: string, classes: ReadonlySet<string>): string {
  const shown = escapeHtml(text.replace(/(?!\t)\p{Cc}/gu, ''));
  return shown === '' || classes.size === 0
    ? shown
    : `<span class="${[...classes].join(' ')}">${shown}</span>`;
}

function styled(before: ReadonlySet<string>, codes: string): Set<string> {
  let classes = new Set(before);
  const numbers = codes.split(/[;:]/).map(Number);
  for (let i = 0; i < numbers.length; i++) {
    const code = numbers[i];
    if (code === 0) classes = new Set();
    else if (code === 1) classes.add('ansi-bold');
    else if (code === 2) classes.add('ansi-dim');
    else if (code === 3) classes.add('ansi-italic');
    else if (code === 4) classes.add('ansi-underline');
    else if (code === 22) ['ansi-bold', 'ansi-dim'].forEach((name) => void classes.delete(name));
    else if (code === 23) classes.delete('ansi-italic');
    else if (code === 24) classes.delete('ansi-underline');
    else if (code === 38 || code === 48) i += numbers[i + 1] === 5 ? 2 : 4;
    else if ((code >= 30 && code <= 39) || (code >= 90 && code <= 97)) {
      for (const color of COLORS) classes.delete(`ansi-${color}`);
      if (code % 10 < 8) classes.add(`ansi-${COLORS[code % 10]}`);
    }
  }
  return classes;
}
