import ts from 'typescript'
import { nodesOf, placeOf, sourcesOf } from './source'

/** A place in our files where a refusal is made. `details` are the names it is given, or `unknown` where they come from elsewhere. */
export interface RefusalThrown {
  readonly place: string
  readonly code: string
  readonly details: readonly string[] | 'unknown'
}

/** Every `new Refusal('code', { ... })` in these folders; a code in a variable counts for each text in its expression. */
export function refusalsThrown(folders: readonly string[]): readonly RefusalThrown[] {
  return folders.flatMap(sourcesOf).flatMap((source) =>
    nodesOf(source).flatMap((node) => {
      if (ts.isNewExpression(node) && /Refusal$/.test(node.expression.getText())) {
        const [code, details] = node.arguments ?? []
        return textsIn(code).map((text) => ({ place: placeOf(source, node), code: text, details: namesIn(details) }))
      }
      return []
    }),
  )
}

/** Every text that stands in these folders, but for files whose path fits `except`. */
export function textsOf(folders: readonly string[], except: RegExp): ReadonlySet<string> {
  const sources = folders.flatMap(sourcesOf).filter(({ path }) => !except.test(path))
  return new Set(sources.flatMap((source) => nodesOf(source).flatMap((node) => (ts.isStringLiteral(node) ? [node.text] : []))))
}

function textsIn(node: ts.Expression | undefined): readonly string[] {
  if (node === undefined) return []
  if (ts.isStringLiteral(node)) return [node.text]
  return ts.isConditionalExpression(node) ? [...textsIn(node.whenTrue), ...textsIn(node.whenFalse)] : []
}

function namesIn(node: ts.Expression | undefined): readonly string[] | 'unknown' {
  if (node === undefined) return []
  if (!ts.isObjectLiteralExpression(node) || node.properties.some(ts.isSpreadAssignment)) return 'unknown'
  return node.properties.map((property) => property.name?.getText() ?? '')
}
