// `npm run match -- --sender A.csv --receiver B.csv --out matches.csv`: two files reconciled on anyone's
// machine, by the engine and on the way of an installation, which goes with it.
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { BadFileError, matchFiles } from './match/match-files.mjs';
import { summarise, toCsv, toOutcome } from './match/outcomes.mjs';
import { buildIfStale } from './start/build.mjs';
import { installIfNeeded, wrongNode } from './start/install.mjs';
import { complain, say } from './start/terminal.mjs';

const PROJECT_DIR = path.resolve(fileURLToPath(new URL('..', import.meta.url)));
const USAGE = `npm run match -- --sender FILE --receiver FILE --out FILE
  --sender FILE     what was dispatched: a report file, CSV or XLSX (see the README)
  --receiver FILE   what was received
  --out FILE        takes a line for each pair and each row that has none, as CSV`;

process.exitCode = await main();

async function main() {
  let files;
  try {
    const options = {
      sender: { type: 'string' },
      receiver: { type: 'string' },
      out: { type: 'string' },
    };
    files = parseArgs({ options }).values;
    for (const name of Object.keys(options))
      if (!files[name]) throw new Error(`--${name} is missing`);
    for (const name of ['sender', 'receiver']) fs.accessSync(files[name], fs.constants.R_OK);
  } catch (error) {
    complain(`${error.message}\n\n${USAGE}`);
    return 2;
  }
  try {
    const fault = wrongNode();
    if (fault) throw new Error(fault);
    await installIfNeeded(PROJECT_DIR, { say });
    await buildIfStale(PROJECT_DIR, { say });
    const { rows, counts, seconds } = await matchFiles(PROJECT_DIR, files, { tell: say });
    const outcomes = rows.map(toOutcome);
    fs.writeFileSync(files.out, toCsv(outcomes));
    const told = {
      sender: counts.sender.linesPosted,
      receiver: counts.receiver.linesPosted,
      seconds,
    };
    say(`\n${summarise(outcomes, told).join('\n')}\n${files.out} has ${outcomes.length} lines.`);
    return 0;
  } catch (error) {
    complain(error instanceof BadFileError ? error.message : (error.stack ?? String(error)));
    return 1;
  }
}
