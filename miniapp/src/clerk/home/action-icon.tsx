import { Image } from '@tarojs/components'
import { asciiBytes, base64 } from '../../components/base64'

const drawings = {
  scan: '<g fill="none" stroke="#241a06" stroke-width="6" stroke-linecap="round" stroke-linejoin="round"><path d="M10 30V18a8 8 0 0 1 8-8h12M66 10h12a8 8 0 0 1 8 8v12M86 66v12a8 8 0 0 1-8 8H66M30 86H18a8 8 0 0 1-8-8V66"/></g><circle cx="48" cy="48" r="11" fill="#241a06"/><circle cx="48" cy="48" r="21" fill="none" stroke="#241a06" stroke-opacity=".45" stroke-width="4"/>',
  type: '<rect x="6" y="22" width="84" height="52" rx="12" fill="none" stroke="#a87424" stroke-width="6"/><g fill="#a87424"><circle cx="26" cy="40" r="4"/><circle cx="41" cy="40" r="4"/><circle cx="56" cy="40" r="4"/><circle cx="71" cy="40" r="4"/><rect x="30" y="54" width="36" height="7" rx="3.5"/></g>',
} as const

/** Drawn by us; dark on gold, gold on paper in light and dark. */
export function ActionIcon({ name }: { readonly name: keyof typeof drawings }) {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 96 96">${drawings[name]}</svg>`
  return <Image className="big-action__icon" src={`data:image/svg+xml;base64,${base64(asciiBytes(svg))}`} mode="aspectFit" />
}
