const { buildSync } = require('esbuild')

/**
 * Loads a module in one piece, with the globals that it counts with as constants: in a test each look at a global goes through the sandbox, and a
 * password hash would take twenty times as long; and hundreds of files, as Nest's, would be looked up one by one in every test file.
 */
const banner = { js: 'const { Math, Uint8Array, Uint32Array } = globalThis;' }

/** What others load too and must be the same for all, and parts of Nest that are looked for when asked for; nobody asks. */
const external = ['reflect-metadata', 'rxjs', 'rxjs/*', '@nestjs/microservices', '@nestjs/microservices/*', '@nestjs/websockets/*', '@nestjs/platform-express', 'class-transformer', 'class-transformer/*', 'class-validator']

const options = { bundle: true, write: false, format: 'cjs', platform: 'node', target: 'node20', supported: { 'dynamic-import': false }, external, banner }

module.exports = {
  process: (_source, path) => ({ code: buildSync({ ...options, entryPoints: [path] }).outputFiles[0].text }),
}
