// `npm start`: everything that Pobratym needs, from a fresh clone, in one terminal.
// Until the packages are installed only what Node brings can be imported; hence the `import()`s.
import { wrongNode } from './start/install.mjs';
import { complain } from './start/terminal.mjs';

const HELP = `npm start [-- options]
  --empty     begin with the cities and a steward alone: no ties, no cases, no sample, no trial cities
  --verbose   show the logs of the API, the worker and PostgreSQL here too
Environment: PORT, DATABASE_URL (an existing PostgreSQL), REDIS_URL (queues on Redis), SMTP_URL (a
mail server; without it letters are caught in .data/mail); all of it: .env.example
The first accounts, with their passwords, are in .data/accounts.json`;

const args = process.argv.slice(2);
const fault = wrongNode();
if (args.includes('--help')) {
  console.log(HELP);
} else if (fault) {
  complain(fault);
  process.exitCode = 1;
} else {
  const { start } = await import('./start/run.mjs');
  await start(args);
}
