/** What the command's exit code means. */
export const EXIT = {
  /** Everything ran, and everything was written. */
  ok: 0,
  /** A cell failed or took too long, a sentence is unproven, or a file could not be made. */
  failed: 1,
  /** The command or its input cannot be used: an unknown option, an unreadable notebook. Nothing ran. */
  usage: 2,
  /** Stopped by Ctrl-C or a signal. */
  interrupted: 130,
} as const;
