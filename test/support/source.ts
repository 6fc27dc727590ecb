import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import ts from 'typescript'

const projectFolder = join(__dirname, '../..')

/** One of our own files: where it is, what it says, and its tree. */
export interface Source {
  /** From the project's folder, with `/`. */
  readonly path: string
  readonly text: string
  readonly tree: ts.SourceFile
}

const read = new Map<string, readonly Source[]>()

/** All TypeScript of a folder; read once. */
export function sourcesOf(folder: string): readonly Source[] {
  const known = read.get(folder) ?? readAll(folder)
  read.set(folder, known)
  return known
}

function readAll(folder: string): readonly Source[] {
  const files = readdirSync(join(projectFolder, folder), { recursive: true, withFileTypes: true })
  return files
    .filter((file) => file.isFile() && /\.tsx?$/.test(file.name) && !file.parentPath.includes('node_modules'))
    .map((file) => sourceAt(relative(projectFolder, join(file.parentPath, file.name))))
    .sort((a, b) => (a.path < b.path ? -1 : 1))
}

const sourceAt = (path: string): Source => sourceFrom(path, readFileSync(join(projectFolder, path), 'utf8'))

export const sourceFrom = (path: string, text: string): Source => ({ path, text, tree: ts.createSourceFile(path, text, ts.ScriptTarget.ES2022, true, path.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS) })

/** Every node of a file, from the top. */
export function nodesOf({ tree }: Source): readonly ts.Node[] {
  const nodes: ts.Node[] = []
  const visit = (node: ts.Node): void => {
    nodes.push(node)
    node.forEachChild(visit)
  }
  tree.forEachChild(visit)
  return nodes
}

/** `shared/points/decide.ts:12`, for a complaint. */
export const placeOf = ({ path, tree }: Source, node: ts.Node): string => `${path}:${tree.getLineAndCharacterOfPosition(node.getStart(tree)).line + 1}`
