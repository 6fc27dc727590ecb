import ts from 'typescript'
import { nodesOf, placeOf, type Source } from './source'

/** A house rule: its sentence, where in a file it is broken, and a file that breaks it. */
export interface HouseRule {
  readonly sentence: string
  readonly broken: (source: Source) => readonly string[]
  readonly sample: { readonly path: string; readonly text: string }
}

const FILE_LINES_MAX = 250
const SCREEN_LINES_MAX = 150
const FUNCTION_LINES_MAX = 50

/** Where a value is asserted to have a type: one named helper each, its guarantee written above it. */
const assertingFiles = [
  'shared/api/ids.ts', // an id just built to the pattern its schema checks
  'shared/api/client.ts', // the table of functions, built name by name from the table of calls
  'shared/earning/rules/list.ts', // terms that the schema of their kind has checked
  'functions/database/stored.ts', // what we have put into the table ourselves
  'miniapp/src/app.config.ts', // colours that WeChat reads by name from its theme, which Taro's types do not know
]

/** Every node that `is` so, as its place. */
const nodes = (is: (node: ts.Node, source: Source) => boolean) => (source: Source): readonly string[] => nodesOf(source).filter((node) => is(node, source)).map((node) => placeOf(source, node))

const linesOf = ({ tree }: Source, node: ts.Node): number => tree.getLineAndCharacterOfPosition(node.end).line - tree.getLineAndCharacterOfPosition(node.getStart(tree)).line + 1

const isConst = (node: ts.AsExpression): boolean => ts.isTypeReferenceNode(node.type) && node.type.getText() === 'const'

/** The callback of `describe` is a list of tests, not a function to be read at once. */
const isListOfTests = (node: ts.Node): boolean => ts.isCallExpression(node.parent) && /^describe\b/.test(node.parent.expression.getText())

const isInjected = (parameter: ts.ParameterDeclaration): boolean => (ts.getDecorators(parameter) ?? []).some((decorator) => decorator.getText().startsWith('@Inject('))

const isMadeByNest = (node: ts.Node): boolean => ts.isClassDeclaration(node) && (ts.getDecorators(node) ?? []).some((decorator) => /^@(Injectable|Controller|Catch)\(/.test(decorator.getText()))

/** Each place in the text, comments too, that fits. */
const texts = (pattern: RegExp) => ({ path, text }: Source): readonly string[] =>
  text.split('\n').flatMap((line, i) => (pattern.test(line) ? [`${path}:${i + 1}`] : []))

/** Reads of the clock or of chance, as they are written. */
export const readsTime = nodes((node) => (ts.isCallExpression(node) && /^(Date\.now|performance\.now|process\.hrtime)$/.test(node.expression.getText())) || (ts.isNewExpression(node) && node.expression.getText() === 'Date' && (node.arguments ?? []).length === 0))
export const readsChance = nodes((node) => ts.isPropertyAccessExpression(node) && /^(Math\.random|crypto\.(randomUUID|getRandomValues|randomBytes))$/.test(node.getText()))

export const houseRules: readonly HouseRule[] = [
  {
    sentence: `a file has at most ${FILE_LINES_MAX} lines`,
    broken: ({ path, text }) => (text.trimEnd().split('\n').length > FILE_LINES_MAX ? [path] : []),
    sample: { path: 'shared/long.ts', text: 'export {}\n'.repeat(FILE_LINES_MAX + 1) },
  },
  {
    sentence: `a screen has at most ${SCREEN_LINES_MAX} lines`,
    broken: ({ path, text }) => (path.endsWith('.tsx') && text.trimEnd().split('\n').length > SCREEN_LINES_MAX ? [path] : []),
    sample: { path: 'miniapp/long.tsx', text: 'export {}\n'.repeat(SCREEN_LINES_MAX + 1) },
  },
  {
    sentence: `a function has at most ${FUNCTION_LINES_MAX} lines`,
    broken: nodes((node, source) => ts.isFunctionLike(node) && !isListOfTests(node) && linesOf(source, node) > FUNCTION_LINES_MAX),
    sample: { path: 'shared/long.ts', text: `function long() {\n${'void 0\n'.repeat(FUNCTION_LINES_MAX)}}` },
  },
  {
    sentence: 'nothing is of any type',
    broken: nodes((node) => node.kind === ts.SyntaxKind.AnyKeyword),
    sample: { path: 'shared/loose.ts', text: 'export const it: any = 1' },
  },
  {
    sentence: 'nothing is declared to be there with an exclamation mark',
    broken: nodes((node) => ts.isNonNullExpression(node) || ((ts.isPropertyDeclaration(node) || ts.isVariableDeclaration(node)) && node.exclamationToken !== undefined)),
    sample: { path: 'shared/loose.ts', text: 'export const it = [1][0]!' },
  },
  {
    sentence: 'a type is asserted only in the named helpers made for it',
    broken: (source) => (assertingFiles.includes(source.path) ? [] : nodes((node) => (ts.isAsExpression(node) && !isConst(node)) || ts.isTypeAssertionExpression(node))(source)),
    sample: { path: 'shared/loose.ts', text: 'export const it = 1 as unknown' },
  },
  {
    sentence: 'no check is switched off by a comment',
    broken: texts(/\/[/*]\s*(@ts-(ignore|nocheck|expect-error)|(es|ox)lint-disable)/),
    sample: { path: 'shared/loose.ts', text: `// ${'@ts'}-nocheck` },
  },
  {
    sentence: 'what is to be done is done or written elsewhere, not left in the code',
    broken: texts(/\b(TO{1}DO|FIX{1}ME|X{3}|HA{1}CK)\b/),
    sample: { path: 'shared/later.ts', text: `// ${'TO'}${'DO'} later` },
  },
  {
    sentence: 'the code says what is, not how it came to be: no issue numbers, no work sessions, no places of work',
    broken: texts(/\bissues? #?\d|\bpull request\b|\/work\/{0}(main|shared|brief)\b|\b(session|helper) #?\d|\bas (asked|told) by\b/i),
    sample: { path: 'shared/history.ts', text: `// see ${'issue'} 12` },
  },
  {
    sentence: 'Nest is told by @Inject what to inject: bundling keeps no types',
    broken: nodes((node) => ts.isParameter(node) && ts.isConstructorDeclaration(node.parent) && isMadeByNest(node.parent.parent) && !isInjected(node)),
    sample: { path: 'functions/stores/x.service.ts', text: '@Injectable()\nclass X { constructor(private readonly y: Y) {} }' },
  },
  {
    sentence: 'what is true reads neither clock nor chance: the moment and random bytes come from the caller',
    broken: (source) => (source.path.startsWith('shared/') ? [...readsTime(source), ...readsChance(source)] : []),
    sample: { path: 'shared/x.ts', text: 'export const now = new Date()' },
  },
  {
    sentence: 'the functions have one clock, in clock.ts; only the log stamps its lines by itself',
    broken: (source) => (source.path.startsWith('functions/') && !['functions/clock.ts', 'functions/log.ts'].includes(source.path) ? readsTime(source) : []),
    sample: { path: 'functions/mall/x.ts', text: 'export const now = Date.now()' },
  },
  {
    sentence: 'the mini-program has one clock, in clock.ts, which follows the server; only the transport measures how long an answer took',
    broken: (source) => (source.path.startsWith('miniapp/src/') && !['miniapp/src/clock.ts', 'miniapp/src/transport.ts'].includes(source.path) ? readsTime(source) : []),
    sample: { path: 'miniapp/src/pages/x.ts', text: 'export const now = Date.now()' },
  },
]
