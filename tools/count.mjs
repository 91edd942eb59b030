// The last line of each run: `N passed, N failed, N skipped`.
import fs from 'node:fs';

export function countLine({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}

/** → the counts of a line as above, or null where it is another one. */
export function readCountLine(line) {
  const match = /^(\d+) passed, (\d+) failed, (\d+) skipped$/.exec(line.trim());
  if (!match) return null;
  const [passed, failed, skipped] = match.slice(1).map(Number);
  return { passed, failed, skipped };
}

/** → the counts of Jest's JSON; a file that did not run, or a run that broke off, is a failure. */
export function countTests(resultFile, code) {
  if (!fs.existsSync(resultFile)) return { passed: 0, failed: 1, skipped: 0 };
  const result = JSON.parse(fs.readFileSync(resultFile, 'utf8'));
  const counts = {
    passed: result.numPassedTests,
    failed: result.numFailedTests + result.numRuntimeErrorTestSuites,
    skipped: result.numPendingTests + result.numTodoTests,
  };
  if (code !== 0 && counts.failed === 0) counts.failed = 1;
  return counts;
}
