/** What the session puts into every cell's reach, as the type check sees it. */
export const AMBIENT_NAMES = `/**
 * Shows a value here, as the last line of a cell does.
 * With \`raw\` the value is a bundle of MIME types; \`update\` changes the displays that have this \`display_id\`.
 */
declare function display(value: unknown, options?: display.Options): void | Promise<void>;
declare namespace display {
  interface Options {
    readonly raw?: boolean;
    readonly display_id?: string;
    readonly update?: boolean;
  }
  /** Shows HTML. */
  function html(html: string, options?: Options): void;
  /** Shows Markdown. */
  function md(markdown: string, options?: Options): void;
  /** Shows a picture written as SVG. */
  function svg(svg: string, options?: Options): void;
  /** Shows a value as JSON. */
  function json(value: unknown, options?: Options): void;
  /** Shows a chart as Plotly takes it. */
  function figure(figure: { readonly data: readonly object[]; readonly layout?: object }, options?: Options): void;
}
/** Takes away what the cell showed; with \`wait\` not before the next output comes. */
declare function clearOutput(options?: { readonly wait?: boolean }): void;
/** Asks for a line of text in an input box and waits for it. */
declare function prompt(question?: string): string;
declare namespace prompt {
  /** The same for text that is not shown while it is typed. */
  function password(question?: string): string;
}
/** Channels between cells and a front end. */
declare namespace comms {
  type Data = Readonly<Record<string, unknown>>;
  interface Comm {
    readonly id: string;
    readonly target: string;
    /** Called for each message of the other end, in order, between cells. */
    onMessage?: (data: Data, buffers: readonly Uint8Array[]) => unknown;
    /** Called when the other end closed it. */
    onClose?: (data: Data, buffers: readonly Uint8Array[]) => unknown;
    send(data: Data, buffers?: readonly Uint8Array[]): void;
    close(data?: Data): void;
  }
  /** Opens a channel to what the front end knows by this name. */
  function open(target: string, data?: Data, buffers?: readonly Uint8Array[]): Comm;
  /** Says what happens when a front end opens a channel to this name. */
  function accept(target: string, onOpen: (comm: Comm, data: Data, buffers: readonly Uint8Array[]) => unknown): void;
}
`;
