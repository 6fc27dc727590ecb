import { type Compiler, sources } from 'webpack'

/** What Taro binds to every view and text at every level, and no page of ours uses. */
const unused = [
  'hover-stop-propagation', 'hover-start-time', 'hover-stay-time', 'animation', 'space', 'decode', 'overflow', 'max-lines', 'selectable',
  'bindanimationstart', 'bindanimationiteration', 'bindanimationend', 'bindtransitionend', 'bindlongpress',
]
const attribute = new RegExp(` (?:${unused.join('|')})="[^"]*"`, 'g')
const templateFile = 'base.wxml'

/** Shortens Taro's written-out templates by a third: less to download, fewer listeners on every node. */
export class SlimTemplates {
  apply(compiler: Compiler): void {
    compiler.hooks.compilation.tap('SlimTemplates', (compilation) => {
      compilation.hooks.processAssets.tap({ name: 'SlimTemplates', stage: 10_000 }, () => {
        if (!compilation.getAsset(templateFile)) return
        compilation.updateAsset(templateFile, (whole) => new sources.RawSource(slim(whole.source().toString())))
      })
    })
  }
}

const slim = (wxml: string): string => wxml.replace(attribute, '').replace(/>\s+</g, '><')
