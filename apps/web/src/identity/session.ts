import { type QueryClient, queryOptions, useQuery } from '@tanstack/react-query';
import { createContext, useContext } from 'react';
import { answer, api, type Session } from '../api/client';
import { ProblemError } from '../api/problem';
import { adoptLanguage } from '../i18n';

export type Role = 'coordinator' | 'administrator' | 'researcher' | 'steward';

const KEY = ['session'];
const FRESH_MS = 60_000;

export const sessionQuery = () =>
  queryOptions({
    queryKey: KEY,
    queryFn: () => answer(api.GET('/api/v1/session')),
    staleTime: FRESH_MS,
    gcTime: Infinity,
    // Who has signed out in another tab is not signed in here either.
    refetchOnWindowFocus: true,
  });

/** Whom a page was opened for: it stays theirs when the session ends in the middle of a form. */
export const Admitted = createContext<Session | undefined>(undefined);

/** Who is signed in; undefined until it is known. */
export function useSession(): Session | undefined {
  const { data } = useQuery(sessionQuery());
  return useContext(Admitted) ?? data;
}

/** Takes on what a sign-in has answered: what a stranger was shown is asked for again. */
export async function takeOnSession(queries: QueryClient, session: Session): Promise<void> {
  queries.setQueryData(KEY, session);
  if (session.person !== null) adoptLanguage(session.person.language);
  await queries.resetQueries({ predicate: ({ queryKey }) => queryKey[0] !== KEY[0] });
}

/** A 401 means that the session has ended meanwhile: then the head of the page must say so. */
export function noticeRefusal(queries: QueryClient, error: unknown): void {
  if (asksToSignIn(error)) void queries.invalidateQueries({ queryKey: KEY });
}

export function asksToSignIn(error: unknown): boolean {
  return (
    error instanceof ProblemError &&
    error.problem.status === 401 &&
    ['sign-in-first', 'not-signed-in'].includes(error.slug)
  );
}

/** The cities in which one of these roles is held, each once. */
export function citiesOf(session: Session | undefined, ...roles: Role[]): string[] {
  const held = (session?.roles ?? []).filter(({ role }) => roles.includes(role));
  return [...new Set(held.flatMap(({ cityId }) => (cityId === null ? [] : [cityId])))];
}

export function hasRole(session: Session | undefined, ...roles: Role[]): boolean {
  return (session?.roles ?? []).some(({ role }) => roles.includes(role));
}

/** What the table of rights lets this person do somewhere. */
export function mayEver(session: Session | undefined, action: Session['actions'][number]): boolean {
  return session?.state === 'whole' && session.actions.includes(action);
}
