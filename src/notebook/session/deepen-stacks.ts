const FRAMES = 50;

/**
 * Keeps more frames of a stack than V8 does by itself, so that an error deep in a library still knows the
 * line of the cell.
 *
 * @returns A function that puts everything back.
 */
export function deepenStacks(): () => void {
  const before = Error.stackTraceLimit;
  Error.stackTraceLimit = FRAMES;
  return () => {
    Error.stackTraceLimit = before;
  };
}
