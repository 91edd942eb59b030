import { createBrowserRouter } from 'react-router';
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
          { path: patterns.logDelivery, lazy: () => import('./deliveries/log-delivery-page') },
          { path: patterns.delivery, lazy: () => import('./deliveries/delivery-page') },
          {
            path: patterns.deliveryRecorded,
            lazy: () => import('./deliveries/delivery-recorded-page'),
          },
          { path: patterns.reports, lazy: () => import('./reports/reports-page') },
          { path: patterns.uploadReport, lazy: () => import('./reports/upload-report-page') },
          { path: patterns.report, lazy: () => import('./reports/report-page') },
          { path: '*', Component: NotFoundPage },
        ],
      },
    ],
  },
]);
