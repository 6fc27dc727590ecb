import { posix } from 'node:path'
import ts from 'typescript'
import { nodesOf, placeOf, type Source } from './source'
import type { HouseRule } from './house-rules'

interface Import {
  readonly place: string
  /** A path from the project's folder for our own files, else the name of the package or built-in module. */
  readonly to: string
  readonly isOurs: boolean
}

/** Everything a file imports, re-exports or loads later. */
export function importsOf(source: Source): readonly Import[] {
  return nodesOf(source).flatMap((node) => {
    const specifier = specifierOf(node)
    if (specifier === undefined) return []
    const isOurs = specifier.startsWith('.')
    const to = isOurs ? posix.join(posix.dirname(source.path), specifier) : specifier
    return [{ place: placeOf(source, node), to, isOurs }]
  })
}

function specifierOf(node: ts.Node): string | undefined {
  const named = ts.isImportDeclaration(node) || ts.isExportDeclaration(node) ? node.moduleSpecifier : ts.isCallExpression(node) && /^(import|require)$/.test(node.expression.getText()) ? node.arguments[0] : undefined
  return named !== undefined && ts.isStringLiteral(named) ? named.text : undefined
}

/** A law about what the files of `who` may import. */
const law = (sentence: string, who: RegExp, may: (to: Import, path: string) => boolean, sample: HouseRule['sample']): HouseRule => ({
  sentence,
  sample,
  broken: (source) => (who.test(source.path) ? importsOf(source).filter((to) => !may(to, source.path)).map(({ place, to }) => `${place} → ${to}`) : []),
})

/** Lower ones know nothing of higher ones. `calls` and `text` stand above all features: they gather from each. */
const floors = ['api', 'time', 'stores', 'members', 'events', 'points', 'tiers', 'campaigns', 'risk', 'earning', 'mall', 'vouchers', 'messages', 'webhooks', 'insight', 'settings', 'imports', 'phone-calls', 'calls', 'text']
/** The ground floor is one; each feature above has its own. */
const floorOf = (path: string): number => Math.max(1, floors.indexOf(path.split('/')[1]?.replace(/\.ts$/, '') ?? ''))

const isIn = (...folders: readonly string[]) => ({ to, isOurs }: Import): boolean => isOurs && folders.some((folder) => to.startsWith(`${folder}/`))
const isPackage = ({ to, isOurs }: Import, ...names: readonly string[]): boolean => !isOurs && names.some((name) => to === name || to.startsWith(`${name}/`))
const roleOf = (path: string): string => /\.(service|controller|repository)$/.exec(path.replace(/\.ts$/, ''))?.[1] ?? ''
const folderOf = (path: string): string => posix.dirname(path)

/** Who speaks to AWS: the database folder and repositories; parameters (SSM, before there is a database); the job that unpacks stream records. */
const awsUsers = /^functions\/(database\/|[\w-]+\/[\w.-]+\.repository\.ts$|parameters\.ts$|jobs\/follow\.ts$)/

export const importLaw: readonly HouseRule[] = [
  law('shared/ imports only zod, @noble/hashes and itself', /^shared\//, (it) => isIn('shared')(it) || isPackage(it, 'zod', '@noble/hashes'), { path: 'shared/x.ts', text: "import 'node:fs'" }),
  law(
    'in shared/ a feature knows only itself and earlier ones: api, time < stores < members < events < points < tiers < campaigns < risk < earning < mall < vouchers < messages < webhooks < insight < settings < imports < phone-calls < calls, text',
    /^shared\//,
    (it, path) => !it.isOurs || floorOf(it.to) <= floorOf(path),
    { path: 'shared/points/x.ts', text: "import type { Reward } from '../mall/reward'" },
  ),
  law('functions/ imports only shared/ and itself', /^functions\//, (it) => !it.isOurs || isIn('shared', 'functions')(it), { path: 'functions/x.ts', text: "import '../scripts/x'" }),
  law('miniapp/ imports only shared/ and itself', /^miniapp\//, (it) => !it.isOurs || isIn('shared', 'miniapp')(it), { path: 'miniapp/src/x.ts', text: "import '../../functions/clock'" }),
  law('console/ imports only shared/ and itself', /^console\//, (it) => !it.isOurs || isIn('shared', 'console')(it), { path: 'console/src/x.ts', text: "import '../../miniapp/src/x'" }),
  law('console/src loads nothing that a browser does not have', /^console\/src\//, (it) => it.isOurs || !/^node:|^@aws-sdk|^@nestjs|^@tarojs/.test(it.to), { path: 'console/src/x.ts', text: "import 'node:fs'" }),
  law('only console/src/door.ts goes to the network', /^console\/src\//, (it) => !/^(axios|ky|node-fetch)$/.test(it.to), { path: 'console/src/x.ts', text: "import 'axios'" }),
  law('miniapp/src loads nothing that a phone does not have', /^miniapp\/src\//, (it) => it.isOurs || !/^node:|^@aws-sdk|^@nestjs/.test(it.to), { path: 'miniapp/src/x.ts', text: "import 'node:fs'" }),
  law('nobody imports scripts/ but scripts and tests', /^(shared|functions|miniapp|console)\//, (it) => !isIn('scripts')(it), { path: 'miniapp/x.ts', text: "import '../scripts/x'" }),
  law(
    'nobody imports test/ but tests, and the bench its simulated phone',
    /^(shared|functions|miniapp|console|scripts)\//,
    (it, path) => !isIn('test')(it) || (path.startsWith('scripts/bench/') && isIn('test/support/weapp')(it)),
    { path: 'scripts/x.ts', text: "import '../test/support/x'" },
  ),
  law('a service uses repositories, never another service', /\.service\.ts$/, (it) => roleOf(it.to) !== 'service', { path: 'functions/mall/x.service.ts', text: "import '../points/points.service'" }),
  law(
    'a controller uses only services of its own feature',
    /\.controller\.ts$/,
    (it, path) => roleOf(it.to) !== 'repository' && (roleOf(it.to) !== 'service' || folderOf(it.to) === folderOf(path)),
    { path: 'functions/mall/x.controller.ts', text: "import '../points/points.service'" },
  ),
  law('a repository uses neither services nor controllers', /\.repository\.ts$/, (it) => !/service|controller/.test(roleOf(it.to)), { path: 'functions/mall/x.repository.ts', text: "import './mall.service'" }),
  law(
    'only functions/database, repositories, the parameters and the reader of stream records import the SDK',
    /^functions\//,
    (it, path) => awsUsers.test(path) || !isPackage(it, '@aws-sdk'),
    { path: 'functions/mall/mall.service.ts', text: "import '@aws-sdk/lib-dynamodb'" },
  ),
  law('only functions/wechat and the door of webhooks call out to other servers', /^functions\/(?!wechat\/|webhooks\/door)/, (it) => !/^(node:)?(https?|undici|axios)$/.test(it.to), { path: 'functions/mall/x.ts', text: "import 'node:https'" }),
  law('our own files are imported without their extension', /./, (it) => !it.isOurs || !/\.(ts|tsx|js)$/.test(it.to), { path: 'shared/x.ts', text: "import './y.ts'" }),
]
