import { useEffect, useRef, useState } from 'react';

const PREFIX = 'pobratym.kept.';

/**
 * What is typed into a form: it survives a reload and a sign-in in between, until it is sent or the
 * tab is closed. Text only: a password or a file is never kept.
 */
export function useKept<T extends object>(
  name: string,
  empty: T,
): { typed: T; change: (next: Partial<T>) => void; forget: () => void } {
  const [typed, setTyped] = useState<T>(() => ({ ...empty, ...read<T>(name) }));
  const isForgotten = useRef(false);

  useEffect(() => {
    if (!isForgotten.current) write(name, typed);
  }, [name, typed]);

  return {
    typed,
    change: (next) => setTyped((before) => ({ ...before, ...next })),
    forget: () => {
      isForgotten.current = true;
      remove(PREFIX + name);
    },
  };
}

/** With a sign-out: the next person at this browser does not find it. */
export function forgetAllKept(): void {
  try {
    for (const key of Object.keys(sessionStorage)) if (key.startsWith(PREFIX)) remove(key);
  } catch {
    // Nothing was kept.
  }
}

function read<T>(name: string): Partial<T> {
  try {
    return JSON.parse(sessionStorage.getItem(PREFIX + name) ?? '{}') as Partial<T>;
  } catch {
    return {};
  }
}

function write(name: string, typed: object): void {
  try {
    sessionStorage.setItem(PREFIX + name, JSON.stringify(typed));
  } catch {
    // A browser that keeps nothing still sends what stands on the page.
  }
}

function remove(key: string): void {
  try {
    sessionStorage.removeItem(key);
  } catch {
    // Nothing was kept.
  }
}
