/** Content of a reply that says what went wrong. */
export function errorContent(ename: string, evalue: string): Record<string, unknown> {
  return { status: 'error', ename, evalue, traceback: [`${ename}: ${evalue}`] };
}
