import { Injectable } from '@nestjs/common';
import type { FastifyInstance } from 'fastify';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import { DataSource } from 'typeorm';
import { QueueBacklog, readBacklog } from '@pobratym/platform';

const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

type Figure = readonly [name: string, help: string, of: (queue: QueueBacklog) => number];

const GAUGES: readonly Figure[] = [
  ['pobratym_outbox_rows', 'Jobs whose effect is not there yet', (queue) => queue.waiting],
  [
    'pobratym_outbox_oldest_age_seconds',
    'Age of the oldest job whose effect is not there yet; 0: none',
    (queue) => (queue.oldestAgeMs ?? 0) / 1000,
  ],
  [
    'pobratym_outbox_rows_sent_again',
    'Of the jobs whose effect is not there yet: sent more than once',
    (queue) => queue.waitingAgain,
  ],
  [
    'pobratym_dead_jobs',
    'Jobs that failed for good and that nobody has retried',
    (queue) => queue.dead,
  ],
];

const COUNTERS: readonly Figure[] = [
  ['pobratym_jobs_done_total', 'Jobs done', (queue) => queue.done],
  [
    'pobratym_job_attempts_failed_total',
    'Attempts at jobs that failed',
    (queue) => queue.failedAttempts,
  ],
  ['pobratym_jobs_dead_total', 'Jobs that failed for good', (queue) => queue.diedEver],
  [
    'pobratym_jobs_resent_total',
    'Jobs sent again since no effect was there in time',
    (queue) => queue.resentEver,
  ],
  ['pobratym_jobs_retried_total', 'Dead jobs retried by a person', (queue) => queue.retriedEver],
];

/**
 * What Prometheus reads: of this process, its requests; of the whole installation, its queues, as the
 * database knows them. So each API tells the same of the queues, and the workers need no port.
 */
@Injectable()
export class Metrics {
  private readonly registry = new Registry();
  private readonly gauges = GAUGES.map(([name, help, of]) => {
    const gauge = new Gauge({ name, help, labelNames: ['queue'], registers: [this.registry] });
    return { of, gauge };
  });
  private readonly counters = COUNTERS.map(([name, help, of]) => {
    const counter = new Counter({ name, help, labelNames: ['queue'], registers: [this.registry] });
    return { of, counter };
  });
  private readonly requests = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Requests by the pattern of their route; none: no route',
    labelNames: ['method', 'route', 'status'],
    buckets: SECONDS,
    registers: [this.registry],
  });
  private hasDefaults = false;

  constructor(private readonly database: DataSource) {}

  /** By pattern: an address holds ids, and each would be a series of its own. */
  timeRequests(fastify: Pick<FastifyInstance, 'addHook'>): void {
    fastify.addHook('onResponse', (request, reply, done) => {
      const route = (!request.is404 && request.routeOptions.url) || 'none';
      const labels = { method: request.method, route, status: reply.statusCode };
      this.requests.observe(labels, reply.elapsedTime / 1000);
      done();
    });
  }

  async read(): Promise<string> {
    // They look at the garbage collector and the event loop: only for who asks.
    if (!this.hasDefaults) collectDefaultMetrics({ register: this.registry });
    this.hasDefaults = true;
    const queues = await readBacklog(this.database);
    for (const { gauge, of } of this.gauges) {
      gauge.reset();
      for (const queue of queues) gauge.set({ queue: queue.queue }, of(queue));
    }
    for (const { counter, of } of this.counters) {
      counter.reset();
      for (const queue of queues) counter.inc({ queue: queue.queue }, of(queue));
    }
    return this.registry.metrics();
  }
}
