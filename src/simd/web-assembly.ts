/** Memory that loops work on. */
export interface WasmMemory {
  readonly buffer: ArrayBuffer;
}

/** Compiled code. */
export interface WasmModule {
  readonly [Symbol.toStringTag]: string;
}

/** What is used of WebAssembly; Node's types leave it to those of browsers. */
export interface WasmApi {
  readonly Memory: new (size: { initial: number; maximum: number; shared: boolean }) => WasmMemory;
  readonly Module: new (bytes: Uint8Array) => WasmModule;
  readonly Instance: new (
    module: WasmModule,
    imports: { env: { memory: WasmMemory } },
  ) => { readonly exports: object };
  validate(bytes: Uint8Array): boolean;
}

/** This JavaScript's WebAssembly. */
export const { WebAssembly } = globalThis as unknown as { readonly WebAssembly: WasmApi };
