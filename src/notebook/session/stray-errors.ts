/**
 * Catches errors that no code caught: throws in timers and events, and promises that nobody waits for.
 *
 * @param take - Takes an error; `false` when it is not its business, and the process then ends as ever.
 * @returns A function that puts everything back.
 */
export function catchStrayErrors(take: (error: unknown) => boolean): () => void {
  const onError = (error: unknown) => {
    if (!take(error)) throw error;
  };
  process.on('uncaughtException', onError);
  process.on('unhandledRejection', onError);
  return () => {
    process.off('uncaughtException', onError);
    process.off('unhandledRejection', onError);
  };
}
