/** Conditions asked row by row, the plain way: what the library's are compared with. */
export function holds(condition: object, row: Readonly<Record<string, unknown>>): boolean {
  return Object.entries(condition).every(([name, asked]) => {
    if (name === 'not') return !holds(asked as object, row);
    if (name === 'any') return (asked as object[]).some((each) => holds(each, row));
    if (name === 'all') return (asked as object[]).every((each) => holds(each, row));
    const value = row[name];
    const missing = value === undefined || value === null || value === '' || Number.isNaN(value);
    const tests = typeof asked === 'object' ? (asked as Record<string, never>) : { is: asked as never };
    return Object.entries(tests).every(([test, operand]) => {
      if (test === 'missing') return missing === operand;
      if (missing) return false;
      const number = value as number;
      switch (test) {
        case 'is':
          return value === operand;
        case 'oneOf':
          return (operand as unknown[]).includes(value);
        case 'above':
          return number > operand;
        case 'below':
          return number < operand;
        case 'from':
        case 'atLeast':
          return number >= operand;
        case 'to':
        case 'atMost':
          return number <= operand;
        default:
          throw new Error(`There is no test ${test}.`);
      }
    });
  });
}
