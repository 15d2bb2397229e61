import { escapeHtml } from '../../display/escape-html.js';
import type { ErrorOutput, Output, StreamOutput } from '../document/notebook.js';
import { ansiHtml } from './ansi-html.js';
import { bundleHtml } from './bundle-html.js';
import type { Draft } from './draft.js';

/** The outputs of a cell, in order; neighbouring pieces of one stream become one. */
export async function outputsHtml(outputs: readonly Output[], page: Draft): Promise<string> {
  const parts: string[] = [];
  for (const output of joined(outputs)) parts.push(await outputHtml(output, page));
  return parts.join('\n');
}

async function outputHtml(output: Output, page: Draft): Promise<string> {
  switch (output.output_type) {
    case 'stream':
      return streamHtml(output);
    case 'error':
      return errorHtml(output);
    default:
      return bundleHtml(output.data, page);
  }
}

function joined(outputs: readonly Output[]): Output[] {
  const whole: Output[] = [];
  for (const output of outputs) {
    const last = whole.at(-1);
    if (output.output_type === 'stream' && last?.output_type === 'stream' && last.name === output.name) {
      whole[whole.length - 1] = { ...last, text: textOf(last.text) + textOf(output.text) };
    } else whole.push(output);
  }
  return whole;
}

function streamHtml(stream: StreamOutput): string {
  const text = textOf(stream.text).replace(/\n$/, '');
  if (text === '') return '';
  const label = stream.name === 'stderr' ? 'Warnings and messages' : 'Printed text';
  return `<pre class="stream ${stream.name === 'stderr' ? 'stderr' : 'stdout'}" role="group" aria-label="${label}" tabindex="0">${ansiHtml(text)}</pre>`;
}

function errorHtml(error: ErrorOutput): string {
  const traceback = (Array.isArray(error.traceback) ? error.traceback : []).map(String).join('\n');
  const message = String(error.evalue);
  const told = ansiHtml(traceback)
    .replace(/<[^>]*>/g, '')
    .trim();
  const more =
    told === '' || told === escapeHtml(message) || told === escapeHtml(`${error.ename}: ${message}`)
      ? ''
      : `<details><summary>Details</summary><pre tabindex="0">${ansiHtml(traceback)}</pre></details>`;
  return `<div class="error"><p><strong>${escapeHtml(String(error.ename))}</strong></p><p class="message">${ansiHtml(message)}</p>${more}</div>`;
}

/** Older files have text as a list of lines. */
function textOf(text: unknown): string {
  return Array.isArray(text) ? text.join('') : String(text ?? '');
}
