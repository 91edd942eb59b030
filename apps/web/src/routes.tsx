import { createBrowserRouter } from 'react-router';
import { SignedIn } from './identity/signed-in';
import { ErrorPage } from './layout/error-page';
import { Layout } from './layout/layout';
import { NotFoundPage } from './layout/not-found-page';
import { PageSkeleton } from './layout/page-skeleton';
import { patterns } from './paths';

/** Every page is fetched when it is first opened, so that the start page stays small. */
export const router = createBrowserRouter([
  {
    Component: Layout,
    ErrorBoundary: ErrorPage,
    HydrateFallback: PageSkeleton,
    children: [
      {
        ErrorBoundary: ErrorPage,
        children: [
          { path: patterns.statistics, lazy: () => import('./statistics/statistics-page') },
          {
            path: patterns.cityDeliveries,
            lazy: () => import('./deliveries/city-deliveries-page'),
          },
          { path: patterns.delivery, lazy: () => import('./deliveries/delivery-page') },
          { path: patterns.reports, lazy: () => import('./reports/reports-page') },
          { path: patterns.report, lazy: () => import('./reports/report-page') },
          { path: patterns.partnerships, lazy: () => import('./partnerships/partnerships-page') },
          { path: patterns.partnership, lazy: () => import('./partnerships/partnership-page') },
          { path: patterns.cityNetwork, lazy: () => import('./partnerships/city-network-page') },
          { path: patterns.signIn, lazy: () => import('./identity/sign-in-page') },
          { path: patterns.forgotPassword, lazy: () => import('./identity/forgot-password-page') },
          { path: patterns.letter, lazy: () => import('./identity/letter-page') },
          {
            Component: SignedIn,
            children: [
              { path: patterns.logDelivery, lazy: () => import('./deliveries/log-delivery-page') },
              {
                path: patterns.deliveryRecorded,
                lazy: () => import('./deliveries/delivery-recorded-page'),
              },
              { path: patterns.uploadReport, lazy: () => import('./reports/upload-report-page') },
              { path: patterns.account, lazy: () => import('./identity/account-page') },
              { path: patterns.secondFactor, lazy: () => import('./identity/second-factor-page') },
              { path: patterns.people, lazy: () => import('./identity/people-page') },
              { path: patterns.invitePerson, lazy: () => import('./identity/invite-person-page') },
              { path: patterns.person, lazy: () => import('./identity/person-page') },
              { path: patterns.queues, lazy: () => import('./watch/queues-page') },
              { path: patterns.audit, lazy: () => import('./audit/audit-page') },
              {
                path: patterns.newPartnership,
                lazy: () => import('./partnerships/new-partnership-page'),
              },
              { path: patterns.recordStep, lazy: () => import('./partnerships/record-step-page') },
              { path: patterns.cityAreas, lazy: () => import('./partnerships/city-areas-page') },
              { path: patterns.importTies, lazy: () => import('./partnerships/import-ties-page') },
            ],
          },
          { path: '*', Component: NotFoundPage },
        ],
      },
    ],
  },
]);
