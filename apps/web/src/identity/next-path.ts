/**
 * Where to go after signing in: a path of these pages and nothing else, since the address that asks
 * for it may have been written by anybody.
 * @param wanted of the address: `?next=/people`
 * @param origin of these pages
 */
export function nextPath(wanted: string | null, origin: string): string {
  // A browser reads `//host` and `/\host` as another host.
  if (wanted === null || !/^\/(?![/\\])/.test(wanted) || !URL.canParse(wanted, origin)) return '/';
  const url = new URL(wanted, origin);
  const isPage = url.origin === origin && !/^\/(api|health|sign-in)(\/|$)/.test(url.pathname);
  return isPage ? url.pathname + url.search + url.hash : '/';
}
