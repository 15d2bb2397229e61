/** A message of a comm, one end of which is in the front end. */
export interface CommMessage {
  readonly kind: 'comm_open' | 'comm_msg' | 'comm_close';
  readonly commId: string;
  /** Only of `comm_open`. */
  readonly targetName?: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly buffers: readonly Uint8Array[];
}
