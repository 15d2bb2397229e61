interface Bin {
  readonly purchases: number;
  readonly isOpen: boolean;
}

/** "3", and "7+" for the last bin. */
export function binLabel({ purchases, isOpen }: Bin): string {
  return isOpen ? `${purchases}+` : String(purchases);
}

/** "3 purchases", "7 or more purchases". */
export function binWords({ purchases, isOpen }: Bin): string {
  return `${purchases}${isOpen ? ' or more' : ''} ${purchases === 1 && !isOpen ? 'purchase' : 'purchases'}`;
}
