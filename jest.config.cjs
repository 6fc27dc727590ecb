/** Packages that are published as ES modules only; Jest runs CommonJS, so they are compiled like our own files. */
const modulesOnly = ['@nestjs', '@noble', 'cookie', 'file-type', 'jose', 'load-esm', 'uqr']

const swc = (parser, more = {}) => [
  '@swc/jest',
  {
    jsc: {
      parser,
      target: 'es2022',
      transform: { legacyDecorator: true, useDefineForClassFields: false, react: { runtime: 'automatic' } },
    },
    module: { type: 'commonjs', ignoreDynamic: parser.syntax === 'ecmascript' },
    sourceMaps: 'inline',
    ...more,
  },
]

module.exports = {
  testEnvironment: 'node',
  testMatch: ['<rootDir>/test/**/*.test.ts', '<rootDir>/test/**/*.test.tsx'],
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.dianjin/'],
  moduleNameMapper: { '^@nestjs/(common|core)$': '<rootDir>/test/support/nest.mjs' },
  transform: {
    'test/support/nest\\.mjs$': '<rootDir>/test/support/whole-module.cjs',
    '@noble/hashes/argon2\\.js$': '<rootDir>/test/support/whole-module.cjs',
    '\\.ts$': swc({ syntax: 'typescript', decorators: true }),
    '\\.tsx$': swc({ syntax: 'typescript', tsx: true, decorators: true }),
    '\\.m?js$': swc({ syntax: 'ecmascript' }),
  },
  transformIgnorePatterns: [`/node_modules/(?!(?:.*/node_modules/)?(?:${modulesOnly.join('|')})/)`],
  cacheDirectory: '<rootDir>/.dianjin/jest',
  globalSetup: '<rootDir>/test/support/jest-setup.ts',
  globalTeardown: '<rootDir>/test/support/jest-teardown.ts',
  maxWorkers: 2,
  testTimeout: 60_000,
}
