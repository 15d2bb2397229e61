/** One change to a text: what stands from `start` to `end` becomes `text`. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** A text after edits that remembers where its parts came from. */
export interface EditedText {
  readonly text: string;
  /** Offset in the original for an offset in `text`; inside an inserted part, the place of the insertion. */
  originalOffset(offset: number): number;
}

/** Applies edits, which must not overlap; edits at the same place are applied in the order given. */
export function editText(original: string, edits: readonly Edit[]): EditedText {
  const ordered = edits.map((edit, i) => ({ edit, i }));
  ordered.sort((a, b) => a.edit.start - b.edit.start || a.edit.end - b.edit.end || a.i - b.i);
  const kept: { at: number; from: number; length: number }[] = [];
  const parts: string[] = [];
  let at = 0;
  let from = 0;
  const add = (part: string) => {
    parts.push(part);
    at += part.length;
  };
  const keep = (until: number) => {
    kept.push({ at, from, length: until - from });
    add(original.slice(from, until));
    from = until;
  };
  for (const { edit } of ordered) {
    keep(edit.start);
    add(edit.text);
    from = edit.end;
  }
  keep(original.length);
  return editedText(parts.join(''), kept);
}

/** Apart from how it is made: what it closes over lives as long as the notebook. */
function editedText(
  text: string,
  kept: readonly { readonly at: number; readonly from: number; readonly length: number }[],
): EditedText {
  return {
    text,
    originalOffset(offset) {
      const part = kept.findLast(({ at }) => at <= offset)!;
      return part.from + Math.min(offset - part.at, part.length);
    },
  };
}

/** Spaces in the place of a text; its line breaks stay. */
export function blank(text: string): string {
  return text.replace(/[^\n\r\u2028\u2029]/g, ' ');
}
