import { resolve } from 'node:path'
import { defineConfig } from '@tarojs/cli'
import { leaveOut } from './lean'

const projectFolder = resolve(__dirname, '../..')
const sharedFolder = resolve(projectFolder, 'shared')
const modernLibraries = ['zod', 'uqr', '@noble/hashes', 'jsqr']

/** Our own truth and libraries published as ES2022: both must reach old phones as ES2019. */
const compiledAsWell = [
  sharedFolder,
  ...modernLibraries.map((library) => resolve(projectFolder, 'node_modules', library)),
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
  compiler: { type: 'webpack5', prebundle: { enable: false } },
  cache: { enable: true },
  baseLevel: 10,
  logger: { quiet: true, stats: false },
  defineConstants: {
    DIANJIN_API: JSON.stringify(apiAddress),
    DIANJIN_WECHAT: JSON.stringify(standInAddress),
  },
  // Quoted private names (`"#x"`) are not JavaScript: the browser build would pass and the page stay blank.
  terser: { enable: true, config: { output: { quote_keys: false } } },
  mini: {
    compile: { include: compiledAsWell },
    runtime: { enableInnerHTML: false, enableSizeAPIs: false },
    optimizeMainPackage: { enable: true },
    // Sizes are plain px and text follows the reader's own size by --text-scale: rpx would grow with the screen instead.
    postcss: { pxtransform: { enable: false, config: {} }, url: { enable: false, config: {} } },
    miniCssExtractPluginOption: { ignoreOrder: true },
    webpackChain: (chain) => leaveOut(chain, sharedFolder),
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
      leaveOut(chain, sharedFolder)
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
