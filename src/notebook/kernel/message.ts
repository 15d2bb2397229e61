/** Version of the Jupyter messaging protocol that we speak. */
export const PROTOCOL_VERSION = '5.4';

/** What we read of a message's header; the rest travels on untouched as `headerText`. */
export interface Header {
  readonly msg_id: string;
  readonly msg_type: string;
}

/**
 * A message as it came from a client, its signature already checked. Content and metadata stay JSON text: the
 * thread that uses them parses them, and a reply hands the header back as the very text it was.
 */
export interface Received {
  /** Routing frames in front of the delimiter, by which an answer finds its client. */
  readonly identities: readonly Uint8Array[];
  readonly header: Header;
  readonly headerText: string;
  readonly metadataText: string;
  readonly contentText: string;
  readonly buffers: readonly Uint8Array[];
}

/** A message to send. All text in it is JSON. */
export interface Outgoing {
  /** Routing frames, or the topic on the output channel. */
  readonly identities: readonly Uint8Array[];
  readonly headerText: string;
  /** Header of the request that caused it; `{}` when nothing did. */
  readonly parentText: string;
  readonly metadataText: string;
  readonly contentText: string;
  readonly buffers: readonly Uint8Array[];
}
