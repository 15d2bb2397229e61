import { escapeHtml } from '../../display/escape-html.js';

const KEYWORDS = new Set(
  (
    'async await break case catch class const continue debugger default delete do else enum export extends false ' +
    'finally for function if implements import in instanceof interface let new null private protected public return ' +
    'static super switch this throw true try typeof undefined var void while with yield'
  ).split(' '),
);

/** Keywords in some places, names in others. */
const SOFT_KEYWORDS = new Set(
  (
    'abstract any as asserts bigint boolean declare from get infer is keyof module namespace never number object of ' +
    'override readonly satisfies set string symbol type unique unknown using'
  ).split(' '),
);

const TOKEN =
  /(?<comment>\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$))|(?<string>"(?:\\.|[^"\\\n])*"?|'(?:\\.|[^'\\\n])*'?)|(?<template>`)|(?<number>\b(?:0[xob][\da-f_]+|\d[\d_]*(?:\.[\d_]*)?(?:e[+-]?\d+)?)n?\b)|(?<word>[\p{L}_$][\p{L}\p{N}_$]*)|(?<open>\{)|(?<close>\})|[\s\S]/giuy;

/**
 * TypeScript or JavaScript as lines of HTML with one class a token: `c` comment, `s` string, `n` number,
 * `k` keyword, `t` name of a type, `f` name of a function. Regular expression literals stay plain.
 *
 * A scanner of one page instead of a grammar: Shiki's takes 0.5 to 0.8 s for the first line of code.
 */
export function highlight(source: string): string[] {
  const lines = [''];
  const write = (text: string, kind: string) => {
    text.split('\n').forEach((part, i) => {
      if (i > 0) lines.push('');
      const html = escapeHtml(part);
      lines[lines.length - 1] +=
        kind === '' || part.trim() === '' ? html : `<span class="${kind}">${html}</span>`;
    });
  };
  const braces: boolean[] = []; // true: the brace was opened by `${` in a template
  const token = new RegExp(TOKEN);
  let at = 0;
  while (at < source.length) {
    token.lastIndex = at;
    const match = token.exec(source)!;
    const groups = match.groups!;
    let text = match[0];
    if (groups.template !== undefined || (groups.close !== undefined && braces.pop() === true)) {
      text = templatePart(source, at);
      write(text, 's');
      if (text.endsWith('${')) braces.push(true);
    } else {
      if (groups.open !== undefined) braces.push(false);
      write(text, kindOf(groups, source.slice(at + text.length, at + text.length + 40), source[at - 1]));
    }
    at += text.length;
  }
  return lines;
}

/** From a backtick, or the brace that ends a hole, to the next backtick or hole. */
function templatePart(source: string, start: number): string {
  return (
    /^[`}](?:\\[\s\S]|\$(?!\{)|[^`\\$])*(?:`|\$\{|$)/.exec(source.slice(start))?.[0] ?? source.slice(start)
  );
}

function kindOf(
  groups: Record<string, string | undefined>,
  after: string,
  before: string | undefined,
): string {
  if (groups.comment !== undefined) return 'c';
  if (groups.string !== undefined) return 's';
  if (groups.number !== undefined) return 'n';
  const word = groups.word;
  if (word === undefined) return '';
  if (before !== '.' && KEYWORDS.has(word)) return 'k';
  if (before !== '.' && SOFT_KEYWORDS.has(word) && !/^\s*[:(]/.test(after)) return 'k';
  if (/^\s*(?:<[\w\s,.[\]|]*>)?\(/.test(after)) return 'f';
  return /^\p{Lu}/u.test(word) && before !== '.' ? 't' : '';
}
