import { PROTOCOL_VERSION } from './message.js';

/** Versions that the kernel tells its clients. */
export interface KernelVersions {
  /** Of this package. */
  readonly clientele: string;
  readonly typescript: string;
  readonly node: string;
}

/** Content of a `kernel_info_reply`. */
export function kernelInfo(versions: KernelVersions): Record<string, unknown> {
  return {
    status: 'ok',
    protocol_version: PROTOCOL_VERSION,
    implementation: 'clientele',
    implementation_version: versions.clientele,
    language_info: {
      name: 'typescript',
      version: versions.typescript,
      mimetype: 'text/typescript',
      file_extension: '.ts',
      pygments_lexer: 'typescript',
      // JupyterLab reads this first; with the object form it would highlight plain JavaScript.
      codemirror_mode: 'typescript',
      nbconvert_exporter: 'script',
    },
    banner: `clientele ${versions.clientele} · TypeScript ${versions.typescript} · Node ${versions.node}`,
    debugger: false,
    help_links: [
      { text: 'TypeScript', url: 'https://www.typescriptlang.org/docs/' },
      { text: 'Arquero', url: 'https://idl.uw.edu/arquero/' },
      { text: 'Plotly', url: 'https://plotly.com/javascript/' },
    ],
  };
}
