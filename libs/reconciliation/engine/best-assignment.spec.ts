import fc from 'fast-check';
import { BestAssignment, Edge } from './best-assignment';

const SIDE = 5;
const graphs = fc
  .uniqueArray(
    fc.record({
      sent: fc.nat(SIDE - 1),
      received: fc.nat(SIDE - 1),
      gain: fc.integer({ min: -3, max: 12 }),
    }),
    { maxLength: 16, selector: ({ sent, received }) => `${sent} ${received}` },
  )
  .map((edges) => edges as Edge[]);

/** All ways to take edges, tried one by one. */
function mostOf(edges: Edge[], sents = 0, receiveds = 0): number {
  const [edge, ...rest] = edges;
  if (!edge) return 0;
  const without = mostOf(rest, sents, receiveds);
  if ((sents >> edge.sent) & 1 || (receiveds >> edge.received) & 1) return without;
  const taken = mostOf(rest, sents | (1 << edge.sent), receiveds | (1 << edge.received));
  return Math.max(without, edge.gain + taken);
}

// Goal: no other choice of pairs gains more, and what a pair is worth is what is lost without it.
describe('the best assignment', () => {
  const build = (edges: Edge[]) => new BestAssignment(SIDE, SIDE, edges);

  test('gains the most, with each line once', () => {
    fc.assert(
      fc.property(graphs, (edges) => {
        const best = build(edges);
        expect(best.total).toBeCloseTo(mostOf(edges));
        expect(best.taken.reduce((sum, { gain }) => sum + gain, 0)).toBeCloseTo(best.total);
        for (const side of ['sent', 'received'] as const) {
          expect(new Set(best.taken.map((edge) => edge[side])).size).toBe(best.taken.length);
        }
      }),
      { numRuns: 2000 },
    );
  });

  test('knows what each pair is worth, and each line', () => {
    fc.assert(
      fc.property(graphs, fc.nat(SIDE - 1), fc.nat(SIDE - 1), (edges, sent, received) => {
        const best = build(edges);
        for (const edge of best.taken) {
          const loss = best.lossWithout(edge, (one) => one === edge);
          expect(loss).toBeCloseTo(best.total - mostOf(edges.filter((one) => one !== edge)));
        }
        const left = edges.filter((edge) => edge.sent !== sent && edge.received !== received);
        expect(best.lossOf([sent], [received])).toBeCloseTo(best.total - mostOf(left));
        expect(best.total).toBeCloseTo(mostOf(edges));
      }),
      { numRuns: 1000 },
    );
  });
});
