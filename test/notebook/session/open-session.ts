import { tmpdir } from 'node:os';
import { createSession, type Session, type SessionOptions } from 'clientele/notebook';
import type { LiveOutput } from '#clientele/notebook/session/live-output';

/** A session in this process that keeps what its cells put out. */
export interface OpenSession {
  readonly session: Session;
  /** Runs the next cell. */
  run(source: string, timeoutMs?: number): Promise<RanCell>;
}

export interface RanCell {
  readonly id: string;
  readonly status: 'ok' | 'error' | 'interrupted';
  readonly error?: Awaited<ReturnType<Session['execute']>>['error'];
  /** Outputs so far; late ones are added. */
  readonly outputs: LiveOutput[];
  /** Text of a stream. */
  text(name?: 'stdout' | 'stderr'): string;
  /** Plain text of the value. */
  value(): string | undefined;
}

export async function openSession(options: Partial<SessionOptions> = {}): Promise<OpenSession> {
  const outputs = new Map<string, LiveOutput[]>();
  let count = 0;
  const session = await createSession({
    folder: tmpdir(),
    name: 'orders.ipynb',
    check: false,
    onOutput: (cellId, output) => outputs.get(cellId)?.push(output),
    ...options,
  });
  return {
    session,
    async run(source, timeoutMs) {
      const number = ++count;
      const id = `cell-${number}`;
      const own: LiveOutput[] = [];
      outputs.set(id, own);
      const { status, error } = await session.execute({ id, number, source, timeoutMs });
      return {
        id,
        status,
        error,
        outputs: own,
        text: (name = 'stdout') =>
          own
            .filter((output) => output.output_type === 'stream')
            .filter((output) => output.name === name)
            .map((output) => output.text)
            .join(''),
        value: () => {
          const result = own.find((output) => output.output_type === 'execute_result');
          return result?.data['text/plain'] as string | undefined;
        },
      };
    },
  };
}
