// `npm run generate-reports`: the reports of both sides of invented aid, and what is true of them, to
// try out how well they are matched.
import { readGeneratorOptions } from './reports/options.mjs';
import { generateReports } from './reports/generate.mjs';
import { complain, say, seconds } from './start/terminal.mjs';

const USAGE = `npm run generate-reports -- --out DIR [options]
  --out DIR            takes sender.csv, receiver.csv and truth.csv
  --lines N            the sender's rows, 1 to 1,000,000 (50,000)
  --seed N             0 to 4,294,967,295 (1); the same seed, the same bytes
  --pairs N            pairs of cities (as many as the next one asks for)
  --lines-per-pair N   the sender's rows of each pair (250)`;

const options = readGeneratorOptions(USAGE, ['pairs', 'lines-per-pair']);
if (options) {
  const startedAt = performance.now();
  try {
    const { sender, receiver, pairs } = await generateReports(options);
    const rows = `${sender} rows of senders and ${receiver} of receivers, ${pairs} pairs of cities`;
    say(`${rows}, in ${options.out} (${seconds(startedAt)})`);
  } catch (error) {
    complain(error.message);
    process.exitCode = 1;
  }
}
