import { useEffect } from 'react';

const PRODUCT = 'Побратим / Pobratym';

/** The heading of a page, which is also what its tab and its bookmark are called. */
export function Heading({ children }: { children: string }) {
  useEffect(() => {
    document.title = `${children} — ${PRODUCT}`;
    return () => {
      document.title = PRODUCT;
    };
  }, [children]);
  return <h1>{children}</h1>;
}
