// What the rounds came to: a table for people, and one object for programs.
import { mean, median, rounded, table, whole } from './figures.mjs';

const SHOWN_SHARE_MIN = 0.01;

/** → `{ lines, result }`: text to print, and the JSON of the last line. */
export function summarise({ rounds, lineCount, batchLines, queue }) {
  const totals = rounds.map(totalOf);
  const ratios = rounds.map(({ copy }, index) => copy.seconds / totals[index].seconds);
  const perSecond = (count, seconds) => count / median(seconds);
  const speeds = {
    sender: perSecond(lineCount, secondsOf(rounds, 'sender')),
    receiver: perSecond(lineCount, secondsOf(rounds, 'receiver')),
    both: perSecond(
      2 * lineCount,
      totals.map(({ seconds }) => seconds),
    ),
    copy: perSecond(
      2 * lineCount,
      rounds.map(({ copy }) => copy.seconds),
    ),
    bare: perSecond(
      2 * lineCount,
      rounds.map(({ bareSeconds }) => bareSeconds),
    ),
  };
  const jobs = median(rounds.map(({ bareJobsPerS }) => bareJobsPerS));
  const memory = rounds.map((round) => round.memory).filter(Boolean);
  const maxOf = (name) => (memory.length > 0 ? Math.max(...memory.map((one) => one[name])) : null);
  const figures = {
    lines: lineCount,
    rounds: rounds.length,
    queue,
    senderLinesPerS: Math.round(speeds.sender),
    receiverLinesPerS: Math.round(speeds.receiver),
    linesPerS: Math.round(speeds.both),
    copyLinesPerS: Math.round(speeds.copy),
    bareCsvCopyLinesPerS: Math.round(speeds.bare),
    bareJobsPerS: Math.round(jobs),
    bareJobsLinesPerS: Math.round(jobs * batchLines),
    reports_vs_copy_min: rounded(Math.min(...ratios)),
    reports_vs_copy_max: rounded(Math.max(...ratios)),
    worker_rss_growth_mb: memory.length > 0 ? Math.round(maxOf('growthMb')) : null,
    worker_rss_peak_mb: memory.length > 0 ? Math.round(maxOf('peakMb')) : null,
    worker_cpu_s: rounded(median(totals.map(({ cpuSeconds }) => cpuSeconds))),
    matched_share: rounded(median(rounds.map((round) => matchedShare(round, lineCount))), 4),
  };
  const result = {
    bench: 'reports',
    figures,
    ratios: { reports_vs_copy: rounded(median(ratios)) },
  };
  const lines = [
    ...speedTable({ rounds, totals, speeds, jobs, batchLines, queue }),
    '',
    `our share of COPY's speed: ${percent(median(ratios))} (${ratios.map(percent).join(', ')})`,
    `matched: ${percent(figures.matched_share)} of the receiver's lines`,
    memoryLine(memory),
    '',
    ...copyTable(rounds),
    '',
    ...statementTable(rounds),
  ];
  return { lines, result };
}

const totalOf = ({ reports: { sender, receiver } }) => ({
  seconds: sender.seconds + receiver.seconds,
  cpuSeconds: sender.cpuSeconds + receiver.cpuSeconds,
});

const secondsOf = (rounds, side) => rounds.map(({ reports }) => reports[side].seconds);

const matchedShare = ({ reports }, lineCount) => reports.receiver.linesMatched / lineCount;

function speedTable({ rounds, totals, speeds, jobs, batchLines, queue }) {
  const row = (name, linesPerS, seconds) => [
    name,
    whole(linesPerS),
    median(seconds).toFixed(2),
    `${Math.min(...seconds).toFixed(2)}–${Math.max(...seconds).toFixed(2)}`,
  ];
  return table(
    ['upload → reconciled', 'lines/s', 'seconds', 'range'],
    [
      row('report of the sender', speeds.sender, secondsOf(rounds, 'sender')),
      row('report of the receiver, matched', speeds.receiver, secondsOf(rounds, 'receiver')),
      row(
        'both',
        speeds.both,
        totals.map(({ seconds }) => seconds),
      ),
      row(
        'limit: COPY of every row stored',
        speeds.copy,
        rounds.map(({ copy }) => copy.seconds),
      ),
      row(
        'limit: COPY of the bare CSV',
        speeds.bare,
        rounds.map((round) => round.bareSeconds),
      ),
      [
        `limit: no-op jobs (${queue}) of ${whole(batchLines)} lines`,
        whole(jobs * batchLines),
        `${whole(jobs)} jobs/s`,
        '',
      ],
    ],
  );
}

function memoryLine(memory) {
  if (memory.length === 0) return 'worker: memory is read from /proc, which this system has not';
  const told = memory.map(
    ({ beforeMb, peakMb, growthMb }) =>
      `${whole(beforeMb)} → ${whole(peakMb)} (+${whole(growthMb)})`,
  );
  return `worker's resident memory, MB, before → at its peak: ${told.join(', ')}`;
}

function copyTable(rounds) {
  const names = rounds[0].copy.byTable.map(({ table: name }) => name);
  const ofTable = (name) =>
    rounds.flatMap(({ copy }) => copy.byTable.filter((one) => one.table === name));
  const rows = names.map((name) => {
    const all = ofTable(name);
    return [
      name,
      whole(all[0].rows),
      (all[0].bytes / 1e6).toFixed(1),
      mean(all.map(({ seconds }) => seconds)).toFixed(2),
    ];
  });
  return table(['what COPY wrote', 'rows', 'MB', 'seconds'], rows);
}

/** By the statements of API and worker; reading of the file is inside the COPY that it feeds. */
function statementTable(rounds) {
  const total = mean(rounds.map((round) => totalOf(round).seconds));
  const labels = new Map();
  for (const side of ['sender', 'receiver']) {
    for (const { reports } of rounds) {
      for (const { label, seconds } of reports[side].statements) {
        const sum = labels.get(label) ?? { sender: 0, receiver: 0 };
        sum[side] += seconds / rounds.length;
        labels.set(label, sum);
      }
    }
  }
  const rows = [...labels]
    .map(([label, { sender, receiver }]) => ({ label, sender, receiver, both: sender + receiver }))
    .filter(({ both }) => both / total >= SHOWN_SHARE_MIN)
    .sort((one, other) => other.both - one.both)
    .map(({ label, sender, receiver, both }) => [
      label,
      sender.toFixed(2),
      receiver.toFixed(2),
      percent(both / total),
    ]);
  const cpu = mean(rounds.map((round) => totalOf(round).cpuSeconds));
  rows.push(["(the worker's own processor time)", '', cpu.toFixed(2), percent(cpu / total)]);
  return table(['where the time went', 'sender s', 'receiver s', 'of all'], rows);
}

const percent = (share) => `${(share * 100).toFixed(1)} %`;
