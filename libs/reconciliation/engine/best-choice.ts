import { BestAssignment, Edge } from './best-assignment';
import { Component, renumber } from './components';
import { Group } from './groups';
import { Pair, Tie, tieOf, tiesOf } from './tie';
import { isRepeated, isSameLoad, isSwap } from './twins';
import { Levels } from './weights';

/** As sure as this (64 to 1), and so much more than any other way (6 to 1): no person is asked. */
const SURE_BITS = 6;
const SURE_LEAD_BITS = 2.5;
/** Where another line has the same amounts, only words and days tell them apart: they tell less. */
const SURE_LEAD_OF_ALIKE_BITS = 6;

interface Choice {
  groups: Group[];
  best: BestAssignment;
  total: number;
}

/** Which ties are sure: the best choice of pairs and groups, where any other is worse by far. */
export function solve(component: Component): Tie[] {
  const places = renumber(component);
  const pairOf = new Map<Edge, Pair>();
  for (const pair of component.pairs) {
    const sent = places.sent.get(pair.sent.index)!;
    const received = places.received.get(pair.received.index)!;
    pairOf.set({ sent, received, gain: pair.score.bits }, pair);
  }
  const at = (group: Group) => ({
    sent: group.sent.map((line) => places.sent.get(line.index)!),
    received: group.received.map((line) => places.received.get(line.index)!),
  });
  const assign = (groups: Group[]): Choice => {
    const gone = { sent: new Set<number>(), received: new Set<number>() };
    for (const group of groups) {
      for (const one of at(group).sent) gone.sent.add(one);
      for (const one of at(group).received) gone.received.add(one);
    }
    const open = [...pairOf.keys()].filter(
      (edge) => !gone.sent.has(edge.sent) && !gone.received.has(edge.received),
    );
    const best = new BestAssignment(places.sent.size, places.received.size, open);
    return { groups, best, total: best.total + bitsOf(groups) };
  };
  let choice = assign([]);
  const ordered = [...component.groups].sort((a, b) => b.bits - a.bits);
  // Group by group, each taken if the whole gains by it; until none does.
  for (let isBetter = true; isBetter;) {
    isBetter = false;
    for (const group of ordered) {
      if (choice.groups.includes(group)) continue;
      const kept = choice.groups.filter((other) => !isSharing(group, other));
      const dropped = bitsOf(choice.groups.filter((other) => !kept.includes(other)));
      const { sent, received } = at(group);
      const loss = dropped === 0 ? choice.best.lossOf(sent, received) : 0;
      if (group.bits - dropped - loss <= 1e-9) continue;
      const next = assign([...kept, group]);
      if (next.total > choice.total + 1e-9) {
        choice = next;
        isBetter = true;
      }
    }
  }
  return sureTies(choice, component, { pairOf, at, assign });
}

const bitsOf = (groups: Group[]): number => groups.reduce((sum, { bits }) => sum + bits, 0);

const isSharing = (one: Group, other: Group): boolean =>
  one.sent.some((line) => other.sent.includes(line)) ||
  one.received.some((line) => other.received.includes(line));

/**
 * Never sure, however likely: days in the wrong order, a slip of units (which is for a person to
 * confirm), and a lesser mass that no number of a waybill and no mass of a piece speaks for.
 */
const isDoubtful = ({ days, mass, reference, piece }: Levels): boolean =>
  days === 'before' ||
  mass === 'slip' ||
  ((mass === 'part' || mass === 'other') && reference !== 'same' && piece !== 'same');

function sureTies(
  { groups, best, total }: Choice,
  component: Component,
  {
    pairOf,
    at,
    assign,
  }: {
    pairOf: Map<Edge, Pair>;
    at: (group: Group) => { sent: number[]; received: number[] };
    assign: (groups: Group[]) => Choice;
  },
): Tie[] {
  const ties: Tie[] = [];
  const others = component.groups.filter((group) => !groups.includes(group));
  /** By how much the choice is better than one with a group that was not taken. */
  const leadOver = (group: Group): number => {
    const { sent, received } = at(group);
    const dropped = groups.filter((other) => isSharing(group, other));
    return best.lossOf(sent, received) + bitsOf(dropped) - group.bits;
  };
  const leads = new Map(others.map((group) => [group, leadOver(group)]));
  for (const edge of best.taken) {
    const pair = pairOf.get(edge)!;
    const { sent, received, score } = pair;
    if (score.bits < SURE_BITS || isDoubtful(score.levels)) continue;
    const lead = best.lossWithout(edge, (one) => isSameLoad(pair, pairOf.get(one)!));
    const needed = isRepeated(pair, component.pairs) ? SURE_LEAD_OF_ALIKE_BITS : SURE_LEAD_BITS;
    if (lead < needed) continue;
    const isRivalled = others.some(
      (group) =>
        leads.get(group)! < SURE_LEAD_BITS &&
        (group.sent.includes(sent) || group.received.includes(received)),
    );
    if (!isRivalled) ties.push(tieOf(pair));
  }
  for (const group of groups) {
    const lead = total - assign(groups.filter((other) => other !== group)).total;
    const rivals = others.filter(
      (other) =>
        isSharing(group, other) && !isSwap(group, other) && leads.get(other)! < SURE_LEAD_BITS,
    );
    if (group.bits >= SURE_BITS && lead >= SURE_LEAD_BITS && rivals.length === 0) {
      ties.push(...tiesOf(group));
    }
  }
  return ties;
}
