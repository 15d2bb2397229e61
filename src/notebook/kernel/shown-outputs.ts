import type { ToSockets } from './threads.js';

/** A message that shows something below a cell. */
export type Shown = Extract<ToSockets, { kind: 'publish' | 'stream' }>;

/** Characters after which a cell has shown too much to show it again. */
const MOST = 1 << 20;

/** What stands below a running cell, so that it can be shown once more. */
export class ShownOutputs {
  #messages: Shown[] = [];
  #length = 0;
  /** When it is there, the next output takes the place of all before. */
  #clear: Shown | undefined;

  add(message: Shown): void {
    const isClear = message.kind === 'publish' && message.msgType === 'clear_output';
    if (isClear && JSON.parse(message.contentText).wait === true) {
      this.#clear = message;
      return;
    }
    if (isClear || this.#clear !== undefined) {
      this.#messages = [];
      this.#length = 0;
      this.#clear = undefined;
    }
    if (isClear) return;
    this.#length += message.kind === 'stream' ? message.text.length : message.contentText.length;
    if (this.#length <= MOST) this.#messages.push(message);
    else this.#messages = [];
  }

  /** Everything in order; `undefined` when it was too much to be kept. */
  all(): readonly Shown[] | undefined {
    return this.#length > MOST ? undefined : [...this.#messages, ...(this.#clear ? [this.#clear] : [])];
  }
}
