import { realpathSync } from 'node:fs'
import { resolve } from 'node:path'
import { defineConfig } from '@tarojs/cli'
import type Chain from 'webpack-chain'
import { NormalModuleReplacementPlugin } from 'webpack'
import { SlimTemplates } from './slim-templates'

const projectFolder = resolve(__dirname, '../..')
const sharedFolder = resolve(projectFolder, 'shared')
const modernLibraries = ['zod', 'uqr', '@noble/hashes', 'jsqr', 'query-string', 'filter-obj', 'split-on-first']

/** Our own truth and libraries published as ES2022: both must reach old phones as ES2019. */
const compiledAsWell = [
  sharedFolder,
  ...modernLibraries.map((library) => realpathSync(resolve(projectFolder, 'node_modules', library))),
]

const apiAddress = process.env['DIANJIN_API'] ?? 'http://localhost:3000'
const standInAddress = process.env['DIANJIN_WECHAT'] ?? 'http://localhost:3001'

export default defineConfig<'webpack5'>({
  projectName: 'dianjin',
  designWidth: 375,
  deviceRatio: { 375: 2, 750: 1 },
  sourceRoot: 'src',
  outputRoot: `../dist/${process.env['TARO_ENV'] ?? 'weapp'}`,
  framework: 'react',
  alias: { zod$: resolve(__dirname, '../src/lean/zod.ts') },
  compiler: { type: 'webpack5', prebundle: { enable: false } },
  // Kept between builds, webpack's cache hands out chunks whose module numbers have moved: a build that passes and pages that do not boot.
  cache: { enable: false },
  // Nodes deeper than this are drawn through a component; each level more costs 2 KB.
  baseLevel: 10,
  logger: { quiet: true, stats: false },
  defineConstants: {
    DIANJIN_API: JSON.stringify(apiAddress),
    DIANJIN_WECHAT: JSON.stringify(standInAddress),
  },
  // Quoted private names (`"#x"`) are not JavaScript: the browser build would pass and the page stay blank.
  terser: { enable: true, config: { output: { quote_keys: false, ascii_only: false } } },
  mini: {
    compile: { include: compiledAsWell },
    runtime: { enableInnerHTML: false, enableSizeAPIs: false },
    optimizeMainPackage: { enable: true },
    // Sizes are plain px and text follows the reader's own size by --text-scale: rpx would grow with the screen instead.
    postcss: { pxtransform: { enable: false, config: {} }, url: { enable: false, config: {} } },
    miniCssExtractPluginOption: { ignoreOrder: true },
    webpackChain(chain) {
      sharedHasNoSideEffects(chain)
      withoutBigInt(chain)
      chain.plugin('slimTemplates').use(SlimTemplates)
    },
  },
  h5: {
    publicPath: './',
    staticDirectory: 'static',
    router: { mode: 'hash' },
    compile: { include: compiledAsWell },
    postcss: { pxtransform: { enable: false, config: {} }, autoprefixer: { enable: true, config: {} } },
    output: { clean: true, filename: 'js/[name].[contenthash:8].js', chunkFilename: 'chunk/[name].[contenthash:8].js' },
    miniCssExtractPluginOption: {
      ignoreOrder: true,
      filename: 'css/[name].[contenthash:8].css',
      chunkFilename: 'css/[name].[contenthash:8].css',
    },
    webpackChain(chain) {
      sharedHasNoSideEffects(chain)
      withoutBigInt(chain)
      chain.optimization.splitChunks({
        chunks: 'all',
        cacheGroups: {
          libraries: { name: 'libraries', test: /[\\/]node_modules[\\/](?!jsqr)/, chunks: 'initial', priority: 10 },
          shared: { name: 'shared', minChunks: 2, minSize: 0, priority: 1, reuseExistingChunk: true },
        },
      })
    },
  },
})

/** Phones before iOS 14 have no BigInt, which SHA-256 does not need. */
function withoutBigInt(chain: Chain): void {
  chain.plugin('withoutBigInt').use(NormalModuleReplacementPlugin, [/^\.\/_u64\.js$/, resolve(__dirname, '../src/lean/u64.cjs')])
}

/** By the import law `shared/` does nothing when it is loaded: what no page imports may be left out. */
function sharedHasNoSideEffects(chain: Chain): void {
  chain.module.rule('shared').include.add(sharedFolder).end().set('sideEffects', false)
}
