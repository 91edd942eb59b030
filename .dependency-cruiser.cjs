/**
 * Who may import whom, as data; the rules are made from it. A slice may import the ones named here
 * and itself; it is entered by its index.ts.
 */
const BASE = ['platform', 'audit', 'identity'];
const PARTNERSHIPS = [...BASE, 'cities', 'files', 'papers'];
const SHIPMENTS = [...PARTNERSHIPS, 'partnerships', 'ledger', 'notices'];
const DELIVERIES = [...SHIPMENTS, 'shipments'];
const REPORTS = [...DELIVERIES, 'deliveries'];
const RECONCILIATION = [...REPORTS, 'reports'];
const STATISTICS = [
  'platform',
  'identity',
  'cities',
  'partnerships',
  'ledger',
  'deliveries',
  'reconciliation',
];

const MAY_IMPORT = {
  platform: [],
  audit: ['platform'],
  identity: ['platform', 'audit'],
  cities: BASE,
  partnerships: PARTNERSHIPS,
  files: BASE,
  notices: BASE,
  papers: ['platform'],
  watch: BASE,
  ledger: ['platform', 'audit'],
  shipments: SHIPMENTS,
  deliveries: DELIVERIES,
  reports: REPORTS,
  reconciliation: RECONCILIATION,
  statistics: STATISTICS,
  exports: [...RECONCILIATION, 'reconciliation', 'statistics'],
  studies: [...BASE, 'cities', 'statistics', 'exports'],
};

const oneOf = (names) => `(${names.join('|')})`;

const sliceRules = Object.entries(MAY_IMPORT).flatMap(([slice, allowed]) => [
  {
    name: `${slice}-imports-only-what-it-may`,
    severity: 'error',
    from: { path: `^libs/${slice}/` },
    to: { path: '^(libs|apps)/', pathNot: `^libs/${oneOf([slice, ...allowed])}/` },
  },
  {
    name: `${slice}-is-entered-by-its-index`,
    severity: 'error',
    from: { path: '^(libs|apps|test)/', pathNot: `^libs/${slice}/` },
    to: { path: `^libs/${slice}/`, pathNot: `^libs/${slice}/index\\.ts$` },
  },
]);

module.exports = {
  forbidden: [
    ...sliceRules,
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'every-slice-is-in-the-table',
      severity: 'error',
      from: { path: '^libs/', pathNot: `^libs/${oneOf(Object.keys(MAY_IMPORT))}/` },
      to: {},
    },
    {
      name: 'apps-know-no-app',
      severity: 'error',
      from: { path: '^apps/([^/]+)/' },
      to: { path: '^apps/', pathNot: '^apps/$1/' },
    },
    {
      name: 'the-web-speaks-http-only',
      severity: 'error',
      from: { path: '^apps/web/' },
      to: { path: '^libs/' },
    },
    { name: 'nothing-unresolved', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^dist/' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.cjs', '.d.ts', '.json', '.css'],
    },
  },
};
