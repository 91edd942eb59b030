// Steps of a smoke run: each is told as it ends, and counted. A failed one ends its round.
import { seconds } from '../start/terminal.mjs';

export function createSteps(say) {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  return {
    counts,
    /** → what `work` returns; `work` may give `{ note }`, shown beside the title. */
    async step(title, work) {
      const startedAt = performance.now();
      try {
        const result = await work();
        counts.passed += 1;
        say(`ok      ${title}${result?.note ? `: ${result.note}` : ''} (${seconds(startedAt)})`);
        return result;
      } catch (error) {
        if (!error.isTold) {
          counts.failed += 1;
          say(`FAILED  ${title} (${seconds(startedAt)})\n${indent(error.stack ?? error)}`);
        }
        throw Object.assign(error, { isTold: true });
      }
    },
    skip(title, reason) {
      counts.skipped += 1;
      say(`skipped ${title}: ${reason}`);
    },
  };
}

function indent(text) {
  return String(text).replace(/^/gm, '        ');
}
