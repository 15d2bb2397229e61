const IMPORT_SECTION = 2;
const MEMORY = 2;
const SHARED = 2;

/**
 * A WebAssembly module that imports one shared memory, changed to import one that is not shared.
 *
 * Source: WebAssembly core specification 2.0, section 5.5 (binary format of modules), and the threads proposal, by
 * which bit 1 of a memory's limits says that it is shared.
 */
export function unsharedModule(bytes: Uint8Array): Uint8Array {
  let at = 8; // magic number and version
  while (bytes[at] !== IMPORT_SECTION) {
    at++;
    const size = number();
    at += size;
  }
  at++;
  number(); // size of the section
  number(); // imports: the memory alone
  const moduleName = number();
  at += moduleName;
  const memoryName = number();
  at += memoryName;
  if (bytes[at] !== MEMORY) throw new Error('the loops import something else than a memory first');
  const changed = bytes.slice();
  changed[at + 1] &= ~SHARED;
  return changed;

  /** An unsigned number in LEB128; moves on behind it. */
  function number(): number {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = bytes[at++];
      value |= (byte & 0x7f) << shift;
      if (byte < 0x80) return value;
    }
  }
}
