// Unit and end-to-end tests together: both run on a real PostgreSQL and Redis of their own
// (test/support/global-setup.mjs). `npm test` builds first what some of them start.
const SWC_OPTIONS = {
  jsc: {
    target: 'es2022',
    parser: { syntax: 'typescript', tsx: true, decorators: true, dynamicImport: true },
    transform: {
      legacyDecorator: true,
      decoratorMetadata: true,
      useDefineForClassFields: false,
      react: { runtime: 'automatic' },
    },
    keepClassNames: true,
  },
  // `import()` stays, as in the build; in Jest's sandbox it needs Node's --experimental-vm-modules,
  // which tools/test.mjs sets (`npm test -- <file>`).
  module: { type: 'commonjs', ignoreDynamic: true },
};

export default {
  testMatch: [
    '<rootDir>/libs/**/*.spec.ts',
    '<rootDir>/apps/**/*.spec.ts',
    '<rootDir>/test/**/*.e2e-spec.ts',
    '<rootDir>/test/**/*.spec.ts',
  ],
  testEnvironment: 'node',
  transform: {
    '^.+\\.tsx?$': ['@swc/jest', { ...SWC_OPTIONS, sourceMaps: 'inline' }],
    // No decorators here, and a map of each package file would cost more than it helps.
    '^.+\\.m?js$': [
      '@swc/jest',
      { jsc: { target: 'es2022', parser: { syntax: 'ecmascript' } }, module: SWC_OPTIONS.module },
    ],
  },
  // Only packages that are ESM only are transformed; a list, as the whole tree takes minutes.
  transformIgnorePatterns: [
    `/node_modules/(?!(${[
      '@borewit/.*',
      '@tokenizer/.*',
      'content-disposition',
      'd3(-[a-z-]+)?',
      'delaunator',
      'file-type',
      'internmap',
      'robust-predicates',
      'strtok3',
      'token-types',
      'uint8array-extras',
    ].join('|')})/)`,
    '<rootDir>/dist/',
  ],
  moduleNameMapper: { '^@pobratym/([^/]+)$': '<rootDir>/libs/$1' },
  moduleFileExtensions: ['ts', 'tsx', 'js', 'mjs', 'cjs', 'json', 'node'],
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.data/'],
  watchPathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.data/'],
  globalSetup: '<rootDir>/test/support/global-setup.mjs',
  globalTeardown: '<rootDir>/test/support/global-teardown.mjs',
  maxWorkers: 2,
  testTimeout: 60_000,
};
