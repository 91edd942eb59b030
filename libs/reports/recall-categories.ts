import { EntityManager } from 'typeorm';
import { CategoryMemory } from '@pobratym/cities';
import { StagedLine } from './report-line';
import { ReportSide } from './report.entity';

/** The words alone cannot say it; a person has. */
const DOUBTS = ['category_unsure', 'category_mixed'];

/**
 * Gives the lines whose row has no category what their city called such goods before, by one query
 * for all of them. What a public source tells is published, and a city's own choices are not: there
 * only what several cities chose alike counts.
 */
export async function recallCategories(
  database: EntityManager,
  memory: CategoryMemory,
  lines: readonly StagedLine[],
  side: ReportSide,
): Promise<void> {
  const proposed = lines.filter((line) => line.is_category_proposed === true);
  const filing = side === 'sender' ? 'sending_city_id' : 'receiving_city_id';
  const asked = proposed.map((line) => ({
    cityId: side === 'public_source' ? null : (line[filing] as string | null),
    item: String(line.item),
  }));
  const recalled = await memory.recall(database, asked);
  recalled.forEach((proposal, index) => {
    if (!proposal) return;
    const line = proposed[index]!;
    const flags = (line.flags as string[]).filter((flag) => !DOUBTS.includes(flag));
    Object.assign(line, { category: proposal.category, flags: [...flags, ...proposal.flags] });
  });
}
