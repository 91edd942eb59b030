import { useQuery } from '@tanstack/react-query';
import { useRef } from 'react';
import { Navigate, Outlet, useLocation } from 'react-router';
import { PageSkeleton } from '../layout/page-skeleton';
import { ProblemNotice } from '../layout/problem-notice';
import { paths } from '../paths';
import type { Session } from '../api/client';
import { Admitted, sessionQuery } from './session';

/** Pages that need an account: a stranger is sent to sign in, and comes back after it. */
export function SignedIn() {
  const session = useQuery(sessionQuery());
  const { pathname, search, hash } = useLocation();
  const admitted = useRef<{ pathname: string; session: Session }>(null);

  if (session.isPending) return <PageSkeleton />;
  if (session.isError && !session.data) {
    return <ProblemNotice error={session.error} onRetry={() => void session.refetch()} />;
  }
  const { state } = session.data;
  if (state === 'enrolment' && pathname !== paths.secondFactor()) {
    return <Navigate to={paths.secondFactor()} replace />;
  }
  if (state === 'whole' || state === 'enrolment') {
    admitted.current = { pathname, session: session.data };
  }
  // A session that ends in the middle of a form leaves the form as it is, with what was typed.
  if (admitted.current?.pathname !== pathname) {
    return <Navigate to={paths.signIn(pathname + search + hash)} replace />;
  }
  return (
    <Admitted value={admitted.current.session}>
      <Outlet />
    </Admitted>
  );
}
